package compare;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/**
 * Jvm is a way to start Java.
 *
 * @param remark what is said of it behind the name of what runs; empty: nothing
 */
record Jvm(String java, List<String> flags, String remark) {
  /** What Garganey's launcher says as well, besides its archive. */
  private static final List<String> FOR_SHORT_RUNS =
      List.of("-XX:TieredStopAtLevel=1", "-XX:+UseSerialGC", "-XX:-UsePerfData", "-Xlog:disable");

  Jvm {
    flags = List.copyOf(flags);
  }

  /** Without options. */
  static Jvm plain(String java) {
    return new Jvm(java, List.of(), "");
  }

  /** With the options that suit short runs. */
  static Jvm tuned(String java) {
    return new Jvm(java, FOR_SHORT_RUNS, ", JVM flags");
  }

  Jvm with(List<String> more, String remark) {
    List<String> all = new ArrayList<>(flags);
    all.addAll(more);
    return new Jvm(java, all, remark);
  }

  Command command(Path folder, String classPath, String main, List<String> arguments) {
    List<String> words = new ArrayList<>(List.of(java));
    words.addAll(flags);
    words.addAll(List.of("-cp", classPath, main));
    words.addAll(arguments);
    return Command.of(folder, words);
  }
}
