package dev.garganey.execute;

import dev.garganey.plan.MigrationPlan;

/** Work is a plan and how it is recorded. */
public record Work(MigrationPlan plan, Recording recording) {}
