package dev.garganey.execute;

/** Stopwatch measures how long something takes. */
record Stopwatch(long start) {
  static Stopwatch started() {
    return new Stopwatch(System.nanoTime());
  }

  long millis() {
    return (System.nanoTime() - start) / 1_000_000;
  }
}
