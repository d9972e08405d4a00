package dev.garganey.shell

import dev.garganey.shell.command.Commands
import spock.lang.Specification
import spock.lang.TempDir

import java.nio.file.Path

/** Help that says what there is, and examples that can be typed. */
class HelpSpec extends Specification {
    static final List<String> NAMES = new Commands().names().toList()

    @TempDir
    Path folder

    ShellProject project

    def setup() {
        project = new ShellProject(folder)
    }

    def "every command is there"() {
        expect:
        NAMES.containsAll(['init', 'new', 'status', 'plan', 'apply', 'rollback', 'redo', 'verify', 'history', 'baseline', 'mark', 'export',
                           'pull', 'generate', 'diff', 'drift', 'snapshot', 'adopt', 'push', 'seed', 'check'])
    }

    def "the help of #name has a description, an example and the exit codes"() {
        when:
        def exit = project.bare(*args)

        then:
        exit == 0
        project.err == ''
        project.out.contains("Usage: garganey $name")
        project.out.contains("Examples\n  garganey ")
        [0, 1, 2, 3, 4, 5, 130].every { project.out =~ /(?m)^  $it +\w/ }

        where:
        [name, form] << [NAMES, ['--help', '-h', 'help']].combinations()
        args = form == 'help' ? ['help', name] : [name, form]
    }

    def "every option of #name is in its help"() {
        given:
        project.bare(name, '--help')

        expect:
        new Commands().find(name).get().options().every { project.out.contains(it.key()) && it.description() }

        where:
        name << NAMES
    }

    def "the example can be typed: garganey #example"() {
        given: 'a project in which every example makes sense'
        project.file('garganey.groovy', "environments { prod { database 'sqlite:prod.db' } }")
        ['001_init', '002_users', '003_teams', '004_add_teams'].each {
            project.migration(it, "up { createTable('t_$it') { id() } }")
        }
        ModelExamples.prepare(project, example)
        if (example.startsWith('rollback') || example.startsWith('redo') || example =~ /drift|^pull --exclude/) project.run('apply', *(example.contains('--env prod') ? ['--env', 'prod', '--yes'] : []))
        if (example.contains('init')) project = new ShellProject(folder.resolve('empty'))
        if (example == 'baseline 001_init') project = new ShellProject(folder)

        when:
        def words = ModelExamples.words(example)
        def exit = project.run(*words.findAll { !(it in ['-C', 'shop']) })

        then:
        exit in (example.contains('--check') ? [3] : [0])
        project.err.readLines().every { it.startsWith('warning: push: drops-column') }

        where:
        example << NAMES.collectMany { new Commands().find(it).get().examples() }
    }

    def "the help of the program lists every command"() {
        expect:
        project.bare(*args) == 0
        NAMES.every { project.out =~ /(?m)^  $it +\w/ }

        where:
        args << [['--help'], ['-h'], ['help']]
    }

    def "--version is one line"() {
        expect:
        project.bare('--version') == 0
        project.out ==~ /garganey \S+\n/
    }
}
