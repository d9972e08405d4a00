package dev.garganey.execute;

import dev.garganey.dialect.Command;
import dev.garganey.dialect.CommandFailed;
import dev.garganey.dialect.Result;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;

/**
 * Exchange is what a run says to its database. Within a transaction it gathers commands as long as
 * nobody needs an answer, and sends them at once where the product's driver can: a small migration
 * is one question and one answer, however many statements it has. Elsewhere each is sent as it
 * comes.
 *
 * <p>Whoever uses the connection otherwise must {@link #flush} before, so that the database has
 * heard all that came first.
 */
final class Exchange {
  private final ExecutionContext context;
  private final int limit;
  private final List<Command> commands = new ArrayList<>();
  private final List<Reply> replies = new ArrayList<>();
  private int size;

  /** Since when the transaction is under way on the database; nothing before anything was sent. */
  private Optional<Stopwatch> begun = Optional.empty();

  private Exchange(ExecutionContext context, int limit) {
    this.context = context;
    this.limit = limit;
  }

  /** For a transaction that has just been opened, and is committed by {@link #commit}. */
  static Exchange gathering(ExecutionContext context) throws SQLException {
    return new Exchange(context, context.dialect().sendsAtOnce(context.connection()));
  }

  /** One that gathers nothing. */
  static Exchange immediate(ExecutionContext context) {
    return new Exchange(context, 0);
  }

  private boolean gathers() {
    return limit > 0;
  }

  /** Reply is told what becomes of a command. */
  interface Reply {
    /** For a command of which nobody wants to know more than that it did not fail. */
    Reply NONE = new Reply() {};

    /** It is sent now. */
    default void sent() {}

    /**
     * It ended well.
     *
     * @param millis how long it took; unknown of several that were sent at once
     */
    default void ended(Result answer, OptionalLong millis) {}

    /** What to throw because it failed. */
    default void failed(SQLException failure) throws SQLException, Failure, Stale {
      throw failure;
    }

    /** Which statement of its migration it is. */
    default Optional<Numbered> numbered() {
      return Optional.empty();
    }
  }

  /** Numbered is a statement of a migration: the {@code number}th of {@code total}, from 1. */
  record Numbered(String migration, int number, int total) {}

  /** Says something, now or with what comes. */
  void add(Command command, Reply reply) throws SQLException, Failure, Stale {
    if (size + command.size() > limit) {
      flush();
    }
    commands.add(command);
    replies.add(reply);
    size += command.size();
    if (!gathers()) {
      flush();
    }
  }

  /** Says something of which nobody wants to know more than that it did not fail. */
  void addAll(List<Command> all) throws SQLException, Failure, Stale {
    for (Command command : all) {
      add(command, Reply.NONE);
    }
  }

  /**
   * Milliseconds that have passed on {@code since}, as of when what is added now runs.
   *
   * @return those that are known, and the expression for those that the database alone knows
   */
  Elapsed elapsed(Stopwatch since) {
    Optional<String> more =
        gathers() ? context.dialect().transactionMillis() : Optional.<String>empty();
    // What the database counts begins with the transaction, which may have begun before.
    return new Elapsed(
        more.isPresent() && begun.isPresent() ? begun.get().after(since) : since.millis(), more);
  }

  /**
   * Commits, after all that was added.
   *
   * @param reply what to throw where it is the commit that fails
   */
  void commit(Reply reply) throws SQLException, Failure, Stale {
    Optional<Command> committing =
        gathers() ? context.dialect().committing() : Optional.<Command>empty();
    if (committing.isPresent()) {
      // Not by add, which may send what is there without it.
      commands.add(committing.get());
      replies.add(reply);
      flush();
    } else {
      flush();
      context.interruption().check();
      try {
        context.dialect().commit(context.connection());
      } catch (SQLException failure) {
        reply.failed(failure);
        throw failure;
      }
    }
  }

  /** Sends what was gathered, and hears what came of it. */
  void flush() throws SQLException, Failure, Stale {
    if (commands.isEmpty()) {
      return;
    }
    List<Command> sent = List.copyOf(commands);
    List<Reply> told = List.copyOf(replies);
    commands.clear();
    replies.clear();
    size = 0;
    context.interruption().check();
    told.forEach(Reply::sent);
    announce(told);
    begun = begun.or(() -> Optional.of(Stopwatch.started()));
    Stopwatch since = Stopwatch.started();
    List<Result> answers = answers(sent, told);
    OptionalLong millis = sent.size() == 1 ? OptionalLong.of(since.millis()) : OptionalLong.empty();
    for (int i = 0; i < told.size(); i++) {
      told.get(i).ended(answers.get(i), millis);
    }
  }

  private void announce(List<Reply> told) {
    List<Numbered> statements = told.stream().flatMap(r -> r.numbered().stream()).toList();
    if (statements.size() > 1) {
      Numbered last = statements.get(statements.size() - 1);
      context.tell(
          new ExecutionEvent.SentTogether(
              last.migration(), statements.get(0).number(), last.number(), last.total()));
    }
  }

  private List<Result> answers(List<Command> sent, List<Reply> told)
      throws SQLException, Failure, Stale {
    try {
      return context
          .interruption()
          .during(
              () -> context.dialect().cancel(context.connection()),
              () -> context.dialect().send(context.connection(), sent));
    } catch (CommandFailed failed) {
      SQLException failure = failed.failure();
      if (context.dialect().isAnswerLost(failure)
          && sent.size() > 1
          && context.dialect().committing().filter(sent.get(sent.size() - 1)::equals).isPresent()) {
        // Nobody can tell how far it came; perhaps all of it is done.
        throw failure;
      }
      told.get(failed.index()).failed(failure);
      throw failure;
    }
  }

  /**
   * Elapsed is a time in milliseconds.
   *
   * @param millis negative where the database has counted what came before
   * @param more an expression for milliseconds to be added
   */
  record Elapsed(long millis, Optional<String> more) {}
}
