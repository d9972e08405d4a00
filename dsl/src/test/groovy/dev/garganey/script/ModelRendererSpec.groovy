package dev.garganey.script

import static dev.garganey.model.ObjectName.of as named

import dev.garganey.model.*
import dev.garganey.testing.Models
import dev.garganey.testing.RandomSchema
import java.nio.file.Path
import spock.lang.Specification
import spock.lang.TempDir

class ModelRendererSpec extends Specification {
    @TempDir
    Path project

    Schema load(Map<String, String> files, Product product = Product.POSTGRESQL) {
        files.isEmpty() ? Schema.EMPTY : new Models(project, product).of(files.collectEntries { name, text -> ["schema/$name".toString(), text] }).schema()
    }

    /** How many schemas to draw; more with -Dgarganey.models=5000. */
    static final int CASES = Integer.getInteger('garganey.models', 60)

    def "a schema is written as a person would write it"() {
        given:
        def files = ['it.groovy': '''
            schema 'audit'
            extension 'pgcrypto'
            enumType 'mood', 'happy', 'sad'
            domain('email', text()).notNull().check('is_email', "value like '%@%'")
            sequence 'numbers', start: 100, ownedBy: 'users.id'
            table('teams') { id(); text('name').notNull().unique() }
            table('users') {
                id()
                varchar('email', 320).notNull().unique()
                decimal('balance', 12, 2).notNull().defaultTo(0).check('balance >= 0')
                reference('team').notNull().onDelete(CASCADE)
                reference('boss', table: 'users').unique()
                oneOf('status', 'new', 'paid').notNull()
                timestamptz('created_at').notNull().defaultTo(sql('current_timestamp'))
                array('tags', text())
                nativeType('search', 'tsvector').generatedAs("to_tsvector('english', email || ' ' || status)").comment('what is found in the search of users')
                check('status <> email')
                index('team_id', desc('created_at')).where('balance > 0')
                trigger('stamp', 'before update on users for each row execute function stamp()')
                comment("who's in")
            }
            table('memberships') {
                reference('user'); bigint('group_no').references('audit.Group', 'no'); primaryKey('user_id', 'group_no')
            }
            table('audit.Group') { bigint('no').primaryKey().nullable(); text('a').unique(); unnamed() }
            view('happy_users') { sql \'\'\'select *
from users
where 'happy' = any (tags) and email <> \'\'
\'\'\' }
            view 'one', 'select 1 as one', comment: 'one'
            function 'stamp()', \'\'\'returns trigger language plpgsql as $$
begin
  new.email := replace(new.email, E'\\\\\\\\', \'\');
  return new;
end $$\'\'\'
        ''']
        def schema = load(files)

        when:
        def rendered = ModelRenderer.render(schema, Product.POSTGRESQL)

        then:
        rendered.collect { name, text -> "// $name\n$text" }.join('\n') == '''\
            // _extensions.groovy
            extension('pgcrypto')

            // _functions.groovy
            function('stamp()', \'\'\'returns trigger language plpgsql as $$
            begin
              new.email := replace(new.email, E'\\\\\\\\', \'\');
              return new;
            end $$\'\'\')

            // _schemas.groovy
            schema('audit')

            // _sequences.groovy
            sequence('numbers', start: 100, ownedBy: 'users.id')

            // _types.groovy
            enumType('mood', 'happy', 'sad')
            domain('email', text()).notNull().check('is_email', "value like '%@%'")

            // _views.groovy
            view('happy_users') {
                sql(\'\'\'select *
            from users
            where 'happy' = any (tags) and email <> \\'\\'\'\'\')
            }

            view('one', 'select 1 as one', comment: 'one')

            // audit.Group.groovy
            table('audit.Group') {
                bigint('no').nullable().primaryKey()
                text('a').unique()
                unnamed()
            }

            // memberships.groovy
            table('memberships') {
                reference('user')
                bigint('group_no').references('audit.Group', 'no')
                primaryKey('user_id', 'group_no')
            }

            // teams.groovy
            table('teams') {
                id()
                text('name').notNull().unique()
            }

            // users.groovy
            table('users') {
                id()
                varchar('email', 320).notNull().unique()
                decimal('balance', 12, 2).notNull().defaultTo(0).check('balance >= 0')
                reference('team').notNull().onDelete(CASCADE)
                reference('boss', table: 'users').unique()
                oneOf('status', 'new', 'paid').notNull()
                timestamptz('created_at').notNull().defaultTo(sql('current_timestamp'))
                array('tags', text())
                nativeType('search', 'tsvector').generatedAs("to_tsvector('english', email || ' ' || status)")
                    .comment('what is found in the search of users')
                check('status <> email')
                index('team_id', desc('created_at')).where('balance > 0')
                trigger('stamp', 'before update on users for each row execute function stamp()')
                comment("who's in")
            }
            '''.stripIndent()
        load(rendered) == schema
    }

    def "a key that is made of itself is referenced as any other column: #model"() {
        given:
        def schema = load(['all.groovy': model])

        expect:
        load(ModelRenderer.render(schema, Product.POSTGRESQL)) == schema

        where:
        model << [
            "table('parts') { bigint('part_id').notNull().references('parts', 'part_id'); primaryKey('part_id') }",
            """
            table('as') { bigint('b_id').notNull().references('bs', 'a_id'); primaryKey('b_id') }
            table('bs') { bigint('a_id').notNull().references('as', 'b_id'); primaryKey('a_id') }
            """.stripIndent(),
        ]
    }

    def "what is loaded again is the same schema: random ones from seed #first on, #product"() {
        expect:
        (first..<first + CASES).collect { wrongWith(it, product) }.findAll() == []

        where:
        product << Product.values()
        first = Long.getLong('garganey.seed', System.getenv('CI') ? 20_000L : new Random().nextInt(1_000_000))
    }

    /** What is lost of the schema of a seed, or null. */
    private String wrongWith(long seed, Product product) {
        def schema = asIn(product, RandomSchema.of(seed))
        def rendered = ModelRenderer.render(schema, product)
        try {
            def back = load(rendered, product)
            def lost = schema.tables().find { back.findTable(it.name()).orElse(null) != it } ?: schema.views().find { back.findView(it.name()).orElse(null) != it }
            def file = lost instanceof Table ? ModelRenderer.fileNames(schema)[lost.name()] : '_views.groovy'
            lost ? "seed $seed, $file: $lost\n${rendered[file]}\n$back"
                : back != schema ? "seed $seed: $schema\n$back\n$rendered"
                : ModelRenderer.render(back, product) != rendered ? "seed $seed: not stable" : null
        } catch (ScriptMistakes mistakes) {
            "seed $seed: $mistakes.message\n$rendered"
        }
    }

    /** A schema as a product has it: some have no names for keys. */
    private static Schema asIn(Product product, Schema schema) {
        product.namesPrimaryKeys() ? schema : schema.tables().inject(schema) { s, table ->
            s.with(table.withConstraints(table.constraints().collect { it instanceof Constraint.PrimaryKey ? it.withName(Optional.empty()) : it }))
        }
    }

    def "a key without a name is worth no word where keys have none"() {
        given:
        def table = Table.of(named('t'), [Column.of('a', new ColumnType.Text()), Column.of('b', new ColumnType.Text())])
            .withConstraints([Constraint.PrimaryKey.of('x', ['a']).withName(Optional.empty()), Constraint.Unique.of('t_b_key', ['b']).withName(Optional.ofNullable(name))])

        expect:
        ModelRenderer.render(Schema.EMPTY.with(table), Product.SQLITE)['t.groovy'] == "table('t') {\n    text('a').nullable().primaryKey()\n$rest}\n"
        load(ModelRenderer.render(Schema.EMPTY.with(table), Product.SQLITE), Product.SQLITE).table(named('t')) == table

        where:
        name      || rest
        't_b_key' || "    text('b').unique()\n"
        null      || "    text('b').unique()\n    unnamed()\n"
        't_pkey'  || "    text('b').unique().named('t_pkey')\n    unnamed()\n"
    }

    def "a short word is written only where it means precisely that: #written"() {
        given:
        def teams = Table.of(named('teams'), [Column.of('id', new ColumnType.BigInt()).withNullable(false)])
            .withConstraints([Constraint.PrimaryKey.of('teams_pkey', ['id'])])
        def users = Table.of(named('users'), [Column.of(column, type)]).withConstraints([key])

        expect:
        def rendered = ModelRenderer.render(Schema.EMPTY.with(teams).with(users), Product.POSTGRESQL)
        rendered['users.groovy'].readLines()[1].trim() == written
        load(rendered).table(named('users')) == users

        where:
        column    | type                    | key                                                                                      || written
        'team_id' | new ColumnType.BigInt() | Constraint.ForeignKey.of('users_team_id_fkey', ['team_id'], named('teams'), ['id'])      || "reference('team')"
        'boss_id' | new ColumnType.BigInt() | Constraint.ForeignKey.of('users_boss_id_fkey', ['boss_id'], named('teams'), ['id'])      || "reference('boss', table: 'teams')"
        'team_id' | new ColumnType.BigInt() | Constraint.ForeignKey.of('x', ['team_id'], named('teams'), ['id'])                       || "reference('team').named('x')"
        'team_id' | new ColumnType.BigInt() | Constraint.ForeignKey.of('users_team_id_fkey', ['team_id'], named('teams'), [])          || "bigint('team_id').references('teams')"
        'team_id' | new ColumnType.Int()    | Constraint.ForeignKey.of('users_team_id_fkey', ['team_id'], named('teams'), ['id'])      || "integer('team_id').references('teams', 'id')"
        'team'    | new ColumnType.BigInt() | Constraint.ForeignKey.of('users_team_fkey', ['team'], named('teams'), ['id'])            || "bigint('team').references('teams', 'id')"
        'a'       | new ColumnType.Text()   | Constraint.Check.of('users_a_check', "a in ('x', 'y')")                                  || "oneOf('a', 'x', 'y')"
        'a'       | new ColumnType.Text()   | Constraint.Check.of('users_a_check', "a in ('x','y')")                                   || "text('a').check(\"a in ('x','y')\")"
        'a'       | new ColumnType.Text()   | Constraint.Check.of('users_a_check', "a in ('x', 'y') or ('z')")                         || "text('a').check(\"a in ('x', 'y') or ('z')\")"
        'a'       | new ColumnType.BigInt() | Constraint.PrimaryKey.of('users_pkey', ['a'])                                            || "bigint('a').nullable().primaryKey()"
    }

    def "each table has a file that every system can have: #files"() {
        given:
        def schema = tables.inject(Schema.EMPTY) { s, name -> s.with(Table.of(name, [Column.of('a', new ColumnType.Text())])) }

        expect:
        ModelRenderer.render(schema, Product.POSTGRESQL).keySet() as List == files
        load(ModelRenderer.render(schema, Product.POSTGRESQL)) == schema

        where:
        tables                                              || files
        [named('users'), named('app', 'users')]             || ['app.users.groovy', 'users.groovy']
        [named('a.b'), named('a', 'b')]                     || ['a%2Eb.groovy', 'a.b.groovy']
        [named('User'), named('user'), named('USER')]       || ['%55%53%45%52.groovy', '%55ser.groovy', 'user.groovy']
        [named('Orders'), named('users')]                   || ['Orders.groovy', 'users.groovy']
        [named('_types'), named('Größe'), named('con')]     || ['%5Ftypes.groovy', '%63on.groovy', 'Gr%C3%B6%C3%9Fe.groovy']
        [named('a/b:c'), named('..'), named('x\ny')]        || ['%2E%2E.groovy', 'a%2Fb%3Ac.groovy', 'x%0Ay.groovy']
        [named('x' * 200)]                                  || ['x' * 150 + '~7ecb6ba6.groovy']
    }

    def "long lines are broken between words, never within a text"() {
        given:
        def text = 'x' * 60
        def table = Table.of(named('t'), [Column.of('a', new ColumnType.Text()).withNullable(false).withDefault(Optional.of(new Value.Text("a). b, $text"))).withComment(Optional.of("it's, $text. (".toString()))])
        def schema = Schema.EMPTY.with(table).with(new EnumType(named('e'), (1..20).collect { "value $it".toString() }, Optional.empty()))

        when:
        def rendered = ModelRenderer.render(schema, Product.POSTGRESQL)

        then:
        rendered.values().every { it.readLines().every { it.length() <= 120 } }
        rendered['t.groovy'] == "table('t') {\n    text('a').notNull().defaultTo('a). b, $text')\n        .comment(\"it's, $text. (\")\n}\n"
        load(rendered) == schema
    }
}
