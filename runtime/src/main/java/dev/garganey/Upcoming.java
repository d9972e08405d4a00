package dev.garganey;

import dev.garganey.operation.Migration;
import java.util.List;
import java.util.Optional;

/**
 * Upcoming is where a trial stands among the pending migrations.
 *
 * @param migrations all of them, in order
 * @param migration the next one, counted from 0
 * @param operation its next operation, counted from 0
 */
public record Upcoming(List<Migration> migrations, int migration, int operation) {
  public Upcoming {
    migrations = List.copyOf(migrations);
  }

  static Upcoming of(List<Migration> migrations) {
    return new Upcoming(migrations, 0, 0);
  }

  /** The ids of those that are not done, the next one first. */
  public List<String> ids() {
    return migrations.subList(migration, migrations.size()).stream().map(Migration::id).toList();
  }

  /** What is left of the next one. */
  Optional<Tried.Written> rest() {
    return next().map(m -> new Tried.Written(m, operation, m.up().size()));
  }

  /** The next operation alone; of a migration without any, all of it. */
  Optional<Tried.Written> one() {
    return next().map(m -> new Tried.Written(m, operation, Math.min(operation + 1, m.up().size())));
  }

  private Optional<Migration> next() {
    return migration < migrations.size()
        ? Optional.of(migrations.get(migration))
        : Optional.empty();
  }

  /** Where it stands when that is done. */
  Upcoming after(Tried.Written done) {
    return done.until() >= done.migration().up().size()
        ? new Upcoming(migrations, migration + 1, 0)
        : new Upcoming(migrations, migration, done.until());
  }
}
