package dev.garganey.dialect.postgresql

import dev.garganey.dialect.ConnectionTarget
import dev.garganey.dialect.LockNotObtained
import dev.garganey.dialect.Waiting
import dev.garganey.model.ColumnType
import dev.garganey.model.Column
import dev.garganey.model.ObjectName
import dev.garganey.testing.TestDatabase
import java.sql.Connection
import java.sql.SQLException
import java.time.Duration
import java.util.concurrent.CompletableFuture
import spock.lang.AutoCleanup
import spock.lang.Shared
import spock.lang.Specification

class PostgresqlConnectionSpec extends Specification {

    static final Waiting NOBODY = [begins: { }, goesOn: { }] as Waiting

    @Shared
    @AutoCleanup
    TestDatabase database = TestDatabase.postgresql()

    PostgresqlDialect dialect = new PostgresqlDialect()

    ConnectionTarget target = new ConnectionTarget(database.url(), Optional.of(database.user()), Optional.of(database.password()))

    def "the URL #url is #answer"() {
        expect:
        dialect.accepts(url) == (answer == 'accepted')

        where:
        url                             || answer
        'jdbc:postgresql://localhost/x' || 'accepted'
        'jdbc:postgresql:x'             || 'accepted'
        'jdbc:sqlite:x'                 || 'not accepted'
        'jdbc:pgsql://localhost/x'      || 'not accepted'
    }

    def "a connection names its application and commits by itself"() {
        when:
        def connection = dialect.open(target)

        then:
        connection.autoCommit
        ask(connection, "SELECT current_setting('application_name')") == 'garganey'

        cleanup:
        connection.close()
    }

    def "a failure to connect shows no password: #url"() {
        when:
        dialect.open(new ConnectionTarget(url, Optional.of('nobody'), Optional.of('hunter2')))

        then:
        def failure = thrown(SQLException)
        for (Throwable t = failure; t != null; t = t.cause) {
            assert !t.toString().contains('hunter2')
            assert !t.toString().contains('s3cret')
        }

        where:
        url << ['jdbc:postgresql://localhost:1/x', 'jdbc:postgresql://me:s3cret@localhost:1/x', 'jdbc:postgresql:?password=s3cret&port=none', 'jdbc:postgresql://localhost:notaport/x?password=s3cret', 'jdbc:postgresql://localhost:1/x?password=s3cret&socketTimeout=soon']
    }

    def "user and password may stand in the URL, as parameters or before the host"() {
        given:
        def connection = dialect.open(new ConnectionTarget(url(database), Optional.empty(), Optional.empty()))

        expect:
        ask(connection, 'SELECT session_user') == database.user()

        cleanup:
        connection.close()

        where:
        url << [
            { it.url() + (it.url().contains('?') ? '&' : '?') + "user=${it.user()}&password=${it.password()}" },
            { it.url().replace('://', "://${it.user()}:${it.password()}@") },
        ]
    }

    def "the second writer is told who the first is"() {
        given:
        def first = dialect.lock(target, Duration.ofSeconds(5), NOBODY)
        def told = []

        when:
        dialect.lock(target, Duration.ofMillis(200), [begins: { told << it.get() }, goesOn: { }] as Waiting)

        then: 'while it waits, and in the end'
        told.size() == 1
        told[0] =~ /^process \d+ \(application garganey, /
        def refused = thrown(LockNotObtained)
        refused.message =~ /^Another migration is running on this database: process \d+ \(application garganey, user ${database.user()}, from [\w.:]+( [\w]+)?\) has had the lock since \d{4}-/
        refused.message.contains '--lock-timeout'

        when: 'the first is done'
        first.close()
        def second = dialect.lock(target, Duration.ZERO, NOBODY)

        then:
        noExceptionThrown()

        cleanup:
        second?.close()
    }

    def "a writer gets the lock as soon as the one before it ends"() {
        given:
        def first = dialect.lock(target, Duration.ZERO, NOBODY)

        when:
        def waiting = CompletableFuture.supplyAsync { dialect.lock(target, Duration.ofSeconds(30), NOBODY) }
        first.close()

        then:
        waiting.get().close()
    }

    def "the lock dies with its owner's connection"() {
        given:
        def lock = dialect.lock(target, Duration.ZERO, NOBODY)
        def other = database.connect()

        when:
        ask(other, "SELECT count(pg_terminate_backend(pid)) FROM pg_locks WHERE locktype = 'advisory'")
        def next = dialect.lock(target, Duration.ofSeconds(30), NOBODY)

        then:
        next != null

        cleanup:
        next?.close()
        other.close()
    }

    def "the lock of one database is none of another"() {
        given:
        def other = TestDatabase.postgresql()
        def here = dialect.lock(target, Duration.ZERO, NOBODY)

        when:
        def there = dialect.lock(new ConnectionTarget(other.url(), target.user(), target.password()), Duration.ZERO, NOBODY)

        then:
        noExceptionThrown()

        cleanup:
        there?.close()
        here.close()
        other.close()
    }

    def "an index can be built concurrently while one writer has the lock and another waits for it"() {
        given:
        def connection = dialect.open(target)
        run(connection, 'CREATE TABLE indexed (a integer)')
        def first = dialect.lock(target, Duration.ZERO, NOBODY)
        def waiting = CompletableFuture.supplyAsync { dialect.lock(target, Duration.ofSeconds(30), NOBODY) }

        when:
        run(connection, "SET statement_timeout = '20s'")
        run(connection, 'CREATE INDEX CONCURRENTLY ON indexed (a)')

        then:
        noExceptionThrown()

        cleanup:
        first.close()
        waiting.get().close()
        connection.close()
    }

    def "waiting for a lock of the database ends with a failure that trying again may cure"() {
        given:
        def holder = database.connect()
        def waiter = dialect.open(target)
        run(holder, 'CREATE TABLE contended (a integer)')
        holder.autoCommit = false
        run(holder, 'LOCK TABLE contended')

        when:
        dialect.limitLockWait(waiter, Duration.ofMillis(50))
        run(waiter, 'ALTER TABLE contended ADD COLUMN b integer')

        then:
        def failure = thrown(SQLException)
        dialect.isLockTimeout(failure)
        !dialect.isMissingTable(failure)

        when:
        dialect.limitLockWait(waiter, Duration.ZERO)

        then:
        ask(waiter, "SELECT current_setting('lock_timeout')") == '0'

        when:
        run(waiter, 'SELECT * FROM missing')

        then:
        def missing = thrown(SQLException)
        dialect.isMissingTable(missing)
        !dialect.isLockTimeout(missing)

        cleanup:
        holder.close()
        waiter.close()
    }

    def "a point in time comes back as it went in, in UTC, whatever the session's zone"() {
        given:
        def connection = dialect.open(target)
        run(connection, "SET timezone = 'Asia/Tokyo'")
        run(connection, "CREATE TABLE instants (at ${dialect.instantType()})")

        when:
        try (def insert = connection.prepareStatement("INSERT INTO instants VALUES (${dialect.instantParameter()})")) {
            insert.setString(1, '2026-11-20T20:50:07.123456Z')
            insert.executeUpdate()
        }

        then:
        ask(connection, "SELECT ${dialect.instantText('at')} FROM instants") == '2026-11-20T20:50:07.123Z'

        cleanup:
        connection.close()
    }

    def "a table, and what it holds, is asked for by name"() {
        given:
        def connection = dialect.open(target)
        run(connection, 'CREATE TABLE "Odd ""Name" (a integer, b integer); CREATE VIEW a_view AS SELECT 1 AS a')
        def name = ObjectName.of('Odd "Name')

        expect:
        dialect.hasTable(connection, name)
        dialect.hasTable(connection, ObjectName.of('public', name.name()))
        !dialect.hasTable(connection, ObjectName.of('odd'))
        !dialect.hasTable(connection, ObjectName.of('a_view'))
        ask(connection, dialect.holdsData(name, Optional.empty())) == null

        when:
        run(connection, 'INSERT INTO "Odd ""Name" VALUES (1, NULL)')

        then:
        ask(connection, dialect.holdsData(name, Optional.empty())) == '1'
        ask(connection, dialect.holdsData(name, Optional.of(Column.of('a', new ColumnType.Text())))) == '1'
        ask(connection, dialect.holdsData(name, Optional.of(Column.of('b', new ColumnType.Text())))) == null

        cleanup:
        connection.close()
    }

    def "a transaction is opened and closed"() {
        given:
        def connection = dialect.open(target)

        when:
        dialect.begin(connection, true)

        then:
        !connection.autoCommit

        when:
        connection.rollback()
        dialect.end(connection)

        then:
        connection.autoCommit

        cleanup:
        connection.close()
    }

    private static String ask(Connection connection, String sql) {
        try (def statement = connection.createStatement(); def rows = statement.executeQuery(sql)) {
            return rows.next() ? rows.getString(1) : null
        }
    }

    private static void run(Connection connection, String sql) {
        try (def statement = connection.createStatement()) {
            statement.execute(sql)
        }
    }
}
