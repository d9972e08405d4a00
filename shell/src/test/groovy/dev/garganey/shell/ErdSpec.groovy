package dev.garganey.shell

import dev.garganey.testing.TestDatabase
import java.nio.file.Path
import javax.xml.parsers.DocumentBuilderFactory
import spock.lang.AutoCleanup
import spock.lang.Specification
import spock.lang.TempDir

/** Tables and foreign keys as a drawing. */
class ErdSpec extends Specification {
    @TempDir
    Path folder

    @AutoCleanup
    TestDatabase database

    ShellProject project

    private void on(String product) {
        database = product == 'SQLite' ? TestDatabase.sqlite() : TestDatabase.postgresql()
        project = new ShellProject(folder).on(database)
    }

    private void execute(String... statements) {
        database.connect().withCloseable { connection -> statements.each { connection.createStatement().execute(it) } }
    }

    private void shop() {
        execute('create table teams (id integer primary key, name text)',
            'create table users (id integer primary key, team_id integer not null references teams (id), boss_id integer references users (id))',
            'create table orders (user_id integer references users (id), nr integer, primary key (user_id, nr))',
            'create table items (user_id integer not null, nr integer not null, pos integer, primary key (user_id, nr, pos), foreign key (user_id, nr) references orders (user_id, nr))',
            'create table profiles (user_id integer primary key references users (id))',
            'create table notes (id integer primary key)')
    }

    private List<String> drawn(String... args) {
        assert project.run('erd', *args) == 0: project.err
        project.out.readLines()*.stripTrailing()
    }

    def "a table stands below those that it refers to: #product"() {
        given:
        on(product)
        shop()

        expect:
        def lines = drawn()
        at(lines, 'teams') < at(lines, 'users')
        at(lines, 'users') < at(lines, 'orders')
        at(lines, 'users') < at(lines, 'profiles')
        at(lines, 'orders') < at(lines, 'items')
        lines.any { it.contains(' > boss_id (self) ') }
        lines.contains('Without foreign keys here: notes')
        lines.count { it.contains('▲') } == 4

        where:
        product << ['SQLite', 'PostgreSQL']
    }

    private static int at(List<String> lines, String table) {
        lines.findIndexOf { it.contains("─ $table ─") }
    }

    def "just so"() {
        given:
        on('SQLite')
        shop()

        expect:
        drawn('teams', 'users', 'profiles') == '''\
            |     ┌─ teams ─┐
            |     │ #  id   │
            |     └─────────┘
            |          ▲
            |          │
            |┌─ users ─┴─────────┐
            |│ #  id             │
            |│  > team_id        │
            |│  > boss_id (self) │
            |└───────────────────┘
            |          ▲
            |          │
            |    ┌─ profiles ─┐
            |    │ #> user_id │
            |    └────────────┘
            |# primary key  > foreign key (to what has no line here)  ▲ is referred to'''.stripIndent().stripMargin().readLines()

        and: 'columns are left out or shown all'
        drawn('teams', 'users', '--columns', 'none').take(4) == ['┌─ teams ─┐', '└─────────┘', '     ▲', '     │']
        drawn('teams', '--columns', 'all').take(4) == [
            '┌─ teams ──────────┐',
            '│ #  id    integer │',
            '│    name  text    │',
            '└──────────────────┘']
        drawn('teams', 'users', '--columns', 'all').contains('     │    name  text    │')
    }

    def "ASCII where the terminal has no more: #variables #options"() {
        given:
        on('SQLite')
        shop()
        project.variables += variables

        expect:
        drawn(*options).every { line -> line.every { it < '\u007f' } } == ascii

        where:
        variables                               | options     || ascii
        [:]                                     | []          || false
        [LANG: 'de_DE.UTF-8']                   | []          || false
        [LANG: 'C']                             | []          || true
        [LANG: 'de_DE.UTF-8', LC_ALL: 'POSIX']  | []          || true
        [TERM: 'dumb']                          | []          || true
        [:]                                     | ['--ascii'] || true
    }

    def "names and globs choose, --near takes the neighbours: #args"() {
        given:
        on('PostgreSQL')
        shop()

        expect:
        project.run('erd', *args, '--format', 'json') == 0
        project.json().tables*.name == tables

        where:
        args                                    || tables
        ['USERS', 't*']                         || ['teams', 'users']
        ['--near', 'orders']                    || ['items', 'orders', 'users']
        ['--near', 'orders', '--depth', '0']    || ['orders']
        ['--near', 'items', '--depth', '2']     || ['items', 'orders', 'users']
        ['--near', 'items', '--depth', '9']     || ['items', 'orders', 'profiles', 'teams', 'users']
    }

    def "what makes no sense is told: #args"() {
        given:
        on('SQLite')
        shop()

        expect:
        project.run('erd', *args) == 2
        project.err.contains(message)

        where:
        args                          || message
        ['usres']                     || 'There is no table `usres`; did you mean `users`?'
        ['x*']                        || 'No table is named like `x*`'
        ['--near', 'usres']           || 'did you mean `users`?'
        ['--depth', '2']              || '--depth goes with --near'
        ['--near', 'users', 'teams']  || 'do not go together'
        ['--svg', 'x.svg', '--dot']   || 'do not go together'
        ['--columns', 'some']         || '--columns is none, keys or all'
        ['--svg', 'no/x']             || 'cannot be written'
    }

    def "more tables than one can follow are not drawn on a terminal, but told how to see fewer"() {
        given:
        on('SQLite')
        execute('create table hub (id integer primary key)')
        execute(*(1..31).collect { "create table t_$it (id integer primary key, hub_id integer references hub (id))" as String })

        expect:
        project.run('erd') == 2
        project.err.contains('32 tables are more than can be followed')
        project.err.contains('erd --near TABLE')
        project.err.contains('most connected are hub,')

        and:
        project.run('erd', 't_1*', 'hub') == 0
        project.run('erd', '--svg', '-') == 0
    }

    def "circles are drawn, with the arrow downwards where need be"() {
        given:
        on('PostgreSQL')
        execute('create table a (id int primary key)', 'create table b (id int primary key, a_id int references a)',
            'create table c (id int primary key, b_id int references b)', 'alter table a add c_id int references c')

        expect:
        def lines = drawn()
        lines.count { it.contains('▲') } + lines.count { it.contains('▼') } >= 3
        lines.any { it.contains('▼') }
    }

    def "an empty database: #format"() {
        given:
        on('SQLite')

        expect:
        project.run('erd', *format) == 0

        where:
        format << [[], ['--svg', '-'], ['--mermaid'], ['--dot'], ['--format', 'json']]
    }

    def "tables of several schemas keep apart"() {
        given:
        on('PostgreSQL')
        execute('create schema pond', 'create table pond.ducks (id int primary key)', 'create table ducks (id int primary key, pond_id int references pond.ducks)')

        expect:
        def lines = drawn()
        at(lines, 'pond.ducks') < at(lines, 'ducks')
        project.run('erd', '--mermaid') == 0
        project.out.contains('"pond.ducks" |o--o{ "ducks" : "pond_id"')
    }

    def "names of all kinds are escaped in each format: #product"() {
        given:
        on(product)
        execute('create table "a <b> & \'c\'" (id integer primary key, "größe 鴨" text)',
            'create table "say ""x"" \\ %" ("new\nline" integer primary key, "PK" integer references "a <b> & \'c\'" (id), "new line" text)')

        when: 'as SVG'
        project.run('erd', '--svg', 'all.svg')
        def svg = DocumentBuilderFactory.newInstance().newDocumentBuilder().parse(folder.resolve('all.svg').toFile())
        def texts = (0..<svg.getElementsByTagName('text').length).collect { svg.getElementsByTagName('text').item(it).textContent }

        then:
        project.out.endsWith('all.svg: 2 tables, 1 foreign key between them\n')
        texts.containsAll(["a <b> & 'c'", 'größe 鴨', '"say ""x"" \\ %"', 'new\\nline'])

        when: 'as Mermaid, by its grammar'
        project.run('erd', '--mermaid')
        def lines = project.out.readLines()

        then:
        lines[0] == 'erDiagram'
        lines.drop(1).every { line ->
            line ==~ /    "[^"%\\]+" \{|    \}/ ||
                line ==~ /        [A-Za-z_][A-Za-z0-9_()\[\]-]* (?!(PK|FK|UK)\b)[A-Za-z_\u00C0-\uFFFF][A-Za-z0-9_\u00C0-\uFFFF]*( (PK|FK)(, FK)?)?( "[^"]*")?/ ||
                line ==~ /    "[^"%\\]+" (\|\||\|o)--(o\{|o\|) "[^"%\\]+" : "[^"]*"/
        }
        lines.count { it =~ /new_line/ } == 2
        lines.findAll { it =~ /new_line/ }*.trim()*.split(' ')*.getAt(1).unique().size() == 2

        when: 'as DOT'
        project.run('erd', '--dot')

        then:
        project.out.startsWith('digraph schema {')
        project.out.contains('"\\"say \\"\\"x\\"\\" \\\\ %\\"" -> "a <b> & \'c\'" [')
        project.out.contains('a &lt;b&gt; &amp; &#39;c&#39;')

        when: 'as text'
        def text = drawn()

        then:
        text.any { it.contains('─ "say ""x"" \\ %" ─') }
        text.any { it.contains('new\\nline') }

        where:
        product << ['SQLite', 'PostgreSQL']
    }

    def "how many there may be is told by the keys"() {
        given:
        on('PostgreSQL')
        shop()

        when:
        project.run('erd', '--mermaid')

        then:
        project.out.readLines().findAll { it.contains('--') }*.trim().sort() == [
            '"orders" ||--o{ "items" : "user_id, nr"', '"teams" ||--o{ "users" : "team_id"', '"users" |o--o{ "users" : "boss_id"',
            '"users" ||--o{ "orders" : "user_id"', '"users" ||--o| "profiles" : "user_id"']
    }

    def "the picture says what each line is, and needs nothing from elsewhere"() {
        given:
        on('SQLite')
        shop()

        expect:
        project.run('erd', '--svg', '-') == 0
        project.out.contains('<title>items (user_id, nr) → orders</title>')
        !(project.out.replace('http://www.w3.org/2000/svg', '') =~ /http|url\(|<script|@import|href/)
    }
}
