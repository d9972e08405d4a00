package dev.garganey.script;

import dev.garganey.model.Product;
import dev.garganey.model.Suggestion;
import dev.garganey.operation.Migration;
import dev.garganey.operation.RawSql;
import dev.garganey.operation.SourcePosition;
import dev.garganey.operation.Step;
import dev.garganey.sql.SqlMistake;
import dev.garganey.sql.SqlPart;
import dev.garganey.sql.SqlSplitter;
import dev.garganey.sql.SqlSyntax;
import dev.garganey.sql.SqlToken;
import dev.garganey.sql.SqlToken.Kind;
import dev.garganey.sql.SqlTokenizer;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

/**
 * SqlMigrationReader reads a plain {@code .sql} migration: statements that end with semicolons, a
 * line {@code -- down} before those that undo it, and directives in the comments at its head.
 */
public final class SqlMigrationReader {
  private final MigrationFile file;
  private final String source;
  private final SqlSyntax syntax;
  private final List<Mistake> mistakes = new ArrayList<>();

  private SqlMigrationReader(MigrationFile file, String source, Product product) {
    this.file = file;
    this.source = source;
    this.syntax = product.syntax();
  }

  /**
   * The migration that a file holds.
   *
   * @param source the file's text
   * @param product whose rules say where a statement ends
   * @throws ScriptMistakes if it holds no statement, or what cannot be read
   */
  public static Migration read(MigrationFile file, String source, Product product) {
    return new SqlMigrationReader(file, source, product).read();
  }

  private Migration read() {
    List<SqlToken> tokens;
    try {
      tokens = SqlTokenizer.tokenize(source, syntax);
    } catch (SqlMistake e) {
      throw new ScriptMistakes(List.of(mistake(e.line(), e.column(), sentence(e.getMessage()))));
    }
    SqlDirectives directives =
        new SqlDirectives((token, text) -> mistake(token.line(), token.column(), text), mistakes);
    tokens.stream()
        .takeWhile(t -> t.kind() == Kind.COMMENT && !isDown(t))
        .forEach(directives::read);
    Optional<SqlToken> down = down(tokens);
    List<Step> up =
        steps(source.substring(0, down.map(SqlToken::start).orElse(source.length())), 0);
    Optional<List<Step>> back =
        down.map(line -> steps(source.substring(line.end()), line.line() - 1));
    check(up, down, back, directives);
    if (!mistakes.isEmpty()) {
      throw new ScriptMistakes(mistakes);
    }
    return new Migration(
        file.id(),
        file.shownPath(),
        file.checksum(),
        directives.description(),
        up,
        back,
        directives.transactional(),
        directives.repeatable(),
        directives.requires(),
        directives.replaces(),
        directives.irreversible());
  }

  private void check(
      List<Step> up, Optional<SqlToken> down, Optional<List<Step>> back, SqlDirectives head) {
    if (up.isEmpty()) {
      mistakes.add(
          new Mistake(
              new SourcePosition(file.shownPath(), 0, 0),
              Optional.empty(),
              "There is no statement in this migration"
                  + down.map(d -> " before `-- down`").orElse(""),
              Optional.of("Write the statements that apply it, or delete the file.")));
    }
    down.filter(line -> back.get().isEmpty())
        .ifPresent(
            line ->
                mistakes.add(
                    mistake(line.line(), line.column(), "There is no statement after `-- down`")
                        .withRemedy("Write the statements that undo it, or remove the line.")));
    if (head.repeatable() && !head.replaces().isEmpty()) {
      mistakes.add(
          new Mistake(
              new SourcePosition(file.shownPath(), 0, 0),
              Optional.empty(),
              "This migration is repeatable and replaces others, which were applied once",
              Optional.of("Keep one of the two directives.")));
    }
    down.filter(line -> head.irreversible().isPresent())
        .ifPresent(
            line ->
                mistakes.add(
                    mistake(
                        line.line(),
                        line.column(),
                        "This migration is `irreversible`, and yet it says how to undo it")));
  }

  /** The line that separates up from down. */
  private Optional<SqlToken> down(List<SqlToken> tokens) {
    Optional<SqlToken> found = Optional.empty();
    for (SqlToken token : tokens) {
      if (!isAlone(token)) {
        continue;
      }
      if (!isDown(token)) {
        suspect(token);
      } else if (found.isPresent()) {
        mistakes.add(
            mistake(
                token.line(),
                token.column(),
                "`-- down` is there twice; the first is in line " + found.get().line()));
      } else {
        found = Optional.of(token);
      }
    }
    return found;
  }

  private boolean isDown(SqlToken token) {
    return isAlone(token) && word(token).equalsIgnoreCase("down");
  }

  /** A slip in {@code -- down} would run what undoes a migration as part of it. */
  private void suspect(SqlToken comment) {
    String word = word(comment);
    if (word.length() > 3 && Suggestion.nearest(word, List.of("down")).isPresent()) {
      mistakes.add(
          mistake(
                  comment.line(),
                  comment.column(),
                  "`-- " + word + "` separates nothing; did you mean `-- down`?")
              .withRemedy("If it is a plain comment, use more words."));
    }
  }

  private static String word(SqlToken comment) {
    return comment.text().substring(2).strip();
  }

  /** Whether it is a line comment with nothing but white space before it. */
  private boolean isAlone(SqlToken token) {
    if (token.kind() != Kind.COMMENT || !token.text().startsWith("--")) {
      return false;
    }
    int lineStart = source.lastIndexOf('\n', token.start()) + 1;
    return source.substring(lineStart, token.start()).replace("\uFEFF", "").isBlank();
  }

  private List<Step> steps(String text, int linesBefore) {
    return SqlSplitter.split(text, syntax).stream().map(part -> step(part, linesBefore)).toList();
  }

  private Step step(SqlPart part, int linesBefore) {
    List<SqlToken> tokens =
        SqlTokenizer.tokenize(part.text(), syntax).stream()
            .filter(token -> token.kind() != Kind.COMMENT)
            .toList();
    SqlToken first = tokens.get(0);
    SqlToken last = tokens.get(tokens.size() - 1);
    int column = first.line() == 1 ? part.column() + first.column() - 1 : first.column();
    SourcePosition at =
        new SourcePosition(file.shownPath(), linesBefore + part.line() + first.line() - 1, column);
    String statement = part.text().substring(first.start(), last.end());
    return Step.of(
        new RawSql(statement, Optional.empty(), SqlStatements.touchesSchema(statement, syntax)),
        at);
  }

  private static String sentence(String message) {
    return message.substring(0, 1).toUpperCase(Locale.ROOT) + message.substring(1);
  }

  private Mistake mistake(int line, int column, String message) {
    return Mistake.in(source, new SourcePosition(file.shownPath(), line, column), message);
  }
}
