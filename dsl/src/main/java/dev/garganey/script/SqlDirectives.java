package dev.garganey.script;

import dev.garganey.model.Suggestion;
import dev.garganey.sql.SqlToken;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.function.BiFunction;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * SqlDirectives reads what the comments at the head of a {@code .sql} migration say about it:
 * {@code -- description: …}, {@code -- transactional: false}, {@code -- requires: a, b}, {@code --
 * replaces: a, b}, {@code -- irreversible: why}, {@code -- repeatable}. All other comments are left
 * alone.
 */
final class SqlDirectives {
  private static final Pattern FORM = Pattern.compile("--\\s*([A-Za-z_]+)\\s*(?::\\s*(.*))?");
  private static final List<String> WORDS =
      List.of("description", "transactional", "requires", "replaces", "irreversible", "repeatable");

  private final BiFunction<SqlToken, String, Mistake> mistakeAt;
  private final List<Mistake> mistakes;
  private final Set<String> seen = new HashSet<>();
  private Optional<String> description = Optional.empty();
  private Optional<String> irreversible = Optional.empty();
  private List<String> requires = List.of();
  private List<String> replaces = List.of();
  private boolean transactional = true;
  private boolean repeatable;

  /**
   * @param mistakeAt makes a mistake at a token
   * @param mistakes where mistakes are gathered
   */
  SqlDirectives(BiFunction<SqlToken, String, Mistake> mistakeAt, List<Mistake> mistakes) {
    this.mistakeAt = mistakeAt;
    this.mistakes = mistakes;
  }

  /** Reads one comment of the head. */
  void read(SqlToken comment) {
    Matcher form = FORM.matcher(comment.text().strip());
    if (!form.matches()) {
      return;
    }
    String word = form.group(1).toLowerCase(Locale.ROOT);
    Optional<String> value = Optional.ofNullable(form.group(2)).map(String::strip);
    if (!WORDS.contains(word)) {
      Suggestion.nearest(word, WORDS).ifPresent(meant -> unknown(comment, form.group(1), meant));
    } else if (!seen.add(word)) {
      wrong(comment, "`-- " + word + "` is there twice");
    } else {
      take(comment, word, value.filter(text -> !text.isEmpty()));
    }
  }

  private void take(SqlToken comment, String word, Optional<String> value) {
    if (word.equals("repeatable")) {
      repeatable = true;
      value.ifPresent(text -> wrong(comment, "`-- repeatable` takes no value"));
    } else if (value.isEmpty()) {
      wrong(comment, "`-- " + word + ": …` needs a value");
    } else if (word.equals("description")) {
      description = value;
    } else if (word.equals("irreversible")) {
      irreversible = value;
    } else if (word.equals("requires")) {
      requires = ids(comment, word, value.get());
    } else if (word.equals("replaces")) {
      replaces = ids(comment, word, value.get());
    } else if (value.get().equalsIgnoreCase("true") || value.get().equalsIgnoreCase("false")) {
      transactional = value.get().equalsIgnoreCase("true");
    } else {
      wrong(comment, "`-- transactional:` is true or false, not `" + value.get() + "`");
    }
  }

  private List<String> ids(SqlToken comment, String word, String value) {
    List<String> ids = new ArrayList<>();
    for (String part : value.split(",", -1)) {
      if (part.isBlank()) {
        wrong(
            comment, "`-- " + word + ":` names an empty id; write ids with one comma between two");
      } else {
        ids.add(part.strip());
      }
    }
    return ids;
  }

  private void unknown(SqlToken comment, String word, String meant) {
    mistakes.add(
        mistakeAt
            .apply(comment, "There is no directive `" + word + "`; did you mean `" + meant + "`?")
            .withRemedy("If it is a plain comment, begin it with another word."));
  }

  private void wrong(SqlToken comment, String message) {
    mistakes.add(mistakeAt.apply(comment, message));
  }

  Optional<String> description() {
    return description;
  }

  Optional<String> irreversible() {
    return irreversible;
  }

  List<String> requires() {
    return requires;
  }

  List<String> replaces() {
    return replaces;
  }

  boolean transactional() {
    return transactional;
  }

  boolean repeatable() {
    return repeatable;
  }
}
