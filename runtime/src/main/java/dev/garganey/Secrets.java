package dev.garganey;

import com.fasterxml.jackson.core.io.JsonStringEncoder;
import dev.garganey.dialect.ConnectionTarget;
import dev.garganey.dialect.LockNotObtained;
import dev.garganey.execute.DatabaseUnavailable;
import dev.garganey.execute.ExecutionEvent;
import dev.garganey.execute.Refused;
import dev.garganey.execute.StatementFailed;
import dev.garganey.script.Mistake;
import dev.garganey.script.ScriptMistakes;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentSkipListSet;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/**
 * Secrets are the texts that scripts took from variables which hold passwords and the like. They go
 * to the database, but are neither shown nor kept in history.
 */
final class Secrets {
  private static final Pattern NAME =
      Pattern.compile(
          "(?i).*(?:PASSWORD|PASSWD|PASSPHRASE|SECRET|TOKEN|CREDENTIAL).*|(?:.*_)?(?:KEY|PWD)(?:_.*)?");

  /** A shorter text says nothing, and would be found everywhere. */
  private static final int SHORTEST = 4;

  private static final String MASK = "***";

  private final Configuration configuration;

  /** The longest first, for one may be part of another. */
  private final Set<String> texts = new ConcurrentSkipListSet<>(Secrets::longestFirst);

  Secrets(Configuration configuration) {
    this.configuration = configuration;
  }

  private static int longestFirst(String one, String other) {
    int byLength = Integer.compare(other.length(), one.length());
    return byLength != 0 ? byLength : one.compareTo(other);
  }

  /** The variable for a script; if it holds a secret, that is known from now on. */
  Optional<String> variable(String name) {
    Optional<String> value = Optional.ofNullable(configuration.environment().get(name));
    value.ifPresent(
        text -> {
          if (NAME.matcher(name).matches() && text.length() >= SHORTEST) {
            learn(text);
          }
          passwords().filter(text::contains).forEach(this::learn);
        });
    return value;
  }

  private Stream<String> passwords() {
    return Stream.of(
            configuration.target().password(),
            configuration.target().scratch().flatMap(ConnectionTarget::password),
            Optional.ofNullable(configuration.environment().get("GARGANEY_PASSWORD")))
        .flatMap(Optional::stream)
        .filter(p -> !p.isBlank());
  }

  /** The text as it may stand in SQL, and in JSON. */
  private void learn(String text) {
    String inSql = text.replace("'", "''");
    for (String form : List.of(text, inSql)) {
      texts.add(form);
      texts.add(new String(JsonStringEncoder.getInstance().quoteAsString(form)));
    }
  }

  /** The text with every secret in it replaced by asterisks. */
  String mask(String text) {
    String masked = text;
    for (String secret : texts) {
      masked = masked.replace(secret, MASK);
    }
    return masked;
  }

  boolean isIn(String text) {
    return texts.stream().anyMatch(text::contains);
  }

  Plan mask(Plan plan) {
    return new Plan(
        plan.database(),
        plan.product(),
        plan.migrations().stream().map(m -> m.showing(this::mask)).toList(),
        plan.notices().stream().map(this::mask).toList());
  }

  ExecutionEvent mask(ExecutionEvent event) {
    if (event instanceof ExecutionEvent.StatementStarted e) {
      return new ExecutionEvent.StatementStarted(
          e.id(), e.statement().showing(this::mask), e.number(), e.total());
    } else if (event instanceof ExecutionEvent.StatementFinished e) {
      return new ExecutionEvent.StatementFinished(
          e.id(), e.statement().showing(this::mask), e.rows(), e.millis());
    } else if (event instanceof ExecutionEvent.Recovered e) {
      return new ExecutionEvent.Recovered(e.id(), e.statement().showing(this::mask), e.finding());
    } else if (event instanceof ExecutionEvent.Retrying e) {
      return new ExecutionEvent.Retrying(
          e.id(), e.attempt(), e.attempts(), e.pauseMillis(), mask(e.cause()));
    }
    return event;
  }

  /** The failure, or one like it that gives no secret away. */
  RuntimeException mask(RuntimeException failure) {
    if (!isIn(everythingThatItSays(failure))) {
      return failure;
    }
    String message = mask(String.valueOf(failure.getMessage()));
    if (failure instanceof StatementFailed f) {
      return new StatementFailed(
          f.migration(), f.at(), mask(f.sql()), message, mask(f.kept()), masked(f.getCause()));
    } else if (failure instanceof ScriptMistakes f) {
      return new ScriptMistakes(f.mistakes().stream().map(this::mask).toList());
    } else if (failure instanceof LockNotObtained) {
      return new LockNotObtained(message);
    } else if (failure instanceof DatabaseUnavailable) {
      return new DatabaseUnavailable(message, masked(failure.getCause()));
    }
    return new Refused(message);
  }

  private static String everythingThatItSays(Throwable failure) {
    StringBuilder all = new StringBuilder(String.valueOf(failure.getMessage()));
    if (failure instanceof StatementFailed statement) {
      all.append('\n').append(statement.sql());
    }
    for (Throwable c = failure.getCause(); c != null; c = c.getCause()) {
      all.append('\n').append(c.getMessage());
    }
    return all.toString();
  }

  private Mistake mask(Mistake mistake) {
    return new Mistake(
        mistake.at(), mistake.sourceLine(), mask(mistake.message()), mistake.remedy());
  }

  /** What caused it, for a stack trace: its place and its masked message. */
  private Throwable masked(@org.jspecify.annotations.Nullable Throwable cause) {
    if (cause == null) {
      return new IllegalStateException("no cause");
    }
    Exception copy =
        new Exception(cause.getClass().getName() + ": " + mask(String.valueOf(cause.getMessage())));
    copy.setStackTrace(cause.getStackTrace());
    return copy;
  }
}
