package dev.garganey.shell

import dev.garganey.testing.TestDatabase
import spock.lang.Specification
import spock.lang.TempDir

import java.nio.file.Path

/** What a run that has nothing to do loads, as the class-loading log of a JVM of its own tells. */
class NoOpSpec extends Specification {

    @TempDir
    Path folder

    def "an apply of what is applied loads no Groovy, no JSON, no JDBI and no other product's driver: #product"() {
        given:
        def database = product == 'SQLite' ? null : TestDatabase.postgresql()
        def url = database ? database.url() : "jdbc:sqlite:${folder.resolve('garganey.db')}"
        def user = database && database.user() ? ['--user', database.user()] : []
        def variables = database && database.password() ? [GARGANEY_PASSWORD: database.password()] : [:]
        def project = new ShellProject(folder)
        project.variables = variables
        project.file('garganey.groovy', "lockTimeout 60.s\n")
        project.migration('001_init', "up { createTable('users') { id(); text('name') } }")
        project.migration('002_more', "up { addColumn('users') { integer('age') } }")
        def words = ['-C', folder.toString(), '--url', url] + user

        when:
        assert project.bare(*(words + ['apply'])) == 0
        def loaded = classesLoadedBy(words + ['apply'], variables)

        then:
        loaded.contains('dev.garganey.Garganey')
        strangers.collectMany { stranger -> loaded.findAll { it.startsWith(stranger) } } == []

        cleanup:
        database?.close()

        where:
        product      | strangers
        'SQLite'     | ['groovy.', 'org.codehaus.groovy.', 'org.apache.groovy.', 'com.fasterxml.', 'org.jdbi.', 'org.postgresql.']
        'PostgreSQL' | ['groovy.', 'org.codehaus.groovy.', 'org.apache.groovy.', 'com.fasterxml.', 'org.jdbi.', 'org.sqlite.']
    }

    def "a model of words alone takes no Groovy either"() {
        given:
        def project = new ShellProject(folder)
        project.migration('001_init', "up { createTable('users') { id(); text('name') } }")
        folder.resolve('schema').toFile().mkdirs()
        project.file('schema/users.groovy', "table('users') { id(); text('name'); reference('team').nullable() }")
        project.file('schema/teams.groovy', "table('teams') { id(); text('name').notNull(); index('name') }\nseed('teams', key: 'name') { row(name: 'a') }")
        assert project.bare('-C', folder.toString(), 'apply') == 0

        when:
        def loaded = classesLoadedBy(['-C', folder.toString(), 'generate', '--dry-run', 'teams'], [:], 'teams')

        then: "but the annotations on the words, and what words may be given besides blocks"
        loaded.contains('dev.garganey.script.ModelBuilder')
        loaded.findAll { it.startsWith('org.codehaus.groovy.control.') || it.contains('GroovyScripts') }.empty
    }

    def "an apply of a script that computes loads no Groovy when another project has applied the same text"() {
        given:
        def projects = ['one', 'other'].collect { name ->
            new ShellProject(folder.resolve(name)).migration('001_init', "up { ['a', 'b'].each { n -> createTable(n) { id(); text('x') } } }\n")
        }
        def words = { ShellProject p -> ['-C', p.folder.toString(), '--url', "jdbc:sqlite:${p.folder.resolve('x.db')}", 'apply'] }

        when:
        def first = classesLoadedBy(words(projects[0]), [:], 'applied  001_init')
        def second = classesLoadedBy(words(projects[1]), [:], 'applied  001_init')

        then:
        first.any { it.startsWith('org.codehaus.groovy.control.') }
        second.findAll { it.startsWith('groovy.') || it.startsWith('org.codehaus.groovy.') || it.startsWith('org.apache.groovy.') } == [] as Set
    }

    private Set<String> classesLoadedBy(List<String> arguments, Map<String, String> variables, String outcome = 'Nothing to apply') {
        def java = Path.of(System.getProperty('java.home'), 'bin', 'java').toString()
        def log = folder.resolve('classes.log')
        def command = [java, '-Xshare:auto', '-XX:TieredStopAtLevel=1', "-Xlog:class+load:file=$log", '-cp', System.getProperty('java.class.path'), 'dev.garganey.shell.Main'] + arguments
        def builder = new ProcessBuilder(command*.toString()).redirectErrorStream(true)
        builder.environment().put('XDG_CACHE_HOME', folder.resolve('caches').toString())
        builder.environment().putAll(variables)
        def process = builder.start()
        def output = process.inputStream.text
        assert process.waitFor() == 0: output
        assert output.contains(outcome)
        log.toFile().readLines().findResults { (it =~ /\] ([\w.$]+) source:/).with { it ? it[0][1] : null } } as Set
    }
}
