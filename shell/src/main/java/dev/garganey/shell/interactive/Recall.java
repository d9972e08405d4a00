package dev.garganey.shell.interactive;

import java.util.Optional;
import org.jline.keymap.KeyMap;
import org.jline.reader.Binding;
import org.jline.reader.History;
import org.jline.reader.LineReader;
import org.jline.reader.Reference;
import org.jline.utils.InfoCmp.Capability;

/**
 * Recall shows, faint behind the cursor, the last line that began like what is typed, and takes it
 * with the right arrow, End or Ctrl-E, as fish and zsh do.
 */
final class Recall {
  private static final String TAKE_OR_MOVE = "take-suggestion-or-move";
  private static final String TAKE_OR_END = "take-suggestion-or-end";

  private Recall() {}

  static void install(LineReader reader) {
    reader.setAutosuggestion(LineReader.SuggestionType.HISTORY);
    reader.getWidgets().put(TAKE_OR_MOVE, () -> takeOr(reader, LineReader.FORWARD_CHAR));
    reader.getWidgets().put(TAKE_OR_END, () -> takeOr(reader, LineReader.END_OF_LINE));
    KeyMap<Binding> keys = reader.getKeyMaps().get(LineReader.MAIN);
    keys.bind(
        new Reference(TAKE_OR_MOVE),
        KeyMap.key(reader.getTerminal(), Capability.key_right),
        "\033[C");
    keys.bind(
        new Reference(TAKE_OR_END),
        KeyMap.key(reader.getTerminal(), Capability.key_end),
        KeyMap.ctrl('E'),
        "\033[F");
  }

  private static boolean takeOr(LineReader reader, String widget) {
    String typed = reader.getBuffer().toString();
    if (reader.getBuffer().cursor() == typed.length() && !typed.isBlank()) {
      Optional<String> line = last(reader.getHistory(), typed);
      if (line.isPresent()) {
        reader.getBuffer().write(line.get().substring(typed.length()));
        return true;
      }
    }
    reader.callWidget(widget);
    return true;
  }

  private static Optional<String> last(History history, String beginning) {
    for (var entries = history.reverseIterator(); entries.hasNext(); ) {
      String line = entries.next().line();
      if (line.startsWith(beginning) && line.length() > beginning.length()) {
        return Optional.of(line);
      }
    }
    return Optional.empty();
  }
}
