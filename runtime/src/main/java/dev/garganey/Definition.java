package dev.garganey;

import dev.garganey.plan.MigrationPlan;
import java.util.Optional;

/**
 * Definition is one object as it is defined.
 *
 * @param kind a word: table, view, migration…
 * @param name the whole name
 * @param script as a model says it; of a migration its file
 * @param plan the statements that make it, where they were asked for
 * @param notice what a reader must know beside it
 */
public record Definition(
    String kind,
    String name,
    String script,
    Optional<MigrationPlan> plan,
    Optional<String> notice) {}
