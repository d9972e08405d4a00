package compare;

import java.util.List;
import java.util.Locale;
import java.util.OptionalDouble;
import java.util.function.Function;
import java.util.stream.DoubleStream;

/**
 * Line is what came of a lane.
 *
 * @param samples none where it was not measured
 * @param remark why not, or what is to be known about it; mostly empty
 */
record Line(String name, List<Sample> samples, String remark) {
  Line {
    samples = List.copyOf(samples);
  }

  boolean isMeasured() {
    return !samples.isEmpty();
  }

  double seconds() {
    return median(samples.stream().mapToDouble(Sample::seconds));
  }

  /** Median, least and most. */
  String secondsInWords() {
    return String.format(
        Locale.ROOT,
        "%.3f (%.3f to %.3f)",
        seconds(),
        samples.stream().mapToDouble(Sample::seconds).min().orElseThrow(),
        samples.stream().mapToDouble(Sample::seconds).max().orElseThrow());
  }

  /** The median of what may not have been measured. */
  OptionalDouble median(Function<Sample, OptionalDouble> part) {
    if (samples.stream().map(part).anyMatch(OptionalDouble::isEmpty)) {
      return OptionalDouble.empty();
    }
    return OptionalDouble.of(
        median(samples.stream().mapToDouble(sample -> part.apply(sample).getAsDouble())));
  }

  private static double median(DoubleStream values) {
    double[] sorted = values.sorted().toArray();
    int half = sorted.length / 2;
    return sorted.length % 2 == 1 ? sorted[half] : (sorted[half - 1] + sorted[half]) / 2;
  }
}
