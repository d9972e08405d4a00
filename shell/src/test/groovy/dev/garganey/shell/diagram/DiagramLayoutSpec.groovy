package dev.garganey.shell.diagram

import dev.garganey.model.Column
import dev.garganey.model.ColumnType
import dev.garganey.model.Constraint
import dev.garganey.model.ObjectName
import dev.garganey.model.Schema
import dev.garganey.model.Table
import dev.garganey.shell.diagram.Diagram.Point
import dev.garganey.shell.diagram.Diagram.Wire
import dev.garganey.shell.report.Page
import java.nio.charset.StandardCharsets
import spock.lang.Specification

/** What holds of every diagram, whatever refers to whatever; the seeds of the charts are in the names. */
class DiagramLayoutSpec extends Specification {
    private static final long FIRST = System.getenv('CI') ? 1 : Long.getLong('garganey.seed', System.nanoTime() % 1_000_000)

    def "boxes keep apart, wires end at their boxes, go through none and never run over each other: seed #seed"() {
        given:
        def random = new Random(seed)
        def chart = chart(random)
        def room = [40, 80, 200][random.nextInt(3)]

        when:
        def diagram = DiagramLayout.of(chart, room)

        then: 'boxes keep apart'
        def boxes = diagram.boxes()
        (0..<boxes.size()).every { i -> (0..<i).every { j -> apart(boxes[i], boxes[j]) } }

        and: 'wires go from the child to the parent'
        diagram.wires().size() == chart.links().size()
        diagram.wires().every { onBorder(it.childEnd(), boxes[it.link().child()]) && onBorder(it.parentEnd(), boxes[it.link().parent()]) }

        and: 'upright or level'
        diagram.wires().every { w -> w.points().collate(2, 1, false).every { a, b -> a.x() == b.x() || a.y() == b.y() } }

        and: 'through no box'
        diagram.wires().every { w ->
            def places = places(w)
            places.remove(w.childEnd())
            places.remove(w.parentEnd())
            boxes.every { b -> places.keySet().every { !within(it, b) } }
        }

        and: 'not over those of another net'
        def taken = [:]
        diagram.wires().every { w ->
            places(w).every { point, level ->
                [level == 'corner' ? ['level', 'upright'] : [level]].flatten().every { way ->
                    def net = taken.putIfAbsent([point, way], w.net())
                    net == null || net == w.net()
                }
            }
        }

        and: 'and it is the same each time'
        DiagramLayout.of(chart, room) == diagram

        where:
        seed << (FIRST..<FIRST + 150)
    }

    def "a drawing is no wider than its page where no box is: seed #seed"() {
        given:
        def random = new Random(seed)
        def chart = chart(random, 12)
        def bytes = new ByteArrayOutputStream()
        def widest = chart.cards()*.width().max() ?: 0

        when:
        new TextDrawing(chart, random.nextBoolean(), false).write(new Page(new PrintStream(bytes, true, StandardCharsets.UTF_8), false, 100, false))

        then:
        bytes.toString(StandardCharsets.UTF_8).readLines()*.size().max() <= Math.max(100, widest)

        where:
        seed << (FIRST..<FIRST + 60)
    }

    private static boolean apart(a, b) {
        a.x() + a.width() < b.x() || b.x() + b.width() < a.x() || a.bottom() < b.y() || b.bottom() < a.y()
    }

    private static boolean within(Point p, b) {
        p.x() >= b.x() && p.x() < b.x() + b.width() && p.y() >= b.y() && p.y() <= b.bottom()
    }

    private static boolean onBorder(Point p, b) {
        p.x() > b.x() && p.x() < b.x() + b.width() - 1 && (p.y() == b.y() || p.y() == b.bottom())
    }

    /** The places of a wire, and how it goes there. */
    private static Map<Point, String> places(Wire wire) {
        def places = [:]
        wire.points().collate(2, 1, false).each { a, b ->
            (Math.min(a.x(), b.x())..Math.max(a.x(), b.x())).each { x ->
                (Math.min(a.y(), b.y())..Math.max(a.y(), b.y())).each { y ->
                    places[new Point(x, y)] = a.y() == b.y() ? 'level' : 'upright'
                }
            }
        }
        wire.points()[1..-2].each { if (wire.points().size() > 2) places[it] = 'corner' }
        places
    }

    /** Tables that refer to each other at random, in circles too. */
    private static Chart chart(Random random, int most = 25) {
        def count = 1 + random.nextInt(most)
        def names = (0..<count).collect { ObjectName.of('t' + it + '_' * random.nextInt(12)) }
        def schema = Schema.EMPTY
        names.eachWithIndex { name, i ->
            def parents = (0..<random.nextInt(4)).collect { random.nextInt(5) == 0 ? random.nextInt(count) : random.nextInt(i + 1) }.unique()
            def columns = [Column.of('id', new ColumnType.BigInt())] + parents.collect { Column.of("p$it" as String, new ColumnType.BigInt()) }
            def keys = parents.collect {
                Constraint.ForeignKey.of("k$it" as String, ["p$it" as String], names[it], ['id'])
            }
            schema = schema.with(new Table(name, columns, keys, [], [], [:], Optional.empty()))
        }
        Chart.of(schema, schema.tables() as List, Detail.KEYS)
    }
}
