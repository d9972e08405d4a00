package dev.garganey.shell.interactive

import org.jline.utils.ScreenTerminal

/** The cells of a virtual screen as an SVG: text with its colours, on a dark ground, with no font but monospace. */
class ScreenPicture {

    static final double WIDTH = 8.4, HEIGHT = 18
    static final int MARGIN = 16, BASELINE = 13

    static final Map<String, String> PALETTE = [
        red: '#f38ba8', green: '#a6e3a1', yellow: '#f9e2af', blue: '#89b4fa', magenta: '#cba6f7', cyan: '#89dceb', black: '#6c7086', white: '#cdd6f4']
    static final List<String> ORDER = ['black', 'red', 'green', 'yellow', 'blue', 'magenta', 'cyan', 'white']

    /** A stretch of a line that looks the same throughout. */
    record Run(int column, String text, String look) { }

    final List<List<Run>> lines

    private ScreenPicture(List<List<Run>> lines) {
        this.lines = lines
    }

    /** What a screen shows, down to its last line with something in it; with times that are the same in each picture. */
    static ScreenPicture of(ScreenTerminal screen) {
        def cells = new long[screen.columns * screen.rows]
        int[] cursor = [0, 0]
        screen.dump(cells, cursor)
        def lines = (0..<screen.rows).collect { row ->
            runs((0..<screen.columns).collect { cells[row * screen.columns + it] })
        }
        while (lines && !lines.last()) {
            lines.removeLast()
        }
        new ScreenPicture(lines)
    }

    private static List<Run> runs(List<Long> cells) {
        def runs = []
        def text = new StringBuilder()
        String look = ''
        int start = 0
        cells.eachWithIndex { cell, column ->
            def code = ScreenTerminal.cellCodePoint(cell)
            def next = code == 0 ? ' ' : Character.toString(code)
            def looks = lookOf(cell)
            if (looks != look) {
                if (text) {
                    runs << new Run(start, text.toString(), look)
                }
                text.setLength(0)
                start = column
                look = looks
            }
            text << next
        }
        runs << new Run(start, text.toString(), look)
        while (runs && runs.last().text().blank && !runs.last().look().contains('inverse')) {
            runs.removeLast()
        }
        runs.collect { new Run(it.column(), it.text().replaceAll(/\b\d+(\.\d+)? m?s$/, '12 ms').stripTrailing() ?: it.text(), it.look()) }
    }

    private static String lookOf(long cell) {
        def looks = []
        if (ScreenTerminal.cellHasForeground(cell)) {
            looks << nearest(ScreenTerminal.cellColorRgb(ScreenTerminal.cellForeground(cell)))
        }
        if (ScreenTerminal.cellBold(cell)) {
            looks << 'bold'
        }
        if (ScreenTerminal.cellDim(cell)) {
            looks << 'dim'
        }
        if (ScreenTerminal.cellInverse(cell) || ScreenTerminal.cellHasBackground(cell)) {
            looks << 'inverse'
        }
        looks.join(' ')
    }

    /** The colour of the eight of a terminal that a value means. */
    private static String nearest(int rgb) {
        def parts = [rgb >> 16 & 255, rgb >> 8 & 255, rgb & 255]
        def most = Math.max(parts.max(), 96)
        ORDER[(0..2).sum { parts[it] > most * 0.6 ? 1 << it : 0 } as int]
    }

    String text() {
        lines.collect { line ->
            def text = new StringBuilder()
            line.each { text << ' ' * Math.max(0, it.column() - text.length()) << it.text() }
            text.toString()
        }.join('\n')
    }

    String svg(int columns) {
        def width = round(columns * WIDTH + 2 * MARGIN)
        def height = round(lines.size() * HEIGHT + 2 * MARGIN)
        def out = new StringBuilder("""\
<svg xmlns="http://www.w3.org/2000/svg" width="$width" height="$height" viewBox="0 0 $width $height" role="img" aria-label="Garganey's shell in a terminal">
<style>
text { font: 14px ui-monospace, "DejaVu Sans Mono", Menlo, Consolas, monospace; fill: #cdd6f4; white-space: pre }
.bold { font-weight: bold } .dim { opacity: 0.6 }
${PALETTE.collect { name, colour -> ".$name { fill: $colour }" }.join(' ')}
.ground { fill: #1e1e2e } .mark { fill: #45475a }
</style>
<rect class="ground" width="$width" height="$height" rx="8"/>
""")
        lines.eachWithIndex { line, row ->
            line.findAll { !it.text().blank || it.look().contains('inverse') }.each { run ->
                def lead = run.look().contains('inverse') ? 0 : run.text().length() - run.text().stripLeading().length()
                def shown = run.text().substring(lead)
                def x = round(MARGIN + (run.column() + lead) * WIDTH)
                def y = MARGIN + row * HEIGHT
                def length = round(shown.codePointCount(0, shown.length()) * WIDTH)
                def look = run.look().replace('inverse', '').strip()
                if (run.look().contains('inverse')) {
                    out << "<rect class=\"mark\" x=\"$x\" y=\"${round(y)}\" width=\"$length\" height=\"${round(HEIGHT)}\"/>\n"
                }
                out << "<text x=\"$x\" y=\"${round(y + BASELINE)}\" textLength=\"$length\" xml:space=\"preserve\"${look ? " class=\"$look\"" : ''}>${escaped(shown)}</text>\n"
            }
        }
        out << '</svg>\n'
        out.toString()
    }

    private static String round(double number) {
        String.format(Locale.ROOT, '%.1f', number).replaceFirst(/\.0$/, '')
    }

    private static String escaped(String text) {
        text.replace('&', '&amp;').replace('<', '&lt;').replace('>', '&gt;')
    }
}
