package dev.garganey.architecture

import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.classes
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.fields
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses
import static com.tngtech.archunit.library.dependencies.SlicesRuleDefinition.slices

import com.tngtech.archunit.base.DescribedPredicate
import com.tngtech.archunit.core.domain.JavaClass
import com.tngtech.archunit.core.domain.JavaClasses
import com.tngtech.archunit.core.importer.ClassFileImporter
import com.tngtech.archunit.core.importer.ImportOption
import java.nio.file.Files
import java.nio.file.Path
import spock.lang.Shared
import spock.lang.Specification

/** The rules of the house, for all modules: this one sees the others. */
class ArchitectureSpec extends Specification {
    /** What the language is made of; all else that is not the shell is the runtime. */
    static final String[] DSL = ['cache', 'model', 'operation', 'sql', 'diff', 'script'].collect { "dev.garganey.${it}.." }
    static final String[] SHELL = ['dev.garganey.shell..']
    static final Path ROOT = checkout()

    @Shared
    JavaClasses garganey = new ClassFileImporter()
        .withImportOption(ImportOption.Predefined.DO_NOT_INCLUDE_TESTS)
        .withImportOption { !it.contains('-tests.jar') }
        .importPackages('dev.garganey')

    def "there is something to check in every module"() {
        expect:
        (garganey*.packageName as Set).containsAll([
            'dev.garganey.model', 'dev.garganey.operation', 'dev.garganey.script', 'dev.garganey.dialect', 'dev.garganey.plan',
            'dev.garganey', 'dev.garganey.shell'])
    }

    def "the language knows neither the runtime nor the shell"() {
        expect:
        noClasses().that().resideInAnyPackage(DSL)
            .should().dependOnClassesThat(above(DSL))
            .check(garganey)
    }

    def "the runtime does not know the shell"() {
        expect:
        noClasses().that().resideOutsideOfPackages(SHELL)
            .should().dependOnClassesThat().resideInAnyPackage(SHELL)
            .check(garganey)
    }

    def "the language is layered: #lower does not know #higher"() {
        expect:
        noClasses().that().resideInAPackage("dev.garganey.$lower..")
            .should().dependOnClassesThat().resideInAPackage("dev.garganey.$higher..")
            .check(garganey)

        where:
        lower       | higher
        'cache'     | 'model'
        'cache'     | 'operation'
        'cache'     | 'script'
        'model'     | 'operation'
        'model'     | 'script'
        'operation' | 'script'
        'sql'       | 'model'
        'sql'       | 'operation'
    }

    def "the packages of the language have no cycle"() {
        expect:
        slices().matching('dev.garganey.(cache|model|operation|sql|diff|script)..').should().beFreeOfCycles().check(garganey)
    }

    def "the parts of the runtime do not know its facade: #part"() {
        expect:
        noClasses().that().resideInAPackage("dev.garganey.$part..")
            .should().dependOnClassesThat().resideInAPackage('dev.garganey')
            .check(garganey)

        where:
        part << ['execute', 'history', 'plan', 'dialect', 'explore']
    }

    def "Groovy is met in the script package only"() {
        expect:
        noClasses().that().resideOutsideOfPackage('dev.garganey.script..')
            .should().dependOnClassesThat().resideInAnyPackage('groovy..', 'org.codehaus.groovy..', 'org.apache.groovy..')
            .check(garganey)
    }

    def "neither the language nor the shell speaks to a database: no #library"() {
        expect:
        noClasses().that().resideInAnyPackage(*DSL, *SHELL)
            .should().dependOnClassesThat().resideInAPackage(library)
            .check(garganey)

        where:
        library << ['java.sql..', 'javax.sql..', 'org.jdbi..', 'org.sqlite..', 'org.postgresql..']
    }

    def "what is told of a database is found out without one: explore asks no connection"() {
        expect:
        noClasses().that().resideInAPackage('dev.garganey.explore..')
            .should().dependOnClassesThat().resideInAnyPackage('java.sql..', 'dev.garganey.dialect..', 'dev.garganey.history..')
            .check(garganey)
    }

    def "the terminal is the shell's: no #library elsewhere"() {
        expect:
        noClasses().that().resideOutsideOfPackages(SHELL)
            .should().dependOnClassesThat().resideInAPackage(library)
            .check(garganey)

        where:
        library << ['picocli..', 'org.jline..']
    }

    def "a product's package is known to the list of dialects and to nobody else"() {
        expect:
        products().every { product ->
            noClasses().that().resideOutsideOfPackage("dev.garganey.dialect.$product..")
                .and().doNotHaveFullyQualifiedName('dev.garganey.dialect.Dialects')
                .should().dependOnClassesThat().resideInAPackage("dev.garganey.dialect.$product..")
                .check(garganey)
            true
        }
        products().size() >= 2
    }

    def "no static field can change"() {
        expect:
        fields().that().areStatic().should().beFinal().check(garganey)
    }

    def "nothing is kept by thread"() {
        expect:
        noClasses().should().dependOnClassesThat().areAssignableTo(ThreadLocal).check(garganey)
    }

    def "nobody but the program's entry touches System.out, System.err or System.exit"() {
        expect:
        noClasses().that().doNotHaveFullyQualifiedName('dev.garganey.shell.Main')
            // A script's own println, which must not mix with results.
            .and().doNotHaveFullyQualifiedName('dev.garganey.script.BoundScript')
            .should().accessField(System, 'out')
            .orShould().accessField(System, 'err')
            .orShould().callMethod(System, 'exit', int)
            .check(garganey)
    }

    def "no name says that a class has no job of its own"() {
        expect:
        classes().should().haveSimpleNameNotEndingWith('Manager')
            .andShould().haveSimpleNameNotEndingWith('Util')
            .andShould().haveSimpleNameNotEndingWith('Utils')
            .andShould().haveSimpleNameNotEndingWith('Helper')
            .andShould().haveSimpleNameNotEndingWith('Impl')
            .check(garganey)
    }

    def "every package says what it is for"() {
        expect:
        sources('java').collect { it.parent }.unique().findAll { !Files.exists(it.resolve('package-info.java')) }.empty
    }

    /** Comments may: a rule taken from a manual names it. */
    def "no product is named in code outside its package and the lists of products"() {
        given:
        def allowed = EXCEPTIONS.keySet()

        when:
        def offenders = sources('main').findAll { file ->
            def name = relative(file)
            !(name =~ '/dialect/(' + products().join('|') + ')/') && !(name in allowed) && namesAProduct(file.toFile().text)
        }

        then:
        offenders.collect { relative(it) } == []
    }

    def "every exception to that is still needed: #file, #reason"() {
        expect:
        namesAProduct(ROOT.resolve(file).toFile().text)

        where:
        file << EXCEPTIONS.keySet()
        reason = EXCEPTIONS[file]
    }

    static final String COMMANDS = 'shell/src/main/java/dev/garganey/shell/command'

    static final Map<String, String> EXCEPTIONS = [
        'dsl/src/main/java/dev/garganey/model/Product.java'               : 'the list of products',
        'runtime/src/main/java/dev/garganey/dialect/Dialects.java'        : 'the list of dialects',
        ("$COMMANDS/DatabaseUrl.java".toString())                         : 'the other way that people write a URL, postgres://',
        ("$COMMANDS/Workspace.java".toString())                           : 'the database of a project without settings',
        ("$COMMANDS/InitCommand.java".toString())                         : 'the settings of a new project',
        ("$COMMANDS/ExportCommand.java".toString())                       : 'an example in the help',
        ("$COMMANDS/DiffCommand.java".toString())                         : 'an example in the help',
        ("$COMMANDS/PullCommand.java".toString())                         : 'an example in the help',
        ("$COMMANDS/Sources.java".toString())                             : 'an explanation in the help',
        'shell/src/main/java/dev/garganey/shell/batch/GlobalOptions.java' : 'an explanation in the help',
    ]

    private static boolean namesAProduct(String source) {
        def code = source.replaceAll(/(?s)\/\*.*?\*\//, '').replaceAll(/(?m)\/\/.*$/, '')
        code =~ /(?i)sqlite|postgres/
    }

    private static List<String> products() {
        def folder = ROOT.resolve('runtime/src/main/java/dev/garganey/dialect').toFile()
        folder.listFiles().findAll { it.directory }*.name.sort()
    }

    private static List<Path> sources(String part) {
        def modules = ['dsl', 'runtime', 'shell'] + (part == 'main' ? [] : ['migrations-samples'])
        modules.collectMany { module ->
            def folder = ROOT.resolve("$module/src" + (part == 'main' ? '/main' : '')).toFile()
            def found = []
            folder.eachFileRecurse { if (it.name.endsWith('.java')) found << it.toPath() }
            found
        }
    }

    private static String relative(Path file) {
        ROOT.relativize(file).toString().replace('\\', '/')
    }

    /** The folder that holds the modules, from wherever the specs are started. */
    private static Path checkout() {
        def folder = Path.of('').toAbsolutePath()
        while (!Files.exists(folder.resolve('dsl/pom.xml'))) folder = folder.parent
        folder
    }

    /** Garganey's own classes that are in none of these packages. */
    private static DescribedPredicate<JavaClass> above(String[] packages) {
        def within = JavaClass.Predicates.resideInAnyPackage(packages)
        DescribedPredicate.describe("are above $packages") { JavaClass type ->
            type.packageName.startsWith('dev.garganey') && !within.test(type)
        }
    }
}
