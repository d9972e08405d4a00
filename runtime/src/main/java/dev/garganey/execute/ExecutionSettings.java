package dev.garganey.execute;

import dev.garganey.dialect.ConnectionTarget;
import java.nio.file.Path;
import java.time.Duration;

/**
 * ExecutionSettings is what running plans depends on.
 *
 * @param target the database, as messages name it
 * @param migrations the folder of the files that are loaded
 * @param lockTimeout how long to wait for the turn to write
 * @param lockRetries how often a stage is tried again that did not get a lock of the database
 */
public record ExecutionSettings(
    ConnectionTarget target, Path migrations, Duration lockTimeout, int lockRetries) {}
