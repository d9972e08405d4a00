package dev.garganey.execute;

/** Stopwatch measures how long something takes. */
record Stopwatch(long start) {
  static Stopwatch started() {
    return new Stopwatch(System.nanoTime());
  }

  /** By how many milliseconds this was started after another. */
  long after(Stopwatch other) {
    return (start - other.start) / 1_000_000;
  }

  long millis() {
    return (System.nanoTime() - start) / 1_000_000;
  }
}
