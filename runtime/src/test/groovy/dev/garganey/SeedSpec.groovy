package dev.garganey

import dev.garganey.dialect.Dialects
import dev.garganey.execute.Refused
import dev.garganey.execute.StatementFailed
import dev.garganey.model.ObjectName
import dev.garganey.model.Product
import dev.garganey.script.ScriptMistakes
import dev.garganey.testing.FaultyDialect
import dev.garganey.testing.SampleProject
import dev.garganey.testing.TestDatabase
import java.nio.file.Files
import java.nio.file.Path
import spock.lang.AutoCleanup
import spock.lang.Specification
import spock.lang.TempDir

/** Rows that belong to the schema: brought in, kept as they are listed, and nothing else. */
class SeedSpec extends Specification {
    static final String TABLES = '''
        up {
            createTable('teams') { id(); text('name').notNull().unique(); integer('size'); bigint('lead_id') }
            createTable('users') {
                id()
                varchar('email', 40).notNull().unique()
                reference('team').onDelete(CASCADE)
                reference('boss', table: 'users')
                bool('active').notNull().defaultTo(true)
            }
            addForeignKey('teams', 'lead_id').references('users')
            createTable('codes') { text('area'); integer('number'); text('what'); primaryKey('area', 'number') }
        }
    '''

    @TempDir
    Path folder

    @AutoCleanup
    TestDatabase database

    Configuration configuration

    void on(Product product, String migration = TABLES) {
        database = SampleProject.database(product)
        configuration = SampleProject.configuration(database, folder)
        file('migrations/001_tables.groovy', migration)
        garganey().apply(ApplyOptions.DEFAULT)
    }

    void file(String name, String text) {
        Files.createDirectories(folder.resolve(name).parent)
        Files.writeString(folder.resolve(name), text.readLines()*.replaceFirst(/^ {12}/, '').join('\n'))
    }

    Garganey garganey() {
        Garganey.open(configuration) { }
    }

    SeedReport seed(SeedOptions options = SeedOptions.DEFAULT) {
        garganey().seed(garganey().seeds(folder.resolve('schema')), options)
    }

    /** What a run did, table by table: inserted, updated, unchanged, deleted. */
    static Map did(SeedReport report) {
        report.tables().collectEntries { [it.table().toString(), [it.inserted(), it.updated(), it.unchanged(), it.deleted()]] }
    }

    List<List> rows(String query) {
        database.connect().withCloseable { connection ->
            def rows = connection.createStatement().executeQuery(query)
            def all = []
            while (rows.next()) all << (1..rows.metaData.columnCount).collect { rows.getString(it) }
            all
        }
    }

    void execute(String sql) {
        database.connect().withCloseable { it.createStatement().execute(sql) }
    }

    List<String> mistakes(Map<String, String> files) {
        files.each { name, text -> file(name, text) }
        try {
            seed()
            return []
        } catch (ScriptMistakes wrong) {
            return wrong.mistakes().collect { "${it.at()}: ${it.message()}".toString() }
        }
    }

    def "#product: rows come in parents first, and a second run has nothing to do"() {
        given: 'children are listed before their parents'
        on(product)
        file('seeds/a_users.groovy', '''
            seed('users', key: 'email') {
                row email: 'ann@example.org', team_id: ref('teams', name: 'Founders')
                row email: 'bob@example.org', team_id: ref('teams', name: 'Guests'), active: false
            }
        ''')
        file('seeds/b_teams.groovy', '''
            seed('teams', key: 'name') {
                row name: 'Founders', size: 2
                row name: 'Guests'
            }
        ''')

        expect:
        did(seed()) == [teams: [2, 0, 0, 0], users: [2, 0, 0, 0]]
        rows('select email, name, size from users join teams on teams.id = team_id order by email') ==
            [['ann@example.org', 'Founders', '2'], ['bob@example.org', 'Guests', null]]

        and:
        def again = seed()
        again.nothing
        did(again) == [teams: [0, 0, 2, 0], users: [0, 0, 2, 0]]

        where:
        product << Product.values()
    }

    def "#product: what differs is changed, in the columns that the seed names and no other"() {
        given:
        on(product)
        file('seeds/teams.groovy', "seed('teams', key: 'name') { row name: 'Founders', size: 3; row name: 'Guests', size: null; row name: 'New' }")
        execute("insert into teams (id, name, size) values (7, 'Founders', 1)")
        execute("insert into teams (id, name, size) values (8, 'Guests', null)")
        execute("insert into teams (id, name, size) values (9, 'Of the application', 5)")

        when:
        def plan = garganey().planSeed(garganey().seeds(folder.resolve('schema')), SeedOptions.DEFAULT)

        then: 'a plan only looks'
        did(plan) == [teams: [1, 1, 1, 0]]
        plan.plan().get().statements()*.action()*.text() == [
            '''UPDATE "teams" SET "size" = 3 WHERE "name" = 'Founders\'''',
            '''INSERT INTO "teams" ("name") VALUES ('New')''',
        ]
        rows('select count(*) from teams') == [['3']]

        when:
        def report = seed()

        then:
        did(report) == did(plan)
        rows("select id, name, size from teams where name <> 'New' order by id") == [['7', 'Founders', '3'], ['8', 'Guests', null], ['9', 'Of the application', '5']]
        seed().nothing

        where:
        product << Product.values()
    }

    def "#product: values are compared as the database stores them"() {
        given:
        on(product, '''
            up {
                createTable('things') {
                    text('code').primaryKey()
                    decimal('price', 10, 2); doublePrecision('weight'); bool('sold'); date('day'); uuid('tag'); json('data')
                    binary('bytes'); varchar('name', 5); text('note'); timestamptz('moment'); bigint('big')
                }
            }
        ''')
        file('seeds/things.groovy', '''
            seed('things') {
                row code: '007', price: 10, weight: 0.5, sold: true, day: '2024-02-29', tag: 'a0eebc99-9c0b-4ef8-bb6d-6bb9bd380a11',
                    data: '{"a": 1}', name: 'Ünï', note: "it's", moment: '2024-02-29T12:00:00Z', big: 9007199254740993
                row code: 'none', price: null, weight: null, sold: null, day: null, data: null, note: null
                row code: 'text', price: '12.50', note: 7, name: 12, big: '5'
            }
        ''')

        expect:
        did(seed()) == [things: [3, 0, 0, 0]]
        did(seed()) == [things: [0, 0, 3, 0]]

        and: 'whoever changes as little as can be changed'
        ['price = 10.01', 'note = null', "note = 'It''s'", "name = 'Uni'", 'big = 9007199254740992', 'sold = null', "day = '2024-02-28'"].every { change ->
            execute("update things set $change where code = '007'")
            did(seed()) == [things: [0, 1, 2, 0]]
        }
        seed().nothing

        where:
        product << Product.values()
    }

    def "#product: the application's next row gets a number behind those of the seed"() {
        given:
        on(product)
        file('seeds/teams.groovy', "seed('teams') { row id: 1, name: 'one'; row id: 40, name: 'forty' }")

        expect:
        did(seed()) == [teams: [2, 0, 0, 0]]
        execute("insert into teams (name) values ('of the application')")
        rows("select id from teams where name = 'of the application'") == [['41']]
        seed().nothing

        where:
        product << Product.values()
    }

    def "what only one product has is compared too: enums, arrays, texts of another kind, keys that ignore case"() {
        given:
        on(Product.POSTGRESQL, '''
            up {
                createEnum('mood', 'sad', 'ok')
                sql "create collation nocase (provider = icu, locale = 'und-u-ks-level2', deterministic = false)", down: 'drop collation nocase'
                sql \'\'\'create table odd (id uuid primary key, mood mood, tags text[], doc json, docb jsonb, place point, span interval,
                    "Na me" text collate nocase, code char(4), bits bit(3), at timestamp(0), net inet,
                    number integer generated always as identity)\'\'\', down: 'drop table odd'
            }
        ''')
        file('seeds/odd.groovy', '''
            seed('odd') {
                row id: 'A0EEBC99-9C0B-4EF8-BB6D-6BB9BD380A11', mood: 'ok', tags: '{a,"b c"}', doc: '{"a":  1}', docb: '{"b": 1, "a":  2}', place: '(1,2)',
                    span: '90 minutes', 'Na me': 'Ann', code: 'ab', bits: '101', at: '2024-01-01 10:00:00.4', net: '10.0.0.1', number: 7
            }
        ''')

        expect:
        did(seed()) == [odd: [1, 0, 0, 0]]
        seed().nothing
        ["mood = 'sad'", "tags = '{a}'", "doc = '{\"a\": 1}'", "docb = '{}'", "place = '(1,3)'", "span = '1 hour'", "\"Na me\" = 'ANN'",
         "code = 'abc'", "bits = '100'", "at = '2024-01-01 10:00:01'", "net = '10.0.0.2'"].every { change ->
            execute("update odd set $change")
            assert did(seed()) == [odd: [0, 1, 0, 0]]
            true
        }
        seed().nothing
    }

    def "#product: an expression is for a row that comes in; it is not compared"() {
        given:
        on(product)
        file('seeds/teams.groovy', "seed('teams', key: 'name') { row name: 'Founders', size: sql('1 + 1') }")

        expect:
        did(seed()) == [teams: [1, 0, 0, 0]]
        rows('select size from teams') == [['2']]
        execute('update teams set size = 5')
        seed().nothing

        where:
        product << Product.values()
    }

    def "#product: a reference may be found by a reference, and a row by several columns"() {
        given:
        on(product)
        file('seeds/all.groovy', '''
            seed('users', key: ['team_id', 'email']) {
                row email: 'ann', team_id: ref('teams', name: 'Founders')
                row email: 'bob', team_id: ref('teams', name: 'Founders'), boss_id: ref('users', email: 'ann', team_id: ref('teams', name: 'Founders'))
            }
            seed('teams', key: 'name') { row name: 'Founders' }
            seed('codes') { row area: 'a', number: 1, what: 'x'; row area: 'a', number: 2, what: 'y' }
        ''')

        expect:
        did(seed()) == [teams: [1, 0, 0, 0], users: [2, 0, 0, 0], codes: [2, 0, 0, 0]]
        rows('select u.email, b.email from users u left join users b on b.id = u.boss_id order by 1') == [['ann', null], ['bob', 'ann']]
        execute('update users set boss_id = null')
        execute("update codes set what = 'z' where number = 2")
        did(seed()) == [teams: [0, 0, 1, 0], users: [0, 1, 1, 0], codes: [0, 1, 1, 0]]
        seed().nothing

        where:
        product << Product.values()
    }

    def "#product: rows of one table come behind those that they refer to, in whatever order they are listed"() {
        given:
        on(product)
        file('seeds/users.groovy', '''
            seed('users', key: 'email') {
                row email: 'c', boss_id: ref('users', email: 'b')
                row email: 'b', boss_id: ref('users', email: 'a')
                row email: 'a'
            }
        ''')

        expect:
        did(seed()) == [users: [3, 0, 0, 0]]
        rows('select u.email, b.email from users u left join users b on b.id = u.boss_id order by 1') == [['a', null], ['b', 'a'], ['c', 'b']]
        seed().nothing

        where:
        product << Product.values()
    }

    def "#product: a circle is told, and a second seed of the table closes it"() {
        given:
        on(product)

        expect:
        mistakes('seeds/all.groovy': '''
            seed('teams', key: 'name') { row name: 'Founders', lead_id: ref('users', email: 'ann') }
            seed('users', key: 'email') { row email: 'ann', team_id: ref('teams', name: 'Founders') }
        ''')[0].startsWith('seeds/all.groovy:2:1: Rows of these tables refer to each other in a circle, so none can be first: `teams` → `users` → `teams`')
        mistakes('seeds/all.groovy': '''
            seed('users', key: 'email') {
                row email: 'ann', boss_id: ref('users', email: 'bob')
                row email: 'bob', boss_id: ref('users', email: 'ann')
            }
        ''')[0].startsWith('seeds/all.groovy:3:5: Rows of `users` refer to each other in a circle')
        rows('select count(*) from users') == [['0']]

        when:
        file('seeds/all.groovy', '''
            seed('teams', key: 'name') { row name: 'Founders' }
            seed('users', key: 'email') { row email: 'ann', team_id: ref('teams', name: 'Founders') }
            seed('teams', key: 'name') { row name: 'Founders', lead_id: ref('users', email: 'ann') }
        ''')
        def report = seed()

        then:
        did(report) == [teams: [1, 1, 0, 0], users: [1, 0, 0, 0]]
        rows('select name, email from teams join users on users.id = lead_id') == [['Founders', 'ann']]
        seed().nothing

        where:
        product << Product.values()
    }

    def "#product: all that is wrong is told at once with its place, and nothing is written"() {
        given:
        on(product)
        execute("insert into users (email) values ('x')")
        execute("insert into users (email) values ('y')")
        execute("insert into teams (name, size) values ('one', 1)")
        execute("insert into teams (name, size) values ('two', 1)")

        expect:
        mistakes('seeds/all.groovy': '''
            seed('codes') { row area: 'a', number: 1, what: 'x' }
            seed('users', key: 'email') {
                row email: 'a', team_id: ref('teams', name: 'Nobodies')
                row email: 'b', boss_id: ref('users', team_id: null)
                row email: 'c', boss_id: ref('users', team_id: ref('teams', size: 1))
                row email: 'd', boss_id: ref('users', team_id: ref('teams', size: 2))
            }
            seed('teams', key: 'size') { row size: 1, name: 'three' }
        ''') == [
            "seeds/all.groovy:4:5: ref('teams', name: 'Nobodies') finds no row, neither in the database nor in a seed; list it, or correct the values",
            "seeds/all.groovy:5:5: ref('users', team_id: null) finds 2 rows, so it is not known which is meant; name more of its columns",
            "seeds/all.groovy:6:5: ref('teams', size: 1) finds 2 rows, so it is not known which is meant; name more of its columns",
            "seeds/all.groovy:7:5: ref('teams', size: 2) finds no row, neither in the database nor in a seed; list it, or correct the values",
            "seeds/all.groovy:9:30: Several rows of `teams` have this key (size); name columns that tell them apart: seed('teams', key: …)",
        ]
        rows('select count(*) from codes') == [['0']]

        and: 'what can be told from the scripts alone'
        mistakes('seeds/all.groovy': '''
            seed('nowhere') { row id: 1 }
            seed('teams') { row id: 1, nmae: 'x'; row name: 'x' }
            seed('teams', key: 'name') { row name: 'x'; row name: 'x'; row name: null; row name: sql('x') }
        ''').collect { it.replaceAll(/;.*/, '') } == [
            'seeds/all.groovy:2:1: There is no table `nowhere`',
            'seeds/all.groovy:3:17: Table `teams` has no column `nmae`',
            'seeds/all.groovy:3:39: This row says nothing of `id`, by which rows of `teams` are found again',
            'seeds/all.groovy:4:45: Two rows have the same key, the other is in line 4',
            'seeds/all.groovy:4:60: By NULL in `name` no row is found again',
            'seeds/all.groovy:4:76: By an SQL expression in `name` no row is found again',
        ]
        mistakes('seeds/all.groovy': "seed('codes') { row area: 1, number: 1; row area: '1', number: '1' }") ==
            ['seeds/all.groovy:1:41: Two rows have the same key, the other is in line 1']

        where:
        product << Product.values()
    }

    def "a value that the database cannot read is told with its row"() {
        given:
        on(Product.POSTGRESQL)

        expect:
        mistakes('seeds/all.groovy': '''
            seed('teams', key: 'name') {
                (1..300).each { row name: "t$it", size: it }
                row name: 'wrong', size: 'many'
            }
        ''') == ['seeds/all.groovy:4:5: ERROR: invalid input syntax for type integer: "many"']
        rows('select count(*) from teams') == [['0']]
    }

    def "#product: when a row is refused nothing of any table stays"() {
        given:
        on(product)
        file('seeds/all.groovy', '''
            seed('codes') { row area: 'a', number: 1 }
            seed('users', key: 'email') { row email: 'a', team_id: 99 }
        ''')

        when:
        seed()

        then:
        def failure = thrown(StatementFailed)
        failure.at().toString() == 'seeds/all.groovy:3:31'
        rows('select count(*) from codes') == [['0']]

        where:
        product << Product.values()
    }

    def "#product: rows that are not listed go only when seed, command line and name say so"() {
        given:
        on(product)
        file('seeds/teams.groovy', "seed('teams', key: 'name') { exactly(); row name: 'one'; row name: 'two' }")
        execute("insert into teams (name) values ('two')")
        execute("insert into teams (name) values ('old')")

        when:
        def kept = seed()

        then:
        did(kept) == [teams: [1, 0, 1, 0]]
        kept.tables()[0].unlisted() == 1

        when:
        seed(new SeedOptions([] as Set, true, [] as Set))

        then:
        def refused = thrown(Refused)
        refused.message.contains('1 of teams')
        refused.message.endsWith('--allow-data-loss teams,users')
        rows('select count(*) from teams') == [['3']]

        when:
        def report = seed(new SeedOptions([] as Set, true, ['teams', 'users'] as Set))

        then:
        did(report) == [teams: [0, 0, 2, 1]]
        rows('select name from teams order by name') == [['one'], ['two']]
        seed(new SeedOptions([] as Set, true, [] as Set)).nothing

        where:
        product << Product.values()
    }

    def "#product: the seeds of a model work without migrations' help, and one table can be chosen"() {
        given:
        on(product)
        file('schema/all.groovy', '''
            table('teams') { id(); text('name').notNull().unique(); integer('size'); bigint('lead_id') }
            table('codes') { text('area'); integer('number'); text('what'); primaryKey('area', 'number') }
            table('later') { id() }
            seed('teams', key: 'name') { row name: 'one' }
        ''')
        file('seeds/codes.groovy', "seed('codes') { row area: 'a', number: 1 }")

        expect:
        did(seed(new SeedOptions([ObjectName.of('codes')] as Set, false, [] as Set))) == [codes: [1, 0, 0, 0]]
        did(seed()) == [teams: [1, 0, 0, 0], codes: [0, 0, 1, 0]]

        and: 'what is not in the database yet is told'
        mistakes('seeds/later.groovy': "seed('later') { row id: 1 }") == ['seeds/later.groovy:1:1: The database has no table `later` yet; garganey apply makes it',
            'seeds/later.groovy:1:17: The database has no table `later` yet; garganey apply makes it']

        when:
        seed(new SeedOptions([ObjectName.of('cods')] as Set, false, [] as Set))

        then:
        def wrong = thrown(IllegalArgumentException)
        wrong.message == 'There is no seed of a table `cods`; did you mean `codes`?'

        where:
        product << Product.values()
    }

    def "#product: a hundred times as many rows take a few queries more, and none that writes when there is nothing to do"() {
        given:
        on(product)

        when:
        def few = queries(20)
        def many = queries(2000)

        then:
        many - few <= 4

        where:
        product << Product.values()
    }

    /** How many queries find out that so many rows are there already. */
    private int queries(int count) {
        file('seeds/all.groovy', """
            seed('teams', key: 'name') { 10.times { row name: "team \$it" } }
            seed('users', key: 'email') { ${count}.times { row email: "u\$it", team_id: ref('teams', name: "team \${it % 10}") } }
        """)
        seed()
        def faulty = FaultyDialect.of(Dialects.of(configuration.target().url().contains('sqlite') ? Product.SQLITE : Product.POSTGRESQL), FaultyDialect.Mischief.NONE)
        def garganey = Garganey.open(configuration, faulty.dialect()) { }
        assert did(garganey.seed(garganey.seeds(folder.resolve('schema')), SeedOptions.DEFAULT)) == [teams: [0, 0, 10, 0], users: [0, 0, count, 0]]
        assert !faulty.questions().keySet().any { it in ['lock', 'begin'] }
        faulty.count()
    }
}
