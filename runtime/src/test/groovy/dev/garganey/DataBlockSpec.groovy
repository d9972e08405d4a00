package dev.garganey

import dev.garganey.execute.StatementFailed
import dev.garganey.model.Product
import dev.garganey.testing.Project
import spock.lang.Specification

/** The code of a data block is part of its migration's transaction. */
class DataBlockSpec extends Specification {

    def "#product: code does not end the transaction: #code"() {
        given:
        def project = Project.on(product)
        project.file('001_t.groovy', "up { createTable('t') { id(); text('n') } }")
        apply(project)
        project.file('002_rows.groovy', "up { data { db -> db.execute(\"insert into t (n) values ('a')\"); $code } }")

        when:
        apply(project)

        then:
        def failure = thrown(StatementFailed)
        failure.message.contains('A data block must not say')
        project.column('select n from t') == []

        cleanup:
        project.close()

        where:
        [product, code] << [Product.values(), [
            'db.commit()', 'db.rollback()', "db.execute('commit')", "db.execute('/* now */ Rollback')",
            'db.connection.autoCommit = true', 'db.connection.close()', 'db.connection.metaData.connection.commit()',
            "db.execute(\"insert into t (n) values ('b'); commit\")",
            "db.connection.prepareStatement('select 1').connection.commit()",
            "db.connection.createStatement().executeQuery('select 1').statement.connection.commit()",
            "db.connection.createStatement().executeUpdate('delete from t; commit')",
            'db.connection.unwrap(java.sql.Connection).commit()', "db.createScript('select 1; commit').execute()"]].combinations()
    }

    def "#product: code may use savepoints, batches and transactions within"() {
        given:
        def project = Project.on(product)
        project.file('001_t.groovy', '''
            up {
                createTable('t') { id(); text('n') }
                data { db ->
                    db.useTransaction { inner -> inner.execute("insert into t (n) values ('a')") }
                    db.savepoint('s')
                    db.execute("insert into t (n) values ('gone')")
                    db.rollbackToSavepoint('s')
                    db.createBatch().add("insert into t (n) values ('b')").add("insert into t (n) values ('c')").execute()
                    db.execute('savepoint x')
                    db.execute('rollback to x')
                }
            }''')

        when:
        apply(project)

        then:
        project.column('select n from t order by n') == ['a', 'b', 'c']

        cleanup:
        project.close()

        where:
        product << Product.values()
    }

    def "a transaction that the database has ended takes nothing more, though code does not heed it: #after"() {
        given:
        def project = Project.on(Product.SQLITE)
        project.file('001_t.groovy', "up { createTable('t') { id(); text('n') }; insert('t', id: 1, n: 'a') }")
        apply(project)
        project.file('002_rows.groovy', """
            up {
                data { db ->
                    db.execute("insert into t (n) values ('b')")
                    try {
                        db.execute("insert or rollback into t (id, n) values (1, 'c')")
                    } catch (Exception unheeded) { }
                    $after
                }
            }""")

        when:
        apply(project)

        then:
        def failure = thrown(StatementFailed)
        failure.message.contains('The database has rolled back the transaction')
        project.column('select n from t') == ['a']

        cleanup:
        project.close()

        where:
        after << ["db.execute(\"insert into t (n) values ('d')\")", '']
    }

    private static RunReport apply(Project project) {
        Garganey.open(project.configuration()) { }.apply(ApplyOptions.DEFAULT)
    }
}
