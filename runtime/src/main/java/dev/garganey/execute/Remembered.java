package dev.garganey.execute;

import dev.garganey.dialect.Command;
import dev.garganey.dialect.CommandFailed;
import dev.garganey.dialect.Result;
import dev.garganey.history.History;
import dev.garganey.history.Journal;
import dev.garganey.history.Revision;
import dev.garganey.history.StageRecord;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.Collections;
import java.util.Iterator;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/**
 * Remembered is all that a database remembers of migrations, read at once.
 *
 * @param snapshot taken before the rest was read, so that a change since then shows
 * @param revisions in the order of application
 * @param journalled the stages of migrations under way, by id
 */
public record Remembered(
    Snapshot snapshot, List<Revision> revisions, Map<String, List<StageRecord>> journalled) {
  public Remembered {
    revisions = List.copyOf(revisions);
    // In the order of the ids, which a copy of a map would not keep.
    journalled = Collections.unmodifiableMap(new TreeMap<>(journalled));
  }

  /** What it remembers now. */
  static Remembered of(ExecutionContext context) throws SQLException {
    if (!context.history().asksFirst()) {
      try {
        return read(context, new Snapshot.Sight(true, true));
      } catch (SQLException failure) {
        if (!context.dialect().isMissingTable(failure)) {
          throw failure;
        }
      }
    }
    return read(context, Snapshot.Sight.of(context));
  }

  private static Remembered read(ExecutionContext context, Snapshot.Sight sight)
      throws SQLException {
    List<Command> questions = new ArrayList<>(List.of(sight.question(context)));
    if (sight.history()) {
      questions.add(context.history().reading());
    }
    if (sight.journal()) {
      questions.add(context.journal().reading());
    }
    try {
      Iterator<Result> answers = context.dialect().send(context.connection(), questions).iterator();
      return new Remembered(
          Snapshot.read(answers.next()),
          sight.history() ? History.revisions(answers.next()) : List.of(),
          sight.journal() ? Journal.stages(answers.next()) : Map.of());
    } catch (CommandFailed failed) {
      throw failed.failure();
    }
  }
}
