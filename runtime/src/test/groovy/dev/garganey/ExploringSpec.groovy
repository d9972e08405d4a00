package dev.garganey

import dev.garganey.console.Cell
import dev.garganey.explore.Aspect
import dev.garganey.explore.Names
import dev.garganey.model.ObjectName
import dev.garganey.model.Product
import dev.garganey.testing.SampleProject
import dev.garganey.testing.TestDatabase
import java.nio.file.Files
import java.nio.file.Path
import spock.lang.AutoCleanup
import spock.lang.Specification
import spock.lang.TempDir

/** Looking at a database, whoever made it. */
class ExploringSpec extends Specification {
    static final ObjectName DUCKS = ObjectName.of('ducks')

    @TempDir
    Path folder

    @AutoCleanup
    TestDatabase database

    Configuration configuration

    private void on(Product product) {
        database = SampleProject.database(product)
        configuration = SampleProject.configuration(database, folder)
    }

    private Garganey garganey() {
        Garganey.open(configuration) { }
    }

    private void migration(String id, String text) {
        Files.createDirectories(folder.resolve('migrations'))
        Files.writeString(folder.resolve("migrations/${id}.groovy"), text)
    }

    private void execute(String... statements) {
        database.connect().withCloseable { connection -> statements.each { connection.createStatement().execute(it) } }
    }

    private explore() {
        garganey().explore(Aspect.values() as Set)
    }

    def "a database that nobody migrates is told without migrations: #product"() {
        given:
        on(product)
        configuration.migrations().toFile().deleteDir()
        execute('create table ducks (id integer primary key, name text)', "insert into ducks values (1, 'a'), (2, null)",
            'create view named as select name from ducks where name is not null')

        when:
        def found = explore()

        then:
        found.schema().tables()*.name() == [DUCKS]
        found.extent(DUCKS).bytes().asLong > 0
        found.columnsOf(ObjectName.of('named'))*.name() == ['name']
        found.lives().of(DUCKS).empty
        found.notices() == []

        where:
        product << Product.values()
    }

    def "one view that is broken does not end the reading of the others"() {
        given:
        on(Product.SQLITE)
        execute('create table ducks (id integer primary key, name text)', 'create table geese (id integer)',
            'create view first as select id from geese', 'create view "a \'b" as select name from ducks', 'create view last as select id from ducks',
            'drop table geese')

        when:
        def found = explore()

        then:
        found.columnsOf(ObjectName.of("a 'b"))*.name() == ['name']
        found.columnsOf(ObjectName.of('last'))*.name() == ['id']
        found.views().broken() == [(ObjectName.of('first')): 'no such table: main.geese']
    }

    def "what is applied and what is pending is told, and a mistake in a pending one leaves the rest: #product"() {
        given:
        on(product)
        migration('001_ducks', "up { createTable('ducks') { id(); text('name') } }")
        garganey().apply(ApplyOptions.DEFAULT)
        migration('002_ring', "up { addColumn('ducks') { text('ring') } }")

        expect:
        explore().lives().of(DUCKS).get().events()*.pending == [false, true]
        garganey().lives().lives().of(DUCKS).get().column('ring').get().events()*.text() == ['added as text']

        when:
        migration('003_oops', "up { adColumn('ducks') }")
        def found = explore()

        then:
        found.lives().of(DUCKS).get().events()*.migration() == ['001_ducks']
        found.notices().size() == 1
        found.notices()[0].startsWith('pending migrations are not told, for they have mistakes')

        where:
        product << Product.values()
    }

    def "a history that is none of Garganey's is no obstacle: #product"() {
        given:
        on(product)
        execute('create table garganey_history (a integer)', 'create table ducks (id integer primary key)')

        when:
        def found = explore()

        then:
        found.schema().tables()*.name() == [DUCKS]
        found.notices().size() == 1
        found.notices()[0].startsWith('history is not told, for garganey_history cannot be read')

        where:
        product << Product.values()
    }

    def "an environment's secret in a pending migration is not told"() {
        given:
        on(Product.SQLITE)
        configuration = new Configuration(configuration.target(), folder, configuration.migrations(), configuration.history(),
            configuration.journal(), configuration.lockTimeout(), configuration.statementLockTimeout(), 1, Policy.WARN, Policy.WARN,
            [API_PASSWORD: 'hunter2hunter2'], 'spec')
        migration('001_keys', 'up { sql "create table keys (k text default \'${env(\'API_PASSWORD\')}\')" }')

        expect:
        def events = garganey().lives().lives().of(ObjectName.of('keys')).get().events()
        events.size() == 1
        !events[0].text().contains('hunter2')
    }

    def "rows are counted, and the first of a table are those with the smallest key: #product"() {
        given:
        on(product)
        execute('create table ducks (id integer primary key, name text)', 'create table "No rows" (a integer)',
            "insert into ducks values (3, 'c'), (1, null), (2, 'b')")

        expect:
        garganey().count([]).rows() == [[text('No rows'), number(0)], [text('ducks'), number(3)]]
        garganey().count(['DUCKS']).rows() == [[text('ducks'), number(3)]]
        garganey().head('ducks', 2).headings()*.name() == ['id', 'name']
        garganey().head('ducks', 2).rows() == [[number(1), Cell.NULL], [number(2), text('b')]]

        where:
        product << Product.values()
    }

    def "a partitioned table holds what its partitions hold"() {
        given:
        on(Product.POSTGRESQL)
        execute('create table ducks (id integer) partition by range (id)',
            'create table ducks_1 partition of ducks for values from (0) to (10)',
            'insert into ducks select generate_series(1, 9)', 'analyze ducks_1')

        expect:
        explore().extent(DUCKS).rows().asLong == 9
        garganey().count([]).rows() == [[text('ducks'), number(9)]]
    }

    def "a name is found in another case and another schema; a wrong one suggests another"() {
        given:
        on(Product.POSTGRESQL)
        execute('create schema pond', 'create table pond.ducks (id integer)', 'create table "Geese" (id integer)')
        def schema = explore().schema()

        expect:
        Names.relation('geese', schema) == ObjectName.of('Geese')
        Names.relation('ducks', schema) == ObjectName.of('pond', 'ducks')

        when:
        Names.relation('duks', schema)

        then:
        def refused = thrown(IllegalArgumentException)
        refused.message == 'There is no table or view `duks`; did you mean `ducks`?'
    }

    private static Cell text(String text) {
        new Cell(Cell.Kind.TEXT, text)
    }

    private static Cell number(int number) {
        new Cell(Cell.Kind.NUMBER, number.toString())
    }
}
