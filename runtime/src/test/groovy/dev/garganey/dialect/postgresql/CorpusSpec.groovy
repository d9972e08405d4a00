package dev.garganey.dialect.postgresql

import dev.garganey.diff.Creation
import dev.garganey.model.*
import dev.garganey.operation.SourcePosition
import dev.garganey.operation.Step
import dev.garganey.sql.SqlSplitter
import dev.garganey.testing.PostgresServer
import dev.garganey.testing.StatementRunner
import dev.garganey.testing.TestDatabase
import java.nio.file.Files
import java.nio.file.Path
import java.sql.Connection
import org.opentest4j.TestAbortedException
import spock.lang.AutoCleanup
import spock.lang.Requires
import spock.lang.Specification

/**
 * Real schemas, made anew in an empty database from what was read of them, are what they were: to the
 * inspector, and to pg_dump where one of the server's version is at hand.
 *
 * The corpora lie beside the repository, or where -Dgarganey.corpora says; -Dgarganey.corpora.all=true
 * takes all of them, and not only the few that every build takes.
 */
class CorpusSpec extends Specification {

    static final Path CORPORA = [System.getProperty('garganey.corpora', '../../shared/corpora'), '../shared/corpora']
            .collect { Path.of(it) }.find { Files.isDirectory(it.resolve('postgresql')) }

    static final List<String> FEW = ['biosql', 'guacamole', 'omop', 'sakila']

    def dialect = new PostgresqlDialect()

    @AutoCleanup
    TestDatabase original = TestDatabase.postgresql()

    @AutoCleanup
    TestDatabase copy = TestDatabase.postgresql()

    def "everything that PostgreSQL knows is made anew as it was"() {
        given:
        load(getClass().getResource('everything.sql').text)

        expect:
        isMadeAnew()

        and: 'what has no words of its own was carried verbatim'
        inspect(original).natives()*.kind().toSet().containsAll(
                ['cast', 'collation', 'comment', 'defaultPrivileges', 'eventTrigger', 'foreignTable', 'grants', 'operator', 'publication', 'rangeType', 'rule', 'statistics'])
    }

    @Requires(value = { CORPORA != null }, reason = 'there is no ../shared/corpora/postgresql beside the project')
    def "#corpus is made anew as it was"() {
        given:
        def text = Files.readString(CORPORA.resolve("postgresql/${corpus}.sql"))
        requireExtensions(text)
        loadRoles()
        load(text)

        expect:
        isMadeAnew()

        where:
        corpus << corpora()
    }

    private static List<String> corpora() {
        if (CORPORA == null) {
            return ['none']
        }
        def all = Files.list(CORPORA.resolve('postgresql')).withCloseable {
            it.collect { it.fileName.toString() }.findAll { it.endsWith('.sql') }.collect { it - '.sql' }.sort()
        }
        Boolean.getBoolean('garganey.corpora.all') ? all : all.findAll { it in FEW }
    }

    private boolean isMadeAnew() {
        def schema = inspect(original)
        make(schema)
        assert differences(schema, inspect(copy)) == []
        assert inspect(copy) == schema
        assert dialect.lower(schema) == schema
        def dumps = [original, copy].collect { dump(it) }
        assert dumps[0] - dumps[1] == []
        assert dumps[1] - dumps[0] == []
        true
    }

    private Schema inspect(TestDatabase database) {
        database.connect().withCloseable { dialect.inspect(it, [] as Set) }
    }

    private void make(Schema schema) {
        def steps = Creation.of(schema).collect { Step.of(it, new SourcePosition('corpus', 1, 1)) }
        copy.connect().withCloseable { StatementRunner.run(dialect, it, dialect.statements(steps, Schema.EMPTY)) }
    }

    private void load(String text) {
        original.connect().withCloseable { run(it, text) }
    }

    private static void run(Connection connection, String text) {
        connection.createStatement().withCloseable { statement ->
            SqlSplitter.split(text, Product.POSTGRESQL.syntax()).each { statement.execute(it.text()) }
        }
    }

    private void loadRoles() {
        original.connect().withCloseable { run(it, Files.readString(CORPORA.resolve('postgresql-roles.sql'))) }
    }

    /** What the embedded server lacks, a full one has: name it with GARGANEY_TEST_POSTGRES. */
    private void requireExtensions(String text) {
        def wanted = (text =~ /(?i)create extension (?:if not exists )?"?([\w-]+)/).collect { it[1] }
        original.connect().withCloseable { connection ->
            def there = []
            connection.createStatement().withCloseable { statement ->
                def rows = statement.executeQuery('select name from pg_available_extensions')
                while (rows.next()) {
                    there << rows.getString(1)
                }
            }
            def missing = wanted - there
            if (missing) {
                throw new TestAbortedException("the server lacks the extensions ${missing.join(', ')}")
            }
        }
    }

    private static List<String> differences(Schema before, Schema after) {
        def parts = { Schema s ->
            [s.tables(), s.views(), s.functions(), s.natives(), s.sequences(), s.enums(), s.domains(), s.extensions(), s.schemas()]
                    .collectMany { it.collect { part -> part.toString() } }
        }
        (parts(before) - parts(after)).collect { "- $it" as String } + (parts(after) - parts(before)).collect { "+ $it" as String }
    }

    /** The statements of pg_dump in an order of their own, without layout; none where there is no such program. */
    private static List<String> dump(TestDatabase database) {
        if (!isDumpAtHand()) {
            return []
        }
        def server = PostgresServer.shared()
        def url = database.url().substring('jdbc:'.length()).replaceAll(/\?.*/, '')
        def process = new ProcessBuilder('pg_dump', '--schema-only', '--no-owner', '--username', server.user(), '--dbname', url)
                .redirectError(ProcessBuilder.Redirect.DISCARD)
        process.environment().put('PGPASSWORD', server.password())
        def text = process.start().inputStream.getText('UTF-8')
        text.readLines().findAll { !it.startsWith('--') && !it.startsWith('\\') }.join('\n').split(/;\n/)
                .collect { it.replaceAll(/\s+/, ' ').strip().replaceAll(/WITH \(([^()]*)\)/) { all, list -> "WITH (${list.split(', ').sort().join(', ')})" } }
                .findAll { it && !it.startsWith('SET ') && !it.contains('set_config') }
                .sort()
    }

    private static boolean isDumpAtHand() {
        try {
            def version = new ProcessBuilder('pg_dump', '--version').start().inputStream.text
            def dump = (version =~ /(\d+)/)[0][1] as int
            return dump >= serverVersion()
        } catch (IOException absent) {
            return false
        }
    }

    private static int serverVersion() {
        TestDatabase.postgresql().withCloseable { database ->
            database.connect().withCloseable { it.metaData.databaseMajorVersion }
        }
    }
}
