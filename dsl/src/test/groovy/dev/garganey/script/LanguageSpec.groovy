package dev.garganey.script

import dev.garganey.model.*
import dev.garganey.operation.*
import java.nio.file.Path
import spock.lang.Specification
import spock.lang.TempDir

class LanguageSpec extends Specification {

  @TempDir
  Path folder

  def "the example of the design is understood"() {
    when:
    def migration = migration('''
      description 'Users and the teams they belong to'

      up {
          createTable('teams') {
              id()                                          // bigint identity primary key
              text('name').notNull().unique()
          }
          createTable('users') {
              id()
              varchar('email', 320).notNull().unique()
              decimal('balance', 12, 2).notNull().defaultTo(0)
              timestamptz('created_at').notNull().defaultTo(sql('current_timestamp'))
              reference('team').onDelete(CASCADE)           // team_id → teams(id)
              check('balance_positive', 'balance >= 0')
              index('team_id', desc('created_at')).where('balance > 0')
          }
          insert('teams', name: 'Founders')
      }
    ''')

    then:
    migration.description() == Optional.of('Users and the teams they belong to')
    migration.up()*.operation()*.describe() == ['create table teams', 'create table users', 'insert a row into teams']
    migration.up()*.at()*.toString() == ["$folder.fileName/001_it.groovy:5:11", "$folder.fileName/001_it.groovy:9:11", "$folder.fileName/001_it.groovy:18:11"]*.toString()
    def users = migration.up()[1].operation().table()
    users.columns()*.name() == ['id', 'email', 'balance', 'created_at', 'team_id']
    users.constraints()*.name()*.get() == ['users_pkey', 'users_email_key', 'users_team_id_fkey', 'balance_positive']
    users.indexes() == [new Index('users_team_id_created_at_idx', false, [IndexKey.column('team_id'), IndexKey.column('created_at').descend()],
        Optional.of('balance > 0'), Optional.empty(), [], false, [:], Optional.empty())]
    users.columns()[3].defaultValue() == Optional.of(new Value.Expression('current_timestamp'))
  }

  Migration migration(String text) {
    evaluate(text)[0]
  }

  List<Migration> evaluate(String... texts) {
    texts.eachWithIndex { text, i -> folder.resolve(String.format('%03d_it.groovy', i + 1)).toFile().setText(text, 'UTF-8') }
    def context = new ScriptContext(Product.SQLITE, { name -> Optional.ofNullable([HOME: '/home/me'][name]) }, folder)
    new ScriptLoader(context).evaluate(MigrationFolder.read(folder).files())
  }
}
