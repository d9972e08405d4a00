package dev.garganey

import dev.garganey.compare.Comparison
import dev.garganey.diff.Alignment
import dev.garganey.diff.Answers
import dev.garganey.diff.Creation
import dev.garganey.diff.Differ
import dev.garganey.diff.Difference
import dev.garganey.diff.Excerpt
import dev.garganey.diff.Hints
import dev.garganey.diff.Likeness
import dev.garganey.diff.Question
import dev.garganey.model.ColumnRef
import dev.garganey.model.ColumnType
import dev.garganey.model.Product
import dev.garganey.model.Schema
import dev.garganey.operation.Operation
import dev.garganey.scratch.Canonical
import dev.garganey.script.MigrationFolder
import dev.garganey.script.OperationRenderer
import dev.garganey.script.ScriptContext
import dev.garganey.script.ScriptLoader
import dev.garganey.sql.SqlSplitter
import dev.garganey.testing.TestDatabase
import dev.garganey.testing.Workbench

import java.nio.file.Files
import java.nio.file.Path
import java.nio.file.StandardOpenOption

/**
 * Replay leads a database through the states of another, one after the other, by nothing but what differs
 * between the two: the questions are answered, the migration is written, read again and applied, undone and
 * applied again. After a state that it could not be led to, it is made anew from the other.
 */
class Replay implements AutoCloseable {
    final Product product
    final Path folder
    /** What went wrong, a text for each: the step, what was tried, and why it failed. */
    final List<String> failures = []
    /** How many steps changed the schema; were undone; could not be undone for a reason that was told. */
    int changes, undone, irreversible
    /** Of what was said to be renamed, how much was suggested; and what was suggested wrongly. */
    int renames, suggested, misled

    private Workbench ours
    private TestDatabase database
    private Canonical canonical
    private Comparison comparison
    private int count

    Replay(Product product, Path folder) {
        this.product = product
        this.folder = folder
        database = product == Product.SQLITE ? TestDatabase.sqlite() : TestDatabase.postgresql()
        open()
    }

    private void open() {
        ours = Workbench.on(product, database)
        canonical = new Canonical(ours.dialect(), Workbench.target(database))
        comparison = new Comparison(ours.dialect(), canonical)
    }

    @Override
    void close() {
        ours?.close()
        database?.close()
    }

    /** Makes ours be what the other is. Nobody may be connected to that. */
    void restart(TestDatabase truth) {
        close()
        database = truth.copy()
        open()
    }

    Schema inspect(TestDatabase truth) {
        ours.dialect().open(Workbench.target(truth)).withCloseable { ours.dialect().inspect(it, [] as Set) }
    }

    /**
     * Leads ours to the state in which the other is now.
     *
     * @param sql what led the other there, where that is known
     */
    boolean follow(String step, TestDatabase truth, String sql = '') {
        def stage = 'inspect'
        def found = []
        try {
            def wanted = inspect(truth)
            stage = 'diff'
            def before = ours.inspect()
            found = difference(before, wanted, sql)
            if (found.empty) {
                assert Likeness.differences(ours.dialect().lower(before), ours.dialect().lower(wanted)) == [] || comparison.same(before, wanted)
                return true
            }
            changes++
            stage = 'script'
            def operations = written(found)
            stage = 'apply'
            def plan = ours.apply(operations)
            stage = 'arrive'
            left(ours.inspect(), wanted)
            if (plan.irreversible().present) {
                irreversible++
                return true
            }
            stage = 'undo'
            ours.undo(plan, [contains: { true }] as Set)
            left(ours.inspect(), before)
            undone++
            stage = 'redo'
            ours.apply(operations)
            left(ours.inspect(), wanted)
            return true
        } catch (Exception | AssertionError failure) {
            failures << "$step [$stage] ${message(failure)}".toString()
            trace(step, stage, found, failure)
            restart(truth)
            return false
        }
    }

    /** What an empty database becomes by a model of the other is what that is. */
    void remake(TestDatabase truth) {
        def wanted = inspect(truth)
        try (Workbench fresh = Workbench.fresh(product)) {
            left(fresh.make(wanted), wanted)
        } catch (Exception | AssertionError failure) {
            failures << "the last state [remake] ${message(failure)}".toString()
            trace('last', 'remake', [], failure)
        }
    }

    private static String message(Throwable failure) {
        (failure.message ?: failure.toString()).readLines().findAll { it.strip() }.take(3).join(' | ')
    }

    private void left(Schema found, Schema wanted) {
        Difference left = comparison.between(found, wanted, Answers.UNASKED)
        if (!left.empty) {
            throw new IllegalStateException('left to do: ' + (left.operations()*.describe() + left.refusals()).join('; ') + '\n  ' + left.operations().join('\n  '))
        }
    }

    private List<Operation> difference(Schema before, Schema wanted, String sql) {
        def there = aligned(before, wanted)
        def answers = Answers.NONE
        for (int turn = 0; turn < 20; turn++) {
            def found = Differ.diff(before, there, answers, ours.dialect().diffRules())
            if (found.refusals()) {
                throw new IllegalStateException('refused: ' + found.refusals().join('; '))
            }
            if (found.questions().empty) {
                return found.operations()
            }
            count(found.questions(), sql)
            answers = found.questions().inject(answers) { all, question -> answered(all, question) }
        }
        throw new IllegalStateException('there is no end of questions')
    }

    private Schema aligned(Schema from, Schema to) {
        Likeness.same(from, to) ? from : Alignment.align(from, canonical.of(Excerpt.of(from, to)), to, canonical.of(Excerpt.of(to, from)))
    }

    /** Nothing was renamed: it may go. Where there are rows, they get something. */
    private Answers answered(Answers answers, Question question) {
        if (question instanceof Question.ObjectGone) {
            return answers.plus(new Hints([:], [:], [:], [:], [] as Set, [question.name()] as Set))
        }
        if (question instanceof Question.ColumnGone) {
            return answers.plus(new Hints([:], [:], [:], [:], [question.column()] as Set, [] as Set))
        }
        ColumnRef column = ((Question.ValueNeeded) question).column()
        def rows = ours.column("select 1 from ${ours.dialect().quote(column.table())} limit 1")
        rows ? answers.filling(column, "''") : answers.withoutRows(column)
    }

    private void count(List<Question> questions, String sql) {
        def said = (sql =~ /(?i)\brename\s+(?:column\s+)?"?(\w+)"?\s+to\s+"?(\w+)"?/).collect { [it[1], it[2]] } +
            (sql =~ /(?i)alter\s+table\s+(?:if\s+exists\s+)?(?:only\s+)?(?:\w+\.)?["`]?(\w+)["`]?\s+rename\s+to\s+["`]?(\w+)/).collect { [it[1], it[2]] }
        questions.findAll { !(it instanceof Question.ValueNeeded) }.each { question ->
            def gone = question instanceof Question.ColumnGone ? question.column().column() : question.name().name()
            def candidates = question.candidates().collect { (it.toString() =~ /[^.]+$/)[0] }
            def guess = question.suggestion().map { (it.name() =~ /[^.]+$/)[0] }.orElse(null)
            def now = said.find { it[0] == gone && it[1] in candidates }
            if (now) {
                renames++
                suggested += guess == now[1] ? 1 : 0
            }
            misled += guess && guess != now?.get(1) ? 1 : 0
        }
    }

    /** The operations as they are read again from what would be written. */
    private List<Operation> written(List<Operation> operations) {
        def place = Files.createDirectories(folder.resolve("m${++count}"))
        Files.writeString(place.resolve('001_step.groovy'), OperationRenderer.migration(Optional.empty(), operations, Optional.empty()))
        def context = new ScriptContext(product, { Optional.empty() }, folder)
        def read = new ScriptLoader(context).evaluate(MigrationFolder.read(place).files())[0].up()*.operation()
        if (read != operations) {
            throw new IllegalStateException('read otherwise than written: ' + (operations - read).join('\n') + ' as ' + (read - operations).join('\n'))
        }
        read
    }

    private void trace(String step, String stage, List<Operation> operations, Throwable failure) {
        def file = System.getProperty('garganey.corpora.trace')
        if (file) {
            def text = new StringWriter()
            failure.printStackTrace(new PrintWriter(text))
            append(file, "== $folder.fileName $step [$stage]\n" + operations.join('\n') + "\n-- $text\n")
        }
    }

    static void append(String file, String text) {
        Files.writeString(Path.of(file), text, StandardOpenOption.CREATE, StandardOpenOption.APPEND)
    }

    /** Has the database's own client run a script; where there is none, we do. */
    static void run(Product product, TestDatabase database, Path file) {
        def command = product == Product.SQLITE
            ? ['sqlite3', '-bail', database.url() - 'jdbc:sqlite:']
            : ['psql', '-X', '-q', '-v', 'ON_ERROR_STOP=1', '-U', database.user(), database.url() - 'jdbc:']
        if (!isThere(command[0])) {
            database.connect().withCloseable { connection ->
                SqlSplitter.split(Files.readString(file), product.syntax()).each { part ->
                    connection.createStatement().withCloseable { it.execute(part.text()) }
                }
            }
            return
        }
        def builder = new ProcessBuilder(command).redirectInput(file.toFile()).redirectOutput(ProcessBuilder.Redirect.DISCARD)
        builder.environment().put('PGPASSWORD', database.password())
        def process = builder.start()
        def errors = process.errorStream.text
        if (process.waitFor() != 0) {
            throw new IllegalStateException("$file: $errors")
        }
    }

    private static boolean isThere(String program) {
        System.getenv('PATH').split(File.pathSeparator).any { Files.isExecutable(Path.of(it, program)) }
    }

    void report(String history, int steps, int judged, int carried) {
        def file = System.getProperty('garganey.corpora.report')
        if (file) {
            append(file, "| $history | $steps | $judged | $changes | $carried | $undone | $irreversible | $suggested of $renames, $misled wrong | ${failures.size()} |\n" +
                failures.collect { "    $it\n" }.join(''))
        }
    }
}
