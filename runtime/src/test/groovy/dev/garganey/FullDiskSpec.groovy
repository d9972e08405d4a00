package dev.garganey

import dev.garganey.execute.GarganeyException
import dev.garganey.model.Product
import dev.garganey.testing.PostgresServer
import dev.garganey.testing.Project
import dev.garganey.testing.SmallDisk
import java.nio.file.Files
import java.nio.file.Path
import org.postgresql.util.PSQLException
import spock.lang.AutoCleanup
import spock.lang.Requires
import spock.lang.Shared
import spock.lang.Specification

/**
 * A PostgreSQL server whose disk is really full: a tablespace on a file system of a few megabytes.
 * Only root may mount one, and only the embedded server has its files on this machine; elsewhere
 * {@link ServerDiskFullSpec} has to do.
 */
@Requires(value = { PostgresServer.shared().embedded && SmallDisk.isPossible() }, reason = 'no file system may be mounted here, or the server is elsewhere')
class FullDiskSpec extends Specification {

    @AutoCleanup
    @Shared
    SmallDisk disk = SmallDisk.mounted(4)

    @Shared
    Path filler = disk.folder().resolve('filler')

    Project project

    def setup() {
        project = Project.on(Product.POSTGRESQL)
        Files.createDirectories(disk.folder().resolve('space'))
        project.execute("create tablespace small location '${disk.folder().resolve('space')}'")
        project.file('001_t.groovy', "up { createTable('t') { id(); text('a') } }")
        apply()
        project.execute('alter table t set tablespace small')
    }

    def cleanup() {
        Files.deleteIfExists(filler)
        project.execute('alter table garganey_history set tablespace pg_default', 'drop table t', 'drop tablespace small')
        project.close()
    }

    def "where a table has no room, nothing of the migration is kept, and the next run finishes"() {
        given:
        project.file('002_u.groovy', "up { createTable('u') { id() }; sql \"insert into t (a) select repeat('x', 1000) from generate_series(1, 1000)\", down: [] }")
        fill()

        when:
        apply()

        then:
        def failure = thrown(GarganeyException)
        isFull(failure)
        applied() == ['001_t']
        project.column("select coalesce(to_regclass('u')::text, 'none')") == ['none']
        project.column('select count(*) from t') == ['0']

        when:
        Files.delete(filler)
        apply()

        then:
        applied() == ['001_t', '002_u']
        project.column('select count(*) from t') == ['1000']
    }

    def "where the disk fills up in the middle of a backfill, the next run goes on from there"() {
        given: 'rows of which every update takes another page'
        project.execute("insert into t (id, a) overriding system value select n, null from generate_series(1, 400) n", 'alter table t alter a set storage plain')
        project.file('002_fill.groovy', "up { backfill('t') { set a: sql(\"repeat('x', 5000)\"); batch 50 } }")
        fill(200 * 8192)

        when:
        apply()

        then: 'the journal knows how far it came'
        def failure = thrown(GarganeyException)
        isFull(failure)
        applied() == ['001_t']
        def done = project.column('select batch_rows from garganey_journal')[0] as int
        done > 0 && done < 400 && done % 50 == 0
        project.column('select count(*) from t where a is not null') == ["$done".toString()]

        when:
        Files.delete(filler)
        apply()

        then:
        applied() == ['001_t', '002_fill']
        project.column('select count(*) from t where length(a) = 5000') == ['400']
        project.column('select count(*) from garganey_journal') == ['0']
    }

    def "where history has no room, the migration did not happen, and the next run finishes"() {
        given: 'a migration that history needs many pages for'
        def random = new Random(1)
        def long_ = (1..50_000).collect { (char) (97 + random.nextInt(26)) }.join('')
        project.file('002_u.groovy', "up { createTable('u') { id(); text('b') }; insert 'u', id: 1, b: '$long_' }")
        project.execute('alter table garganey_history set tablespace small')
        fill()

        when:
        apply()

        then:
        def failure = thrown(GarganeyException)
        isFull(failure)
        applied() == ['001_t']
        project.column("select coalesce(to_regclass('u')::text, 'none')") == ['none']

        when:
        Files.delete(filler)
        apply()

        then:
        applied() == ['001_t', '002_u']
        project.column('select length(b) from u') == ['50000']
    }

    /** Leaves no more than that many bytes. */
    private void fill(int left = 0) {
        filler.toFile().withOutputStream { out ->
            try {
                while (Files.getFileStore(filler).usableSpace > left) {
                    out.write(new byte[4096])
                    out.flush()
                }
            } catch (IOException full) {
                assert full.message.contains('No space left')
            }
        }
    }

    private static void isFull(Throwable failure) {
        assert failure.message.contains('No space left on device')
        def causes = []
        for (def cause = failure; cause != null; cause = cause.cause) {
            causes << cause
        }
        assert causes.find { it instanceof PSQLException }?.SQLState == '53100'
    }

    private List<String> applied() {
        project.column('select id from garganey_history order by position')
    }

    private void apply() {
        Garganey.open(project.configuration()) { }.withCloseable { it.apply(ApplyOptions.DEFAULT) }
    }
}
