package compare;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * Command is a program to start.
 *
 * @param words the program and its arguments
 * @param folder where it starts
 * @param variables what it finds in its environment besides what is there
 * @param input what it reads; empty: nothing
 */
record Command(
    List<String> words, Path folder, Map<String, String> variables, Optional<Path> input) {
  Command {
    words = List.copyOf(words);
    variables = Map.copyOf(variables);
  }

  static Command of(Path folder, List<String> words) {
    return new Command(words, folder, Map.of(), Optional.empty());
  }

  Command with(String variable, String value) {
    Map<String, String> more = new HashMap<>(variables);
    more.put(variable, value);
    return new Command(words, folder, more, input);
  }

  Command reading(Path file) {
    return new Command(words, folder, variables, Optional.of(file));
  }

  /** This command as an argument of another. */
  Command behind(List<String> other) {
    List<String> all = new ArrayList<>(other);
    all.addAll(words);
    return new Command(all, folder, variables, input);
  }

  ProcessBuilder builder() {
    ProcessBuilder builder = new ProcessBuilder(words).directory(folder.toFile());
    builder.environment().putAll(variables);
    builder.redirectInput(
        input.map(Path::toFile).map(ProcessBuilder.Redirect::from).orElse(nothing()));
    return builder;
  }

  private static ProcessBuilder.Redirect nothing() {
    return ProcessBuilder.Redirect.from(Path.of("/dev/null").toFile());
  }
}
