package dev.garganey.shell.interactive;

import dev.garganey.shell.command.UsageMistake;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/**
 * CommandLineWords cuts a line into words, by the rules of the shell that everybody knows: blanks
 * part them, quotes keep them together, a backslash takes the next character as it is. What follows
 * {@code >}, {@code >>} or {@code |} says where the result goes.
 */
final class CommandLineWords {
  private final String line;
  private final List<String> words = new ArrayList<>();
  private Destination destination = Destination.SCREEN;
  private int at;

  private CommandLineWords(String line) {
    this.line = line;
  }

  /**
   * The words of a line, and where its result goes.
   *
   * @throws Incomplete if a quote is not closed
   */
  static Entry.Words read(String line) {
    CommandLineWords reading = new CommandLineWords(line);
    reading.read();
    return new Entry.Words(reading.words, reading.destination);
  }

  private void read() {
    while (skipBlanks()) {
      char c = line.charAt(at);
      if (c == '|') {
        destination = new Destination.ToProgram(rest(at + 1, "|"));
        return;
      } else if (c == '>') {
        boolean append = line.startsWith(">>", at);
        at += append ? 2 : 1;
        if (!skipBlanks()) {
          throw new UsageMistake((append ? ">>" : ">") + " wants the name of a file behind it");
        }
        destination = new Destination.ToFile(Path.of(word()), append);
        if (skipBlanks()) {
          throw new UsageMistake(
              "Nothing can follow the file behind >: `" + line.substring(at) + "`");
        }
        return;
      }
      words.add(word());
    }
  }

  private String rest(int from, String sign) {
    String command = line.substring(from).strip();
    if (command.isEmpty()) {
      throw new UsageMistake(sign + " wants a program behind it");
    }
    return command;
  }

  private boolean skipBlanks() {
    while (at < line.length() && Character.isWhitespace(line.charAt(at))) {
      at++;
    }
    return at < line.length();
  }

  private String word() {
    StringBuilder word = new StringBuilder();
    while (at < line.length() && !Character.isWhitespace(line.charAt(at))) {
      char c = line.charAt(at++);
      if (c == '\'' || c == '"') {
        quoted(c, word);
      } else if (c == '\\' && at < line.length()) {
        word.append(line.charAt(at++));
      } else {
        word.append(c);
      }
    }
    return word.toString();
  }

  private void quoted(char quote, StringBuilder word) {
    while (at < line.length()) {
      char c = line.charAt(at++);
      if (c == quote) {
        return;
      }
      if (quote == '"' && c == '\\' && at < line.length()) {
        c = line.charAt(at++);
      }
      word.append(c);
    }
    throw new Incomplete("the closing " + quote);
  }
}
