package dev.garganey.cache

import spock.lang.Specification
import spock.lang.TempDir

import java.nio.file.Files
import java.nio.file.Path
import java.nio.file.attribute.FileTime
import java.util.jar.JarEntry
import java.util.jar.JarOutputStream

/** Another build has another fingerprint, whatever its size and time. */
class FingerprintSpec extends Specification {

  @TempDir
  Path folder

  def "of a jar: the content of an entry, though size and time are the same"() {
    given:
    def one = jar('one.jar', [A: 'aaaa', B: 'b'])
    def same = jar('same.jar', [A: 'aaaa', B: 'b'])
    def other = jar('other.jar', [A: 'aaab', B: 'b'])

    expect:
    Files.size(one) == Files.size(other)
    Fingerprint.of(one) == Fingerprint.of(same)
    Fingerprint.of(one) != Fingerprint.of(other)

    when: 'the time alone'
    Files.setLastModifiedTime(same, FileTime.fromMillis(2_000_000))

    then:
    Fingerprint.of(one) != Fingerprint.of(same)
  }

  def "of a folder of classes: #change"() {
    given:
    def classes = Files.createDirectories(folder.resolve('classes/a'))
    def a = Files.writeString(classes.resolve('A.class'), 'aaaa')
    def b = Files.writeString(classes.resolve('B.class'), 'bbbb')
    [a, b].each { Files.setLastModifiedTime(it, FileTime.fromMillis(1_000_000)) }
    def before = Fingerprint.of(folder.resolve('classes'))
    assert Fingerprint.of(folder.resolve('classes')) == before

    when:
    does.call(a, b)

    then:
    Fingerprint.of(folder.resolve('classes')) != before

    where:
    change                       | does
    'compiled anew'              | { Path x, Path y -> Files.setLastModifiedTime(x, FileTime.fromMillis(1_000_001)) }
    'another length'             | { Path x, Path y -> Files.writeString(x, 'aaa'); Files.setLastModifiedTime(x, FileTime.fromMillis(1_000_000)) }
    'one more'                   | { Path x, Path y -> Files.writeString(x.resolveSibling('C.class'), '') }
    'one less'                   | { Path x, Path y -> Files.delete(y) }
    'another name'               | { Path x, Path y -> Files.move(y, y.resolveSibling('C.class')) }
    'the times of two exchanged' | { Path x, Path y -> [x, y].eachWithIndex { f, i -> Files.setLastModifiedTime(f, FileTime.fromMillis(999_999 + 2 * i)) } }
  }

  def "of a class: that of where it comes from; of a class of Java: none"() {
    expect:
    Fingerprint.of(Fingerprint).present
    Fingerprint.of(String).isEmpty()
    Fingerprint.ofJarWith('groovy/lang/GroovyObject.class', Fingerprint.classLoader).present
    Fingerprint.ofJarWith('no/such/Thing.class', Fingerprint.classLoader).isEmpty()
  }

  private Path jar(String name, Map<String, String> entries) {
    def jar = folder.resolve(name)
    new JarOutputStream(Files.newOutputStream(jar)).withCloseable { out ->
      entries.each { entry, text ->
        def one = new JarEntry(entry)
        one.time = 1_000_000_000_000L
        out.putNextEntry(one)
        out.write(text.bytes)
        out.closeEntry()
      }
    }
    Files.setLastModifiedTime(jar, FileTime.fromMillis(1_000_000))
    jar
  }
}
