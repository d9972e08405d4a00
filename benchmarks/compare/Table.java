package compare;

import java.io.PrintStream;
import java.util.List;
import java.util.Locale;
import java.util.OptionalDouble;

/**
 * Table is what was measured in turn, in Markdown.
 *
 * @param base the name of the line that the others are compared with
 */
record Table(String title, String base, List<Line> lines) {
  private static final int WHY = 120;

  Table {
    lines = List.copyOf(lines);
  }

  void print(PrintStream out) {
    out.printf("| %s | Seconds | × | CPU, s | Peak, MB |%n", title);
    out.println("|---|---|---|---|---|");
    for (Line line : lines) {
      if (line.isMeasured()) {
        out.printf(
            "| %s%s | %s | %s | %s | %s |%n",
            line.name(),
            line.remark().isEmpty() ? "" : " (" + line.remark() + ")",
            line.secondsInWords(),
            ratio(line),
            number("%.2f", line.median(Sample::processorSeconds)),
            number("%.0f", line.median(Sample::peakMegabytes)));
      } else {
        String why = line.remark().substring(0, Math.min(line.remark().length(), WHY));
        out.printf("| %s | not measured: %s | | | |%n", line.name(), why.replace("|", "\\|"));
      }
    }
    out.println();
  }

  private String ratio(Line line) {
    return lines.stream()
        .filter(other -> other.name().equals(base) && other.isMeasured())
        .findFirst()
        .map(other -> String.format(Locale.ROOT, "%.2f", line.seconds() / other.seconds()))
        .orElse("");
  }

  private static String number(String format, OptionalDouble value) {
    return value.isPresent() ? String.format(Locale.ROOT, format, value.getAsDouble()) : "";
  }
}
