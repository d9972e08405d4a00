package dev.garganey

import dev.garganey.compare.SchemaSource
import dev.garganey.dialect.ConnectionTarget
import dev.garganey.dialect.Dialects
import dev.garganey.dialect.postgresql.PostgresqlDialect
import dev.garganey.diff.Answers
import dev.garganey.diff.Differ
import dev.garganey.model.Product
import dev.garganey.model.Schema
import dev.garganey.scratch.Scratch
import dev.garganey.plan.Planner
import dev.garganey.sql.SqlSplitter
import dev.garganey.testing.StatementRunner
import dev.garganey.testing.TestDatabase
import org.opentest4j.TestAbortedException
import spock.lang.Specification
import spock.lang.TempDir

import java.nio.file.Files
import java.nio.file.Path

/**
 * Databases of real projects, pulled as the scripts of a model, are made anew from these scripts as they
 * were: to the database's own dump, and to another pull, byte by byte.
 *
 * The corpora lie beside the repository, in ../shared/corpora; -Dgarganey.corpora=all takes all of them, a list
 * of names those, and without it there are a few.
 */
class PullCorpusSpec extends Specification {
    static final Path CORPORA = ['../../shared/corpora', '../shared/corpora', System.getProperty('garganey.corpora.folder', '../shared/corpora')]
        .collect { Path.of(it) }.find { Files.isDirectory(it.resolve('postgresql')) }

    /** Whatever PostgreSQL knows, in one file of this repository. */
    static final String EVERYTHING = 'everything'

    static final List<String> FEW = ['biosql', 'guacamole', 'sakila', 'calibre', 'datasette']

    @TempDir
    Path project

    def setupSpec() {
        if (CORPORA == null) {
            System.err.println("There is no ../shared/corpora beside the project: only $EVERYTHING was tried")
        }
    }

    def "#product #name is made anew from its model"() {
        given: 'the database, loaded by its own client where there is one'
        def original = fresh(product)
        def copy = fresh(product)
        load(product, original, name == EVERYTHING
            ? Path.of(PostgresqlDialect.getResource('everything.sql').toURI())
            : CORPORA.resolve("${product.name().toLowerCase()}/${name}.sql"))
        def started = System.nanoTime()

        when: 'its model is pulled and made anew elsewhere'
        def pulled = pull(original)
        def seconds = (System.nanoTime() - started) / 1e9d
        def folder = write(pulled)
        def model = garganey(copy).schema(new SchemaSource.Model(folder))
        def loaded = (System.nanoTime() - started) / 1e9d - seconds

        then: 'the scripts say all that was found'
        differences(pulled.schema(), model) == []
        model == pulled.schema()

        when:
        make(product, copy, model)
        def again = pull(copy)
        report(product, name, pulled, again, seconds, loaded)

        then: 'another pull changes no byte, of the original or of the copy'
        pull(original).files() == pulled.files()
        lost(pulled.files().values()*.readLines().flatten(), again.files().values()*.readLines().flatten()) == ''
        again.files() == pulled.files()

        and: 'the database itself tells no difference'
        def dumps = [original, copy].collect { dump(product, it) }
        lost(dumps[0], dumps[1]) == ''

        and: 'nor do we'
        Boolean.getBoolean('garganey.corpora.quick') || garganey(original).diff(new SchemaSource.Database(target(original)), new SchemaSource.Model(folder)).isEmpty()

        cleanup:
        original?.close()
        copy?.close()

        where:
        [product, name] << corpora()
    }

    private static List<List> corpora() {
        if (CORPORA == null) {
            return [[Product.POSTGRESQL, EVERYTHING]]
        }
        def wanted = System.getProperty('garganey.corpora', FEW.join(',')).split(',').toList()
        (wanted.disjoint(['all', EVERYTHING]) && wanted != FEW ? [] : [[Product.POSTGRESQL, EVERYTHING]]) + Product.values().collectMany { product ->
            Files.list(CORPORA.resolve(product.name().toLowerCase())).withCloseable { files ->
                files.collect { it.fileName.toString() - '.sql' }.sort()
            }.findAll { wanted == ['all'] || it in wanted || "${product.name().toLowerCase()}/$it".toString() in wanted }.collect { [product, it] }
        }
    }

    private Path write(Pulled pulled) {
        def folder = Files.createDirectories(project.resolve('schema'))
        pulled.files().each { name, text -> Files.writeString(folder.resolve(name), text) }
        folder
    }

    private Pulled pull(TestDatabase database) {
        garganey(database).pull(new SchemaSource.Database(target(database)), PullOptions.ALL)
    }

    private static ConnectionTarget target(TestDatabase database) {
        new ConnectionTarget(database.url(), Optional.of(database.user()).filter { it }, Optional.of(database.password()).filter { it })
    }

    private Garganey garganey(TestDatabase database) {
        Garganey.open(Configuration.of(target(database), project), {})
    }

    /** Makes a schema as the migration does that generate writes where there is none. */
    private void make(Product product, TestDatabase database, Schema schema) {
        def dialect = Dialects.accepting(target(database))
        def made = Differ.diff(Schema.EMPTY, schema, Answers.UNASKED, dialect.diffRules())
        assert made.refusals() == []
        def plan = new Planner(dialect).up(Scratch.migration(made.operations()), Schema.EMPTY)
        database.connect().withCloseable { connection ->
            plan.stages().each { stage ->
                if (stage.isTransaction()) {
                    StatementRunner.run(dialect, connection, stage.statements())
                } else {
                    connection.createStatement().withCloseable { s -> stage.statements().each { s.execute(it.action().text()) } }
                }
            }
        }
    }

    private static TestDatabase fresh(Product product) {
        product == Product.SQLITE ? TestDatabase.sqlite() : TestDatabase.postgresql()
    }

    private static void load(Product product, TestDatabase database, Path file) {
        if (product == Product.SQLITE) {
            run(['sqlite3', database.url() - 'jdbc:sqlite:'], database, product, file)
        } else {
            requireExtensions(database, Files.readString(file))
            if (CORPORA != null) {
                run(['psql', '-X', '-q', '-U', database.user(), database.url() - 'jdbc:'], database, product, CORPORA.resolve('postgresql-roles.sql'), false)
            }
            run(['psql', '-X', '-q', '-v', 'ON_ERROR_STOP=1', '-U', database.user(), database.url() - 'jdbc:'], database, product, file)
        }
    }

    /** Has a client run a script; where there is no such client, we do. */
    private static void run(List<String> command, TestDatabase database, Product product, Path input, boolean strict = true) {
        if (!isThere(command[0])) {
            database.connect().withCloseable { connection ->
                SqlSplitter.split(Files.readString(input), product.syntax()).each { part ->
                    connection.createStatement().withCloseable { it.execute(part.text()) }
                }
            }
            return
        }
        def process = client(command, database).redirectInput(input.toFile()).redirectOutput(ProcessBuilder.Redirect.DISCARD).start()
        def errors = process.errorStream.text
        if (process.waitFor() != 0 && strict) {
            throw new IllegalStateException(errors)
        }
    }

    private static ProcessBuilder client(List<String> command, TestDatabase database) {
        def builder = new ProcessBuilder(command)
        builder.environment().put('PGPASSWORD', database.password())
        builder
    }

    private static boolean isThere(String program) {
        System.getenv('PATH').split(File.pathSeparator).any { Files.isExecutable(Path.of(it, program)) }
    }

    private static void requireExtensions(TestDatabase database, String text) {
        def wanted = (text =~ /(?i)create extension (?:if not exists )?"?([\w-]+)/).collect { it[1] }
        database.connect().withCloseable { connection ->
            def there = []
            def rows = connection.createStatement().executeQuery('select name from pg_available_extensions')
            while (rows.next()) {
                there << rows.getString(1)
            }
            if (wanted - there) {
                throw new TestAbortedException("the server lacks the extensions ${(wanted - there).join(', ')}")
            }
        }
    }

    private static String lost(List<String> before, List<String> after) {
        ((before - after).collect { "- $it" } + (after - before).collect { "+ $it" }).join('\n')
    }

    private static List<String> differences(Schema before, Schema after) {
        def parts = { Schema s ->
            [s.tables(), s.views(), s.functions(), s.natives(), s.sequences(), s.enums(), s.domains(), s.extensions(), s.schemas()]
                .collectMany { it.collect { part -> part.toString() } }
        }
        (parts(before) - parts(after)).collect { "- $it" as String } + (parts(after) - parts(before)).collect { "+ $it" as String }
    }

    /** What the database's own tools tell of its schema, in an order of its own and without layout. */
    private static List<String> dump(Product product, TestDatabase database) {
        if (product == Product.SQLITE) {
            return database.connect().withCloseable { new SqliteFacts(it).all() }
        }
        if (!isThere('pg_dump')) {
            System.err.println('There is no pg_dump: what it would tell was not compared')
            return []
        }
        def process = client(['pg_dump', '--schema-only', '--no-owner', '-U', database.user(), '-d', database.url() - 'jdbc:'], database).start()
        def text = process.inputStream.getText('UTF-8')
        def errors = process.errorStream.text
        if (process.waitFor() != 0) {
            assert errors.contains('server version mismatch')
            System.err.println('pg_dump is older than the server: what it would tell was not compared')
            return []
        }
        text.readLines().findAll { !it.startsWith('--') && !it.startsWith('\\') }.join('\n').split(/;\n/)
            .collect { it.replaceAll(/\s+/, ' ').strip().replaceAll(/WITH \(([^()]*)\)/) { all, list -> "WITH (${list.split(', ').sort().join(', ')})" } }
            .findAll { it && !it.startsWith('SET ') && !it.contains('set_config') }
            .sort()
    }

    private static void report(Product product, String name, Pulled pulled, Pulled again, double seconds, double loaded) {
        def file = System.getProperty('garganey.corpora.report')
        if (file) {
            def count = { Schema s -> s.tables().size() + s.tables().sum(0) { it.indexes().size() + it.triggers().size() + it.constraints().size() } + s.views().size() + s.views().sum(0) { it.indexes().size() + it.triggers().size() } + s.sequences().size() + s.enums().size() + s.domains().size() + s.functions().size() + s.extensions().size() + s.schemas().size() + s.natives().size() }
            def line = "| $product | $name | ${pulled.schema().tables().size()} | ${count(pulled.schema())} | ${count(again.schema())} | ${pulled.schema().natives().countBy { it.kind() }.collect { k, v -> "$v $k" }.join(', ')} | ${pulled.files().size()} | ${String.format('%.2f', seconds)} | ${String.format('%.2f', loaded)} | ${again.files() == pulled.files() ? 0 : again.files().count { k, v -> pulled.files()[k] != v }} |\n"
            Files.writeString(Path.of(file), line, java.nio.file.StandardOpenOption.CREATE, java.nio.file.StandardOpenOption.APPEND)
        }
    }
}
