package dev.garganey.samples

import java.nio.file.Files
import java.nio.file.Path
import java.nio.file.attribute.FileTime
import java.nio.file.attribute.PosixFilePermissions
import java.time.Instant
import java.util.concurrent.TimeUnit
import spock.lang.IgnoreIf
import spock.lang.Shared
import spock.lang.Specification
import spock.lang.TempDir

/** The launcher prepares quick starts in the user's folder of caches, and does without where that cannot be. */
@IgnoreIf(value = { !Files.exists(Path.of('/bin/sh')) }, reason = 'the launcher is a script for sh')
class LauncherSpec extends Specification {

    /** A copy of the program at a place of its own. */
    @TempDir
    @Shared
    Path folder

    @TempDir
    Path caches

    @Shared
    Path program

    @Shared
    Path project

    def setupSpec() {
        program = folder.resolve('place/garganey')
        copy(Path.of('../shell/target/garganey'), program)
        project = folder.resolve('project')
        Files.createDirectories(project.resolve('migrations'))
        Files.writeString(project.resolve('migrations/001_users.groovy'), "up { createTable('users') { id() } }")
    }

    def "the first start prepares, for the user alone, and the next one finds the classes there"() {
        when:
        def first = start('apply')

        then:
        first.code == 0
        first.err == ''
        def prepared = prepared()
        prepared*.fileName*.toString().sort().any { it ==~ /batch\.(jsa|aot)/ }
        prepared.any { it.fileName.toString().startsWith('sqlite-') }
        folders().every { PosixFilePermissions.toString(Files.getPosixFilePermissions(it)) == 'rwx------' }
        prepared.findAll { it.fileName.toString().startsWith('batch') }
                .every { PosixFilePermissions.toString(Files.getPosixFilePermissions(it)) == 'rw-------' }

        when:
        def loaded = classesOf('apply')

        then: "ours come from the archive, and none that a run with nothing to do needs was forgotten"
        def ours = loaded.findAll { (it.contains(' dev.garganey.') || it.contains(' org.sqlite.')) && !it.contains('Lambda') }
        ours.size() > 100
        ours.findAll { !it.contains('shared objects file') } == []
    }

    def "what the user's environment says has no say in it"() {
        when:
        def run = start('apply', '--url', 'sqlite:other.db',
                env: [GARGANEY_ENV: '', GARGANEY_FORMAT: 'json', GARGANEY_URL: 'postgresql://nowhere.invalid/x', GARGANEY_LOCK_TIMEOUT: '1'])

        then:
        run.code == 0
        archives().size() == 1
    }

    def "four that start at once are all served, and one archive is made"() {
        when:
        def runs = (1..4).collect { i -> process('status', '--url', "sqlite:p${i}.db") }
        def codes = runs.collect { it.waitFor(120, TimeUnit.SECONDS); it.exitValue() }

        then:
        codes == [0, 0, 0, 0]
        runs*.errorStream*.text.join('') == ''
        archives().size() == 1
        Files.list(archives()[0].parent).withCloseable { all -> all.noneMatch { it.toString().endsWith('.lock') } }
    }

    def "without a folder to write into all works, and nothing is told"() {
        given: "a file where the folder would be"
        def file = Files.writeString(caches.resolve('file'), '')

        expect:
        with(start('status', env: [XDG_CACHE_HOME: file.toString()])) {
            code == 0
            err == ''
        }
        with(start('status', env: [XDG_CACHE_HOME: '', HOME: ''])) {
            code == 0
            err == ''
        }
    }

    @IgnoreIf(value = { System.getProperty('user.name') != 'root' }, reason = 'only root can give a folder away')
    def "a folder of somebody else is not used, for what lies in it would be run"() {
        given:
        def others = Files.createDirectories(caches.resolve('garganey/start'))
        assert ['chown', '-R', '12345', caches.resolve('garganey').toString()].execute().waitFor() == 0

        when:
        def run = start('status')

        then:
        run.code == 0
        Files.list(others).withCloseable { it.count() } == 0
    }

    def "folders that others may write in are not used either: #which"() {
        given:
        start('status')
        def archive = archives()[0]
        Files.setPosixFilePermissions(of(archive), PosixFilePermissions.fromString('rwxrwxrwx'))

        when:
        def log = caches.resolve('classes.txt')
        def run = start('status', env: [GARGANEY_JAVA_OPTS: "-Xlog:class+load:file=$log".toString()])

        then:
        run.code == 0
        run.err == ''
        !Files.readAllLines(log).any { it.contains(' dev.garganey.') && it.contains('shared objects file') }

        where:
        which                    | of
        'what was prepared'      | { Path file -> file.parent }
        'the one of all that is' | { Path file -> file.parent.parent }
        'the one of all caches'  | { Path file -> file.parent.parent.parent }
    }

    def "a damaged library of SQLite is replaced"() {
        given:
        start('status')
        def library = prepared().find { it.fileName.toString().startsWith('sqlite-') }

        when:
        Files.writeString(library, 'no library')
        def run = start('status')

        then: "though the JVM may wonder at what it is given to load"
        run.code == 0
        run.out.contains('001_users')

        when: "the next one finds it whole"
        start('status')

        then:
        Files.size(library) > 100_000
    }

    def "a damaged archive is as good as none"() {
        given:
        start('status')
        def archive = archives()[0]
        def bytes = Files.readAllBytes(archive)

        when:
        Files.write(archive, damage(bytes))

        then:
        with(start('status')) {
            code == 0
            err == ''
            out.contains('001_users')
        }

        where:
        damage << [{ byte[] b -> new byte[0] }, { byte[] b -> Arrays.copyOf(b, 4096) }, { byte[] b -> Arrays.fill(b, 0, 4096, (byte) 7); b }]
    }

    def "when a jar was touched, or another build took its place, it is made anew"() {
        given:
        start('status')
        def before = archives()[0]
        def made = Files.getLastModifiedTime(before)

        when:
        Files.setLastModifiedTime(program.resolve('lib/picocli-4.7.7.jar'), FileTime.from(Instant.now()))
        start('status')

        then:
        Files.getLastModifiedTime(archives()[0]) > made

        when:
        Files.writeString(program.resolve('built'), 'another build\n')
        start('status')

        then: "what the older build left is gone"
        archives().size() == 1
        archives()[0].toString().contains('another build')
    }

    def "another program whose path ends alike keeps its own"() {
        given:
        def other = folder.resolve('x@place/garganey')
        copy(program, other)

        when:
        start('status')
        start('status', program: other)

        then:
        archives().size() == 2
    }

    def "a CI job is not kept waiting for what it would not get back"() {
        expect:
        start('status', env: [CI: 'true']).code == 0
        archives() == []

        and: "unless it says that it will"
        start('status', env: [CI: 'true', GARGANEY_PREPARE: 'yes']).code == 0
        archives().size() == 1
    }

    private Map start(Map options = [:], String... arguments) {
        def process = process(options, arguments)
        def err = new StringBuilder()
        def out = new StringBuilder()
        process.consumeProcessOutput(out, err)
        assert process.waitFor(120, TimeUnit.SECONDS)
        process.waitForProcessOutput()
        [code: process.exitValue(), out: out.toString(), err: err.toString()]
    }

    private Process process(Map options = [:], String... arguments) {
        def builder = new ProcessBuilder([(options.program ?: program).resolve('garganey').toString(), '-C', project.toString(), *arguments])
        def variables = builder.environment()
        variables.remove('CI')
        variables.XDG_CACHE_HOME = caches.toString()
        variables.JAVA_HOME = System.getProperty('java.home')
        variables.putAll(options.env ?: [:])
        builder.start()
    }

    private List<String> classesOf(String... arguments) {
        def log = caches.resolve('classes.txt')
        def run = start(*arguments, env: [GARGANEY_JAVA_OPTS: "-Xlog:class+load:file=$log".toString()])
        assert run.code == 0
        Files.readAllLines(log)
    }

    private List<Path> prepared() {
        everything().findAll { Files.isRegularFile(it) && it.toString().contains('/start/') }
    }

    private List<Path> folders() {
        everything().findAll { Files.isDirectory(it) && it != caches }
    }

    private List<Path> archives() {
        prepared().findAll { it.toString() ==~ /.*\.(jsa|aot)/ }
    }

    private List<Path> everything() {
        Files.walk(caches).withCloseable { it.toList() }
    }

    private static void copy(Path from, Path to) {
        Files.walk(from).withCloseable { all ->
            all.forEach { file ->
                def target = to.resolve(from.relativize(file).toString())
                Files.createDirectories(target.parent)
                if (!Files.isDirectory(file)) {
                    Files.copy(file, target, java.nio.file.StandardCopyOption.COPY_ATTRIBUTES)
                }
            }
        }
    }
}
