package dev.garganey.cache

import spock.lang.IgnoreIf
import spock.lang.Requires
import spock.lang.Specification
import spock.lang.TempDir

import java.nio.file.Files
import java.nio.file.Path
import java.nio.file.attribute.FileTime
import java.nio.file.attribute.PosixFilePermissions
import java.time.Duration
import java.time.Instant
import java.util.concurrent.Executors

/** A room keeps entries for its user alone, and nobody depends on one. */
@Requires({ Path.of('.').fileSystem.supportedFileAttributeViews().contains('unix') })
class RoomSpec extends Specification {

  static final ONE = Room.key('one')
  static final OTHER = Room.key('other')

  @TempDir
  Path folder

  Path caches

  def setup() {
    caches = folder.toRealPath().resolve('caches')
  }

  def "what was put is found, also by another process"() {
    when:
    room().put(ONE, [1, 2, 3] as byte[])

    then:
    room().find(ONE).get() == [1, 2, 3] as byte[]
    room().find(OTHER).isEmpty()

    when: 'it is put again'
    room().put(ONE, [] as byte[])

    then:
    room().find(ONE).get() == [] as byte[]
    entries().size() == 1
  }

  def "a key has another value when one of its parts has, wherever these are cut"() {
    expect:
    [Room.key('a', 'b'), Room.key('ab', ''), Room.key('', 'ab'), Room.key('ab'), Room.key('a', 'b', ''), Room.key('b', 'a')].unique(false).size() == 6
  }

  def "what is damaged, cut off, foreign or another key's is as good as none: #damage"() {
    given:
    room().put(ONE, 'content'.bytes)
    room().put(OTHER, 'another'.bytes)
    def entry = entry(ONE)

    when:
    change.call(entry)

    then:
    room().find(ONE).isEmpty()

    when: 'it is made again'
    room().put(ONE, 'content'.bytes)

    then:
    room().find(ONE).get() == 'content'.bytes

    where:
    damage                  | change
    'a byte of its content' | { Path e -> Files.writeString(e, Files.readString(e).replace('c', 'k')) }
    'a byte of its digest'  | { Path e -> Files.write(e, Files.readAllBytes(e).tap { it[3] ^= 1 }) }
    'cut off'               | { Path e -> Files.write(e, Arrays.copyOf(Files.readAllBytes(e), 66)) }
    'cut off early'         | { Path e -> Files.write(e, [1] as byte[]) }
    'empty'                 | { Path e -> Files.write(e, [] as byte[]) }
    'something longer'      | { Path e -> Files.write(e, Arrays.copyOf(Files.readAllBytes(e), 200)) }
    "another key's"         | { Path e -> Files.write(e, Files.readAllBytes(e.resolveSibling(OTHER + '.kept'))) }
    'a link'                | { Path e -> def t = e.resolveSibling('t'); Files.move(e, t); Files.createSymbolicLink(e, t) }
    'writable by others'    | { Path e -> Files.setPosixFilePermissions(e, PosixFilePermissions.fromString('rw-rw-rw-')) }
  }

  def "all that it makes is for the user alone"() {
    when:
    room().put(ONE, 'x'.bytes)

    then:
    [caches, caches.resolve('garganey'), caches.resolve('garganey/things')].every { rights(it) == 'rwx------' }
    entries().every { rights(it) == 'rw-------' }
    entries().size() == 1
  }

  def "a folder that others can write in is not used: #where #rights"() {
    given:
    room().put(ONE, 'x'.bytes)
    assert room().find(ONE).present
    Files.setPosixFilePermissions(caches.resolve(where), PosixFilePermissions.fromString(rights))

    when:
    room().put(OTHER, 'y'.bytes)

    then:
    room().find(ONE).isEmpty()
    entries().size() == 1

    where:
    where             | rights
    'garganey/things' | 'rwxrwxrwx'
    'garganey/things' | 'rwxrwx---'
    'garganey'        | 'rwx---rwx'
    ''                | 'rwxrwxrwx'
  }

  def "below a folder in which each may only remove what is his own, as /tmp is, all is well"() {
    given:
    Files.createDirectories(caches)
    Files.setAttribute(caches, 'unix:mode', 01777)

    when:
    room().put(ONE, 'x'.bytes)

    then:
    room().find(ONE).present
  }

  @Requires({ System.getProperty('user.name') == 'root' })
  def "a folder of another user is not used, nor one below another user's, nor another's entry: #where"() {
    given: 'the suite runs as root, who can give files away'
    room().put(ONE, 'x'.bytes)
    Files.setAttribute(caches.resolve(where.replace('ENTRY', "${ONE}.kept")), 'unix:uid', 54321)

    when:
    room().put(OTHER, 'y'.bytes)

    then:
    room().find(ONE).isEmpty()
    entries().size() == (where.contains('ENTRY') ? 2 : 1)

    where:
    where << ['garganey/things', 'garganey', '', 'garganey/things/ENTRY']
  }

  @Requires({ System.getProperty('user.name') == 'root' })
  def "nothing is made in another user's home"() {
    given: 'root, who works with the variables of a user'
    Files.createDirectories(caches)
    Files.setAttribute(caches, 'unix:uid', 54321)

    when:
    room().put(ONE, 'x'.bytes)

    then:
    Files.list(caches).withCloseable { it.count() } == 0
  }

  def "a link to a folder is followed once, and what it leads to must be the user's alone"() {
    given:
    def real = Files.createDirectories(folder.toRealPath().resolve('elsewhere/garganey'))
    Files.createSymbolicLink(caches, real.parent)

    when:
    room().put(ONE, 'x'.bytes)

    then:
    room().find(ONE).present

    when:
    Files.setPosixFilePermissions(real.parent, PosixFilePermissions.fromString('rwxrwxrwx'))

    then:
    room().find(ONE).isEmpty()
  }

  def "where nothing can be kept, nothing fails: #reason"() {
    given:
    Files.writeString(folder.resolve('file'), '')
    def home = UserCaches.of(variables.collectEntries { k, v -> [k, v.replace('FOLDER', folder.toRealPath().toString())] }).room('things', 10, 1000)

    when:
    home.put(ONE, 'x'.bytes)

    then:
    home.find(ONE).isEmpty()
    Files.list(folder).withCloseable { it.toList() }*.fileName*.toString() == ['file']

    where:
    reason                  | variables
    'no variable'           | [:]
    'a relative folder'     | [XDG_CACHE_HOME: 'caches']
    'a relative home'       | [HOME: 'home']
    'nothing'               | [XDG_CACHE_HOME: ' ', HOME: '']
    'a file in the place'   | [XDG_CACHE_HOME: 'FOLDER/file']
    'a file above it'       | [HOME: 'FOLDER/file/home']
    'no path'               | [XDG_CACHE_HOME: '/a\0b']
  }

  @IgnoreIf({ System.getProperty('user.name') == 'root' })
  def "a folder that cannot be written is read"() {
    given:
    room().put(ONE, 'x'.bytes)
    Files.setPosixFilePermissions(caches.resolve('garganey/things'), PosixFilePermissions.fromString('r-x------'))

    when:
    room().put(OTHER, 'y'.bytes)

    then:
    room().find(ONE).present
    room().find(OTHER).isEmpty()

    cleanup:
    Files.setPosixFilePermissions(caches.resolve('garganey/things'), PosixFilePermissions.fromString('rwx------'))
  }

  def "it stays small: what was not used for the longest time goes, by number and by size"() {
    given:
    def small = room(entries, bytes)

    when:
    200.times { n ->
      small.put(Room.key("$n"), new byte[100])
      age(Room.key("$n"), 1000 - n)
    }
    small.put(keyThatPrunes(entries), new byte[100])

    then:
    this.entries().size() <= kept
    (195..199).every { small.find(Room.key("$it")).present }
    small.find(Room.key('0')).isEmpty()

    where:
    entries | bytes   | kept
    32      | 1 << 20 | 32
    1000    | 16_400  | 100
  }

  def "what is used stays, whatever the clock said when it was put"() {
    given:
    room().put(ONE, 'x'.bytes)
    Files.setLastModifiedTime(entry(ONE), FileTime.from(Instant.now() + Duration.ofDays(shift)))

    expect:
    room().find(ONE).present
    Duration.between(Files.getLastModifiedTime(entry(ONE)).toInstant(), Instant.now()).abs() < Duration.ofMinutes(5)

    where:
    shift << [-10000, 10000]
  }

  def "what a killed process left behind goes, what one is about to put stays"() {
    given:
    def room = room(16, 1 << 20)
    room.put(ONE, 'x'.bytes)
    def left = Files.writeString(entry(ONE).resolveSibling('left.part'), '')
    def fresh = Files.writeString(entry(ONE).resolveSibling('fresh.part'), '')
    Files.setLastModifiedTime(left, FileTime.from(Instant.now() - Duration.ofDays(1)))

    when:
    room.put(keyThatPrunes(16), 'y'.bytes)

    then:
    !Files.exists(left)
    Files.exists(fresh)
  }

  def "an entry too large for the room is not kept"() {
    when:
    room(10, 1000).put(ONE, new byte[251])

    then:
    room(10, 1000).find(ONE).isEmpty()
  }

  def "threads that put and find at once see whole entries or none"() {
    given:
    def pool = Executors.newFixedThreadPool(8)
    def content = { int n -> ("$n " * 1000).bytes }

    when:
    def seen = (1..8).collect { thread ->
      pool.submit({
        def mine = room(8, 1 << 20)
        (1..100).collect { n ->
          int which = (n * thread) % 5
          mine.put(Room.key("$which"), content(which))
          mine.find(Room.key("$which")).map { it == content(which) }.orElse(true)
        }
      } as java.util.concurrent.Callable)
    }*.get().flatten()

    then:
    seen.every()
    entries().size() == 5

    cleanup:
    pool.shutdownNow()
  }

  private Room room(int entries = 100, long bytes = 1 << 20) {
    UserCaches.of([XDG_CACHE_HOME: caches.toString()]).room('things', entries, bytes)
  }

  private Path entry(String key) {
    caches.resolve("garganey/things/${key}.kept")
  }

  private List<Path> entries() {
    Files.list(caches.resolve('garganey/things')).withCloseable { it.filter { f -> f.toString().endsWith('.kept') }.toList() }
  }

  private void age(String key, long minutes) {
    if (Files.exists(entry(key))) {
      Files.setLastModifiedTime(entry(key), FileTime.from(Instant.now() - Duration.ofMinutes(minutes)))
    }
  }

  private static String keyThatPrunes(int entries) {
    (0..10_000).collect { Room.key("prunes $it") }.find { Math.floorMod(it.hashCode(), Math.max(1, entries.intdiv(16))) == 0 }
  }

  private static String rights(Path path) {
    PosixFilePermissions.toString(Files.getPosixFilePermissions(path))
  }
}
