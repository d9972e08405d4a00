package dev.garganey.shell

import spock.lang.Specification
import spock.lang.TempDir

import java.nio.file.Files
import java.nio.file.Path
import java.nio.file.attribute.FileTime
import java.nio.file.attribute.PosixFilePermissions

/** What a folder of migrations makes is kept by what stands in its files, for the user alone. */
class SnapshotCacheSpec extends Specification {

    @TempDir
    Path folder

    ShellProject project

    def setup() {
        project = new ShellProject(folder.resolve('project'))
        project.variables = [XDG_CACHE_HOME: folder.resolve('cache').toString()]
        project.migration('001_a', "up { createTable('a') { id(); text('name') } }")
    }

    def "the same files find what was kept, in another branch as well"() {
        given:
        assert project.run('snapshot') == 0
        def first = project.out
        def entry = entries()[0]
        def file = Files.getAttribute(entry, 'unix:ino')
        Files.setLastModifiedTime(entry, FileTime.fromMillis(1_000_000))

        when: 'a branch adds a migration, and the next one has not got it'
        project.migration('002_b', "up { createTable('b') { id() } }")
        project.run('snapshot')
        def other = project.out
        Files.delete(project.folder.resolve('migrations/002_b.groovy'))
        project.run('snapshot')

        then: 'each has its own, and the first one was read, not made again'
        other != first
        project.out == first
        entries().size() == 2
        Files.getAttribute(entry, 'unix:ino') == file
        Files.getLastModifiedTime(entry).toMillis() > 1_000_000
    }

    def "nobody else may read it, and the project has no file of it"() {
        when:
        project.run('snapshot')

        then:
        PosixFilePermissions.toString(Files.getPosixFilePermissions(entries()[0])) == 'rw-------'
        PosixFilePermissions.toString(Files.getPosixFilePermissions(entries()[0].parent)) == 'rwx------'
        project.folder.toFile().listFiles()*.name == ['migrations']
    }

    def "a damaged entry, or one of other files, is made again"() {
        given:
        project.run('snapshot')
        def right = project.out
        def entry = entries()[0]
        def kept = Files.readString(entry)

        when:
        Files.writeString(entry, kept.replace('"a"', '"z"'))
        project.run('snapshot')

        then:
        project.out == right
        Files.readString(entry) == kept

        when: 'under the name of other files'
        project.migration('002_b', "up { createTable('b') { id() } }")
        project.run('snapshot')
        def both = project.out
        Files.writeString(entries().find { it != entry }, kept)
        project.run('snapshot')

        then:
        project.out == both
    }

    def "where it cannot be kept, nothing is lost: #variables"() {
        given:
        project.file('../file', '')
        project.variables = variables.collectEntries { name, value -> [name, value.replace('FOLDER', folder.toString())] }

        expect:
        project.run('snapshot') == 0
        project.out.contains('garganey-schema')

        where:
        variables << [[:], [HOME: 'relative'], [XDG_CACHE_HOME: 'FOLDER/file'], [HOME: 'FOLDER/file']]
    }

    def "what a script computes of its own text is kept as well"() {
        given:
        project.migration('001_a', "up { ['a', 'b'].each { name -> createTable(name) { id() } } }")

        expect:
        project.run('snapshot') == 0
        entries().size() == 1
    }

    def "what a script takes from elsewhere is not kept: #script"() {
        given:
        project.migration('001_a', script)
        project.variables += [NAME: 'notes']

        expect:
        project.run('snapshot') == 0
        entries().isEmpty()

        where:
        script << [
            "up { createTable('t' + System.nanoTime().toString()) { id() } }",
            "up { createTable(env('NAME')) { id() } }",
        ]
    }

    private List<Path> entries() {
        def home = folder.resolve('cache/garganey/schemas')
        Files.isDirectory(home) ? Files.list(home).withCloseable { it.sorted().toList() } : []
    }
}
