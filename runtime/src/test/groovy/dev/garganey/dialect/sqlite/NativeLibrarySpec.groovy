package dev.garganey.dialect.sqlite

import java.nio.file.Files
import java.nio.file.Path
import org.sqlite.SQLiteJDBCLoader
import org.sqlite.util.LibraryLoaderUtil
import spock.lang.Specification
import spock.lang.TempDir
import spock.util.environment.RestoreSystemProperties

@RestoreSystemProperties
class NativeLibrarySpec extends Specification {
    @TempDir
    Path folder

    def setup() {
        System.clearProperty('org.sqlite.lib.path')
        System.clearProperty('org.sqlite.lib.name')
    }

    def "the library is unpacked into the folder that is named, whole, and the driver is told"() {
        given:
        System.setProperty('garganey.native', folder.resolve('native').toString())

        when:
        NativeLibrary.provide()

        then:
        folder.resolve('native').toFile().list().toList() == [System.getProperty('org.sqlite.lib.name')]
        told().bytes == inside()
    }

    def "one that is there is taken as it is, and nothing is left beside it"() {
        given:
        System.setProperty('garganey.native', folder.toString())
        NativeLibrary.provide()
        def unpacked = told().lastModified()
        System.clearProperty('org.sqlite.lib.path')

        when:
        NativeLibrary.provide()

        then:
        told().lastModified() == unpacked
        folder.toFile().list().size() == 1
    }

    def "where no folder is named the driver is left alone"() {
        given:
        System.clearProperty('garganey.native')

        when:
        NativeLibrary.provide()

        then:
        System.getProperty('org.sqlite.lib.path') == null
    }

    def "where no file can be made the driver is left alone"() {
        given:
        def taken = Files.writeString(folder.resolve('taken'), 'a file')
        System.setProperty('garganey.native', taken.resolve('native').toString())

        when:
        NativeLibrary.provide()

        then:
        System.getProperty('org.sqlite.lib.path') == null
    }

    def "who tells the driver of another library keeps it"() {
        given:
        System.setProperty('garganey.native', folder.toString())
        System.setProperty('org.sqlite.lib.path', '/opt/sqlite')

        when:
        NativeLibrary.provide()

        then:
        System.getProperty('org.sqlite.lib.path') == '/opt/sqlite'
        folder.toFile().list().size() == 0
    }

    private static File told() {
        new File(System.getProperty('org.sqlite.lib.path'), System.getProperty('org.sqlite.lib.name'))
    }

    private static byte[] inside() {
        SQLiteJDBCLoader.getResourceAsStream(
            "${LibraryLoaderUtil.nativeLibResourcePath}/${LibraryLoaderUtil.nativeLibName}").bytes
    }
}
