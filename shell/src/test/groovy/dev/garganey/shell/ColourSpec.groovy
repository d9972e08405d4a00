package dev.garganey.shell

import spock.lang.Specification
import spock.lang.TempDir

import java.nio.file.Path

/** Colours are for a terminal, and for those who want them. */
class ColourSpec extends Specification {
    static final String ESCAPE = '\u001b['

    @TempDir
    Path folder

    def "terminal #terminal, variables #variables, options #options: colours #colours"() {
        given:
        def project = new ShellProject(folder).migration('001_a', "up { createTable('a') { id() } }")
        project.terminal = terminal
        project.variables = variables

        expect:
        project.run(*(['status'] + options)) == 0
        project.out.contains(ESCAPE) == colours

        and:
        project.run(*(['plan', '--to', 'zzz'] + options)) == 2
        project.err.contains(ESCAPE) == colours

        where:
        terminal | variables         | options        || colours
        true     | [:]               | []             || true
        true     | [TERM: 'xterm']   | []             || true
        true     | [NO_COLOR: '']    | []             || true
        true     | [NO_COLOR: '1']   | []             || false
        true     | [TERM: 'dumb']    | []             || false
        true     | [:]               | ['--no-color'] || false
        false    | [:]               | []             || false
    }

    def "a dumb terminal gets no live line either"() {
        given:
        def project = new ShellProject(folder).migration('001_a', "up { createTable('a') { id() } }")
        project.terminal = true
        project.variables = [TERM: term]

        expect:
        project.run('apply') == 0
        project.err.contains(ESCAPE) == live

        where:
        term    || live
        'xterm' || true
        'dumb'  || false
    }

    def "JSON has none, terminal or not"() {
        given:
        def project = new ShellProject(folder).migration('001_a', "up { createTable('a') { id() } }")
        project.terminal = true

        expect:
        project.run('status', '--format', 'json') == 0
        !project.out.contains(ESCAPE)
        project.json()
    }
}
