package dev.garganey.execute;

import dev.garganey.plan.Direction;
import dev.garganey.plan.Statement;
import java.util.Optional;
import java.util.OptionalLong;

/** ExecutionEvent is something that happens while a plan runs. Times are in milliseconds. */
public sealed interface ExecutionEvent {
  /** Somebody else is writing: the {@code holder}, where the database knows who it is. */
  record WaitingForLock(String database, Optional<String> holder) implements ExecutionEvent {}

  /** A migration begins, the {@code number}th of {@code total}. */
  record MigrationStarted(String id, Direction direction, int number, int total)
      implements ExecutionEvent {}

  /**
   * A statement begins, the {@code number}th of {@code total} of its migration. Where several are
   * sent at once, each of them is told of before, and {@link SentTogether} follows.
   */
  record StatementStarted(String id, Statement statement, int number, int total)
      implements ExecutionEvent {}

  /**
   * The statements told of last, from the {@code first} to the {@code last} of {@code total}, are
   * sent at once; which of them is running is not known until all are done.
   */
  record SentTogether(String id, int first, int last, int total) implements ExecutionEvent {}

  /**
   * A statement ended well. Of those that were sent at once it is told when all of them are done.
   *
   * @param millis empty of those, for nobody knows how long each took
   */
  record StatementFinished(String id, Statement statement, long rows, OptionalLong millis)
      implements ExecutionEvent {}

  /** A batch of a backfill was committed; {@code rows} are all so far. */
  record BatchFinished(String id, long rows, long millis) implements ExecutionEvent {}

  /** A lock of the database was not obtained in time; the stage is tried again. */
  record Retrying(String id, int attempt, int attempts, long pauseMillis, String cause)
      implements ExecutionEvent {}

  /** A migration that had been cut off goes on. */
  record Resumed(String id, int stagesDone, int stages) implements ExecutionEvent {}

  /** What a cut-off statement left behind was looked at. */
  record Recovered(String id, Statement statement, String finding) implements ExecutionEvent {}

  /** A migration ended well and is recorded. */
  record MigrationFinished(String id, Direction direction, long millis) implements ExecutionEvent {}

  /** Another process applied it in the meantime. */
  record AppliedByAnother(String id) implements ExecutionEvent {}
}
