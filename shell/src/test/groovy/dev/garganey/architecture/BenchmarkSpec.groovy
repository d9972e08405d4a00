package dev.garganey.architecture

import spock.lang.Shared
import spock.lang.Specification
import spock.lang.TempDir

import java.nio.file.Files
import java.nio.file.Path
import javax.tools.ToolProvider

/** The benchmarks are no part of the build, and keep up with it all the same. No time is measured here. */
class BenchmarkSpec extends Specification {

    static final Path BENCHMARKS = Path.of(System.getProperty('basedir', '.')).resolveSibling('benchmarks')

    /** What these need is fetched when they are run: they are compiled then. */
    static final List<String> WITH_LIBRARIES_OF_THEIR_OWN = ['FlywayMain.java', 'WorkBenchmark.java']

    @Shared
    @TempDir
    Path folder

    @Shared
    URLClassLoader compiled

    @Shared
    String messages

    def setupSpec() {
        def built = BENCHMARKS.resolve('target')
        def sources = Files.walk(BENCHMARKS).toList().findAll {
            it.toString().endsWith('.java') && !it.startsWith(built) && !(it.fileName.toString() in WITH_LIBRARIES_OF_THEIR_OWN)
        }
        def classes = Files.createDirectories(folder.resolve('classes'))
        def said = new ByteArrayOutputStream()
        def options = ['-proc:none', '-Xlint:all,-path', '-cp', System.getProperty('java.class.path'), '-d', classes.toString()]
        ToolProvider.systemJavaCompiler.run(null, said, said, *(options + sources*.toString()))
        messages = said.toString('UTF-8')
        compiled = new URLClassLoader([classes.toUri().toURL()] as URL[], getClass().classLoader)
    }

    def cleanupSpec() {
        compiled?.close()
    }

    def "they compile against the program without a warning"() {
        expect:
        messages == ''
    }

    def "the micro-benchmarks do the work that they are named after"() {
        when:
        def work = compiled.loadClass('micro.Work').getConstructor(Path).newInstance(folder.resolve('work'))

        then: 'a thousand files are read'
        work.read().files().size() == 1000

        and: 'one script is walked and another compiled'
        work.walk().fixed()
        work.walk().migrations()*.up()*.size() == [1]
        work.compile().migrations()*.up()*.size() == [10]

        and: 'a thousand tables are folded and compared'
        work.fold().tables().size() == 1000
        work.diff().operations()*.class*.simpleName.toSet() == ['AddColumn', 'AlterColumn', 'CreateTable', 'DropTable'].toSet()

        and: 'a table and its index are planned'
        work.plan().stages()*.statements()*.size() == [2]
    }

    def "a table tells median, least and most, and the ratio to its floor"() {
        given:
        def line = { String name, List<Double> seconds, String remark ->
            def samples = seconds.collect { made('Sample', it, OptionalDouble.of(0.5), OptionalDouble.empty()) }
            made('Line', name, samples, remark)
        }
        def lines = [line('floor', [0.1d, 0.3d, 0.2d], ''), line('tool', [0.6d, 0.4d], '2 runs'), line('other', [], 'there is no `other`')]
        def out = new ByteArrayOutputStream()

        when:
        made('Table', 'Nothing to do', 'floor', lines).print(new PrintStream(out, true, 'UTF-8'))

        then:
        out.toString('UTF-8').readLines() == [
            '| Nothing to do | Seconds | × | CPU, s | Peak, MB |',
            '|---|---|---|---|---|',
            '| floor | 0.200 (0.100 to 0.300) | 1.00 | 0.50 |  |',
            '| tool (2 runs) | 0.500 (0.400 to 0.600) | 2.50 | 0.50 |  |',
            '| other | not measured: there is no `other` | | | |',
            '',
        ]
    }

    def "what is no part and no option is refused: #argument"() {
        when:
        made('Options', ['no-op', argument] as String[]).products()

        then:
        def refused = thrown(IllegalArgumentException)
        refused.message == "$unknown is not known; --help names what is"

        where:
        argument             | unknown
        'noop'               | 'noop'
        '--run=3'            | '--run=3'
        '--runs'             | '--runs'
        '--databases=oracle' | 'oracle'
    }

    private Object made(String name, Object... values) {
        def constructor = compiled.loadClass("compare.$name").declaredConstructors.find { it.parameterCount == values.length || it.varArgs }
        constructor.accessible = true
        try {
            return constructor.varArgs ? constructor.newInstance([values.flatten() as String[]] as Object[]) : constructor.newInstance(values)
        } catch (java.lang.reflect.InvocationTargetException e) {
            throw e.cause
        }
    }
}
