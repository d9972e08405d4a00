package dev.garganey.shell.interactive;

import dev.garganey.script.ScriptToken;
import dev.garganey.script.ScriptTokenizer;
import dev.garganey.sql.SqlMistake;
import dev.garganey.sql.SqlSyntax;
import dev.garganey.sql.SqlToken;
import dev.garganey.sql.SqlTokenizer;
import java.util.Collection;
import java.util.List;
import java.util.Set;
import java.util.function.Predicate;
import org.jline.reader.Highlighter;
import org.jline.reader.LineReader;
import org.jline.utils.AttributedString;
import org.jline.utils.AttributedStringBuilder;
import org.jline.utils.AttributedStyle;

/** Painter colours what is typed, while it is typed. */
final class Painter implements Highlighter {
  private static final AttributedStyle COMMAND = AttributedStyle.BOLD;
  private static final AttributedStyle KEYWORD =
      AttributedStyle.BOLD.foreground(AttributedStyle.CYAN);
  private static final AttributedStyle WORD =
      AttributedStyle.DEFAULT.foreground(AttributedStyle.CYAN);
  private static final AttributedStyle STRING =
      AttributedStyle.DEFAULT.foreground(AttributedStyle.GREEN);
  private static final AttributedStyle NUMBER =
      AttributedStyle.DEFAULT.foreground(AttributedStyle.YELLOW);
  private static final AttributedStyle FAINT = AttributedStyle.DEFAULT.faint();

  private final SqlSyntax syntax;
  private final Set<String> commands;
  private final Predicate<String> language;

  /**
   * A painter.
   *
   * @param language whether a word is one of the language in which migrations are written
   */
  Painter(SqlSyntax syntax, Collection<String> commands, Predicate<String> language) {
    this.syntax = syntax;
    this.commands = Set.copyOf(commands);
    this.language = language;
  }

  @Override
  public AttributedString highlight(LineReader reader, String buffer) {
    return paint(buffer);
  }

  AttributedString paint(String text) {
    String first = text.strip().split("[\\s(;]+", 2)[0];
    AttributedStringBuilder painted = new AttributedStringBuilder();
    if (commands.contains(first) && !text.stripTrailing().endsWith(";")) {
      int start = text.indexOf(first);
      painted.append(text.substring(0, start));
      painted.styled(COMMAND, first);
      painted.append(text.substring(start + first.length()));
      return painted.toAttributedString();
    }
    return EntryReader.beginsSql(text) ? sql(text) : script(text);
  }

  private AttributedString script(String text) {
    AttributedStringBuilder painted = new AttributedStringBuilder();
    int done = 0;
    for (ScriptToken token : ScriptTokenizer.tokenize(text)) {
      painted.append(text.substring(done, token.start()));
      painted.styled(style(token, token.end() < text.length()), token.text());
      done = token.end();
    }
    return painted.append(text.substring(done)).toAttributedString();
  }

  /**
   * How a token looks.
   *
   * @param whole whether it is not the one that is being typed: the first letters of a command do
   *     not wait until all words of the language have been read
   */
  private AttributedStyle style(ScriptToken token, boolean whole) {
    return switch (token.kind()) {
      case STRING -> STRING;
      case NUMBER -> NUMBER;
      case COMMENT -> FAINT;
      case WORD ->
          whole && language.test(token.text())
              ? WORD
              : token.isKeyword() ? KEYWORD : AttributedStyle.DEFAULT;
      case SYMBOL, NEW_LINE -> AttributedStyle.DEFAULT;
    };
  }

  private AttributedString sql(String text) {
    AttributedStringBuilder painted = new AttributedStringBuilder();
    int done = 0;
    for (SqlToken token : tokens(text)) {
      painted.append(text.substring(done, token.start()));
      painted.styled(style(token), text.substring(token.start(), token.end()));
      done = token.end();
    }
    boolean openString = done == 0 && !text.isEmpty();
    painted.append(text.substring(done));
    return openString ? new AttributedString(text) : painted.toAttributedString();
  }

  /** The tokens; of a text with an open string those before it. */
  private List<SqlToken> tokens(String text) {
    try {
      return SqlTokenizer.tokenize(text, syntax);
    } catch (SqlMistake open) {
      int quote = Math.max(text.lastIndexOf('\''), text.lastIndexOf('"'));
      if (quote <= 0) {
        return List.of();
      }
      try {
        return SqlTokenizer.tokenize(text.substring(0, quote), syntax);
      } catch (SqlMistake stillOpen) {
        return List.of();
      }
    }
  }

  private static AttributedStyle style(SqlToken token) {
    return switch (token.kind()) {
      case STRING -> STRING;
      case NUMBER -> NUMBER;
      case COMMENT -> FAINT;
      case WORD ->
          SqlWords.KEYWORDS.contains(token.lower()) || EntryReader.SQL.contains(token.lower())
              ? KEYWORD
              : AttributedStyle.DEFAULT;
      case QUOTED_NAME, SYMBOL, PARAMETER -> AttributedStyle.DEFAULT;
    };
  }
}
