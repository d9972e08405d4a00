package dev.garganey

import dev.garganey.console.Console
import dev.garganey.console.RowSink
import dev.garganey.execute.DatabaseUnavailable
import dev.garganey.execute.Interrupted
import dev.garganey.execute.Refused
import dev.garganey.execute.StatementFailed
import dev.garganey.explore.Aspect
import dev.garganey.model.Product
import dev.garganey.script.ScriptContext
import dev.garganey.script.ScriptMistakes
import dev.garganey.script.Snippets
import dev.garganey.testing.Project
import dev.garganey.testing.SampleProject
import java.nio.file.Files
import java.nio.file.Path
import java.util.concurrent.CompletableFuture
import spock.lang.AutoCleanup
import spock.lang.Specification

/** What is tried leaves nothing, shows everything meanwhile, and can be kept. On both databases. */
class TrialSpec extends Specification {
    @AutoCleanup
    Things opened = new Things()

    Project project
    Garganey garganey
    Console console
    Trial trial

    static class Things implements AutoCloseable {
        List<AutoCloseable> all = []
        def <T> T add(T one) { all << one; one }
        void close() { all.reverse()*.close() }
    }

    private void on(Product product) {
        project = opened.add(Project.on(product))
        garganey = opened.add(Garganey.open(project.configuration()) { })
        console = opened.add(garganey.console())
    }

    private void start() {
        trial = garganey.trial(console).open()
    }

    private TrialStep say(String text) {
        def context = new ScriptContext(garganey.product(), { Optional.empty() }, Path.of('.'))
        trial.say(text, new Snippets(context, Path.of('.'), [:], { }).evaluate(text).steps())
    }

    private List<List<String>> rows(String sql) {
        def found = []
        def sink = [begin: { }, row: { cells -> found << cells*.text(); true }] as RowSink
        trial?.open ? trial.send(sql, sink, true) : console.run(sql, sink)
        found
    }

    private void sql(String sql) {
        trial.send(sql, [begin: { }, row: { true }] as RowSink, false)
    }

    private Set<String> tables() {
        garganey.over(console).explore(EnumSet.noneOf(Aspect)).schema().tables()*.name()*.name() as Set
    }

    private Set<String> committed() {
        garganey.explore(EnumSet.noneOf(Aspect)).schema().tables()*.name()*.name() as Set
    }

    def "#product: what is said is there in the trial and nowhere else, and gone afterwards"() {
        given:
        on(product)
        start()

        when:
        def step = say("createTable('notes') { id(); text('body').notNull() }")
        say("insert('notes', body: 'one')")
        sql("insert into notes (body) values ('two')")

        then:
        step.number() == 1
        step.statements()*.action()*.text().join().toLowerCase().contains('create table')
        rows('select body from notes order by id') == [['one'], ['two']]
        tables() == ['notes'] as Set
        trial.schema().tables()*.name()*.toString() == ['notes']
        trial.steps()*.what()*.title()*.replaceAll(/\s+/, ' ') == ['create table notes', 'insert a row into notes', "run insert into notes (body) values ('two')"]

        when:
        trial.close()

        then:
        !trial.open
        tables() == [] as Set
        committed() == [] as Set

        where:
        product << Product.values()
    }

    def "#product: back takes back one step after the other, whatever it was"() {
        given:
        on(product)
        project.file('001_a.groovy', "up { createTable('a') { id() }; createTable('b') { id() } }")
        start()
        say("createTable('mine') { id(); text('t') }")
        trial.nextOperation()
        trial.next()
        sql("insert into mine (t) values ('x')")

        expect:
        tables() == ['a', 'b', 'mine'] as Set
        trial.upcoming().ids() == []

        when:
        trial.back()

        then:
        rows('select * from mine') == []

        when:
        trial.back()

        then:
        tables() == ['a', 'mine'] as Set
        trial.upcoming().ids() == ['001_a']

        when:
        trial.back()
        trial.back()

        then:
        tables() == [] as Set

        when:
        trial.back()

        then:
        thrown(Refused)

        where:
        product << Product.values()
    }

    def "#product: a failing step leaves the trial where it was: #what"() {
        given:
        on(product)
        start()
        say("createTable('notes') { id(); text('body').notNull() }\ninsert('notes', body: 'one')")

        when:
        what == 'operations' ? say("insert('notes', body: 'two')\ninsert('notes', body: null)")
            : what == 'a plan' ? say("dropTable('nothing')")
            : sql('insert into notes (body) values (null)')

        then:
        thrown(expected)

        and:
        trial.open
        rows('select body from notes') == [['one']]
        trial.steps().size() == 1

        where:
        [product, [what, expected]] << [Product.values() as List, [
            ['operations', StatementFailed], ['a plan', ScriptMistakes], ['SQL', dev.garganey.execute.SqlFailed]]].combinations()
    }

    def "#product: a query that fails does not end the trial"() {
        given:
        on(product)
        start()
        say("createTable('notes') { id() }")

        when:
        rows('select nothing from notes')

        then:
        thrown(dev.garganey.execute.SqlFailed)

        and:
        rows('select count(*) from notes') == [['0']]

        where:
        product << Product.values()
    }

    def "#product: `#statement` is refused"() {
        given:
        on(product)
        start()
        say("createTable('notes') { id() }")

        when:
        sql(statement)

        then:
        thrown(Refused)
        tables() == ['notes'] as Set

        where:
        [product, statement] << [Product.values() as List, [
            'commit', 'ROLLBACK', 'begin', 'end', '/* so */ commit', 'rollback to garganey_step_1', 'savepoint x',
            'release garganey_step_1']].combinations()
    }

    def "#product: the whole sample goes through a trial, one operation at a time, and back"() {
        given:
        on(product)
        SampleProject.write(project.configuration().project())
        garganey.apply(new ApplyOptions(Target.to('001'), ApplyOptions.DEFAULT.atomic()))
        def before = garganey.explore(EnumSet.noneOf(Aspect)).schema()
        start()

        when:
        int operations = 0
        while (trial.nextOperation().present) operations++

        then:
        operations > 15
        rows("select what from log order by what")*.get(0) == ['001', '002', '003', '004', '005']
        rows("select address from users order by id").every { it[0] ==~ /u\d/ }
        tables().contains('extra')

        when:
        operations.times { trial.back() }

        then:
        garganey.over(console).explore(EnumSet.noneOf(Aspect)).schema() == before

        when:
        5.times { assert trial.next().present }

        then:
        trial.next().empty
        trial.steps()*.what()*.title() == SampleProject.IDS.tail()
        rows("select what from log order by what")*.get(0) == ['001', '002', '003', '004', '005']

        when:
        trial.close()

        then:
        garganey.status().pending().size() == 5
        garganey.explore(EnumSet.noneOf(Aspect)).schema() == before

        where:
        product << Product.values()
    }

    def "#product: what a trial does otherwise is told beforehand"() {
        given:
        on(product)
        project.file('001_a.groovy', "up { createTable('a') { id(); text('t') } }")
        garganey.apply(ApplyOptions.DEFAULT)
        project.file('002_b.groovy', '''up {
            only(POSTGRESQL) { createIndex('a', 't').concurrently() }
            backfill('a') { set t: sql("'x'") }
            sql 'vacuum', down: []
        }''')
        start()

        expect:
        trial.notices().size() == (product == Product.POSTGRESQL ? 3 : 2)
        trial.notices().any { it.startsWith('002_b: passed over') && it.contains('vacuum') }

        and:
        trial.next().get().notices() == trial.notices()*.replace('002_b: ', '')

        where:
        product << Product.values()
    }

    def "#product: what somebody typed that cannot be tried is refused"() {
        given:
        on(product)
        start()

        when:
        say("sql 'vacuum', down: []")

        then:
        def e = thrown(Refused)
        e.message.contains('vacuum')
        trial.open

        where:
        product << Product.values()
    }

    def "#product: keep writes what was said, as a migration that does the same and can be undone"() {
        given:
        on(product)
        project.file('001_a.groovy', "up { createTable('teams') { id(); text('name') } }")
        start()
        say("createTable('notes') { id(); text('body') }\n(1..3).each { insert('notes', body: \"n\$it\") }")
        trial.next()
        sql("create index by_name on teams (name)")
        rows('select * from notes')
        say("alterColumn('teams', 'name') { notNull() }")
        trial.back()
        say("addColumn('notes') { text('extra') }")

        when:
        def written = ''
        def kept = trial.keep(Optional.of('notes'), '002_notes') { written = it.script() }

        then:
        written == kept.script()
        !trial.open
        committed() == [] as Set
        project.configuration().migrations().toFile().list() as List == ['001_a.groovy']

        when:
        project.file('002_notes.groovy', written)
        garganey.apply(ApplyOptions.DEFAULT)

        then:
        project.column('select body from notes order by id') == ['n1', 'n2', 'n3']
        tables() == ['teams', 'notes'] as Set
        kept.irreversible().present // of the index that was typed as SQL

        where:
        product << Product.values()
    }

    def "#product: what is kept is undone by its way back"() {
        given:
        on(product)
        start()
        say("createTable('notes') { id(); text('body') }")
        say("addColumn('notes') { text('extra').notNull().defaultTo('') }")

        when:
        def kept = trial.keep(Optional.of("it's all"), '001_notes') { project.file('001_notes.groovy', it.script()) }

        then:
        kept.irreversible().empty
        kept.notices().empty

        when:
        garganey.apply(ApplyOptions.DEFAULT)
        garganey.rollback(RollbackOptions.DEFAULT)

        then:
        committed() == [] as Set

        where:
        product << Product.values()
    }

    def "#product: keep without anything said is refused, and where writing fails all is as it was"() {
        given:
        on(product)
        project.file('001_a.groovy', "up { createTable('a') { id() } }")
        start()
        trial.next()

        when:
        trial.keep(Optional.empty(), '002_b') { }

        then:
        thrown(Refused)

        when:
        say("createTable('b') { id() }")
        trial.keep(Optional.empty(), '002_b') { throw new IllegalStateException('disk full') }

        then:
        thrown(IllegalStateException)
        trial.open
        tables() == ['a', 'b'] as Set
        trial.steps().size() == 2

        where:
        product << Product.values()
    }

    def "#product: a step is replaced by another, with those behind it; where that fails nothing changes"() {
        given:
        on(product)
        start()
        say("createTable('notes') { id(); text('body') }")
        say("insert('notes', body: 'one')")
        sql("insert into notes (body) values ('two')")
        def context = new ScriptContext(product, { Optional.empty() }, Path.of('.'))
        def said = { String text -> new Tried.Said(text, new Snippets(context, Path.of('.'), [:], { }).evaluate(text).steps()) }

        when:
        trial.replace(1, said("createTable('notes') { id(); text('body'); text('more').defaultTo('m') }"))

        then:
        rows('select body, more from notes order by id') == [['one', 'm'], ['two', 'm']]
        trial.steps()*.number() == [1, 2, 3]

        when:
        trial.replace(1, said("createTable('notes') { id(); text('other') }"))

        then:
        thrown(RuntimeException)
        rows('select body, more from notes order by id') == [['one', 'm'], ['two', 'm']]
        trial.steps().size() == 3

        where:
        product << Product.values()
    }

    def "#product: a migration that was edited runs again as it is now, with what came after it"() {
        given:
        on(product)
        project.file('001_a.groovy', "up { createTable('a') { id() } }")
        project.file('002_b.groovy', "up { createTable('b') { id() } }")
        start()
        trial.next()
        trial.next()
        project.file('001_a.groovy', "up { createTable('a') { id(); text('t') } }")

        when:
        trial.replace(1, trial.again(trial.steps()[0].what()))

        then:
        rows('select t from a') == []
        tables() == ['a', 'b'] as Set
        trial.upcoming().ids() == []

        when:
        2.times { trial.back() }

        then:
        trial.upcoming().ids() == ['001_a', '002_b']

        when:
        trial.next()

        then:
        rows('select t from a') == []

        where:
        product << Product.values()
    }

    def "a rebuild is tried with foreign keys off from the beginning: no row is lost by it, and no orphan gets through"() {
        given:
        on(Product.SQLITE)
        project.execute('create table parents (id integer primary key, n text)',
            'create table child (id integer primary key, parent_id integer not null references parents (id) on delete cascade)',
            "insert into parents values (1, 'a'), (2, 'b')", 'insert into child values (1, 1), (2, 2)')
        start()
        say("insert('parents', id: 3, n: 'c')")
        say("alterColumn('parents', 'n') { type varchar(30) }")

        expect:
        rows('select count(*) from child') == [['2']]
        rows('select count(*) from parents') == [['3']]

        when:
        say("delete('parents', where: 'id = 1')")

        then:
        def e = thrown(StatementFailed)
        e.message.contains('Foreign keys are off')
        rows('select count(*) from parents') == [['3']]

        when:
        sql('delete from parents where id = 1')

        then:
        thrown(Refused)
        rows('select count(*) from parents') == [['3']]

        when:
        trial.close()

        then:
        project.column('select count(*) from child') == ['2']

        when:
        console.run('insert into child values (9, 9)', [begin: { }, row: { true }] as RowSink)

        then:
        thrown(dev.garganey.execute.SqlFailed) // foreign keys are on again
    }

    def "#product: a trial sees what is committed, and holds a lock that others are told of"() {
        given:
        on(product)
        start()
        say("createTable('notes') { id() }")

        expect:
        garganey.over(console).status().pending().empty

        when:
        garganey.over(console).apply(ApplyOptions.DEFAULT)

        then:
        thrown(Refused)

        where:
        product << Product.values()
    }

    def "#product: there is no trial within a transaction"() {
        given:
        on(product)
        console.run('begin', [begin: { }, row: { true }] as RowSink)

        when:
        start()

        then:
        thrown(Refused)

        where:
        product << Product.values()
    }

    def "a lost connection ends the trial, and that is told"() {
        given:
        on(Product.POSTGRESQL)
        start()
        say("createTable('notes') { id() }")
        project.execute("select pg_terminate_backend(pid) from pg_stat_activity where datname = current_database() and pid <> pg_backend_pid()")

        when:
        say("createTable('more') { id() }")

        then:
        thrown(DatabaseUnavailable)
        !trial.open

        when:
        trial.back()

        then:
        thrown(Refused)
        committed() == [] as Set
    }

    def "a step that is stopped leaves the trial where it was"() {
        given:
        on(Product.POSTGRESQL)
        start()
        say("createTable('notes') { id() }")

        when:
        CompletableFuture.runAsync {
            while (project.column("select count(*) from pg_stat_activity where query like '%pg_sleep(60)%' and pid <> pg_backend_pid()") == ['0']) Thread.sleep(20)
            trial.interrupt()
        }
        say("insert('notes', id: 7)\nsql 'select pg_sleep(60)', down: []")

        then:
        def e = thrown(Interrupted)
        !e.message.contains('rolled back')
        rows('select count(*) from notes') == [['0']]
    }

    def "#product: a folder with a mistake in it can be tried without what is pending"() {
        given:
        on(product)
        project.file('001_a.groovy', "up { createTabel('a') { id() } }")

        when:
        start()

        then:
        trial.notices()[0].contains('createTabel')
        trial.next().empty
        say("createTable('a') { id() }").number() == 1

        where:
        product << Product.values()
    }

    def "#product: a repeatable migration that changed is tried as apply runs it"() {
        given:
        on(product)
        project.file('001_t.groovy', "up { createTable('t') { id(); text('a') } }")
        project.file('002_v.groovy', "repeatable()\nup { createView 'v', 'select id from t' }")
        garganey.apply(ApplyOptions.DEFAULT)
        project.file('002_v.groovy', "repeatable()\nup { createView 'v', 'select id, a from t' }")
        start()

        when:
        trial.next()

        then:
        rows('select a from v') == []

        where:
        product << Product.values()
    }
}
