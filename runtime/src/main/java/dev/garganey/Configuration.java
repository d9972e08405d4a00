package dev.garganey;

import dev.garganey.dialect.ConnectionTarget;
import dev.garganey.execute.ExecutionSettings;
import dev.garganey.model.ObjectName;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Map;

/**
 * Configuration is all that {@link Garganey} needs to know; where it comes from is the caller's
 * business.
 *
 * @param project the folder that paths are shown relative to
 * @param migrations the folder of migrations
 * @param history the table of applied migrations
 * @param journal the table of stages of migrations under way
 * @param lockTimeout how long to wait until this is the one writer
 * @param statementLockTimeout how long a statement waits for a lock of the database before its
 *     stage is rolled back and tried again; zero for no limit
 * @param lockRetries how often such a stage is tried again
 * @param outOfOrder about migrations that arrive before an applied one
 * @param missing about applied migrations whose file is gone
 * @param environment what scripts see as {@code env}
 * @param appliedBy who is recorded in history
 */
public record Configuration(
    ConnectionTarget target,
    Path project,
    Path migrations,
    ObjectName history,
    ObjectName journal,
    Duration lockTimeout,
    Duration statementLockTimeout,
    int lockRetries,
    Policy outOfOrder,
    Policy missing,
    Map<String, String> environment,
    String appliedBy) {
  public Configuration {
    environment = Map.copyOf(environment);
  }

  /** What of this running plans depends on. */
  ExecutionSettings execution() {
    return new ExecutionSettings(target, migrations, lockTimeout, lockRetries);
  }

  /** The same for another database. */
  Configuration with(ConnectionTarget other) {
    return new Configuration(
        other,
        project,
        migrations,
        history,
        journal,
        lockTimeout,
        statementLockTimeout,
        lockRetries,
        outOfOrder,
        missing,
        environment,
        appliedBy);
  }

  /** The defaults for a database and a project folder. */
  public static Configuration of(ConnectionTarget target, Path project) {
    return new Configuration(
        target,
        project,
        project.resolve("migrations"),
        ObjectName.of("garganey_history"),
        ObjectName.of("garganey_journal"),
        Duration.ofSeconds(60),
        Duration.ofSeconds(5),
        10,
        Policy.WARN,
        Policy.WARN,
        Map.of(),
        System.getProperty("user.name", "unknown"));
  }
}
