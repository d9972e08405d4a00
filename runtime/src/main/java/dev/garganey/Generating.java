package dev.garganey;

import dev.garganey.compare.Comparison;
import dev.garganey.compare.Proof;
import dev.garganey.compare.SchemaSource;
import dev.garganey.compare.Stated;
import dev.garganey.dialect.Dialect;
import dev.garganey.diff.Answers;
import dev.garganey.diff.Difference;
import dev.garganey.diff.SchemaModel;
import dev.garganey.foreign.ForeignTools;
import dev.garganey.model.Schema;
import dev.garganey.operation.Operation;
import dev.garganey.operation.Step;
import dev.garganey.plan.MigrationPlan;
import dev.garganey.plan.Planner;
import dev.garganey.scratch.Canonical;
import dev.garganey.scratch.Scratch;
import dev.garganey.script.OperationRenderer;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.SQLException;
import java.util.List;
import java.util.Optional;

/** Generating compares schemas, and writes the migration that leads from one to the other. */
final class Generating {
  private final Configuration configuration;
  private final Dialect dialect;
  private final SchemaReader reader;
  private final Comparison comparison;

  Generating(Configuration configuration, Dialect dialect, SchemaReader reader) {
    this.configuration = configuration;
    this.dialect = dialect;
    this.reader = reader;
    this.comparison = new Comparison(dialect, new Canonical(dialect, configuration.target()));
  }

  /** What leads from one to the other; what is gone is dropped, unless a hint says otherwise. */
  SchemaDifference difference(SchemaSource from, SchemaSource to) {
    Stated one = reader.read(from);
    Stated other = reader.read(to);
    Schema before = withoutForeign(from, one.schema(), other.schema());
    Schema after = withoutForeign(to, other.schema(), one.schema());
    Difference difference = comparison.between(before, after, Answers.UNASKED.plus(other.hints()));
    return new SchemaDifference(
        one.title(),
        other.title(),
        dialect.product().title(),
        difference,
        new Planner(dialect).up(Scratch.migration(difference.operations()), before));
  }

  /** The histories of other tools that a live database has are nobody's business but theirs. */
  private static Schema withoutForeign(SchemaSource source, Schema schema, Schema other) {
    return source instanceof SchemaSource.Database ? ForeignTools.without(schema, other) : schema;
  }

  /** What was changed on the live database by others than its migrations. */
  SchemaDifference drift(Session session) throws SQLException {
    Schema recorded = new RecordedSchema(configuration, dialect, session).schema();
    Schema live = ForeignTools.without(session.live(), recorded);
    Difference difference = comparison.between(recorded, live, Answers.UNASKED);
    return new SchemaDifference(
        "history",
        configuration.target().shown(),
        dialect.product().title(),
        difference,
        new Planner(dialect).up(Scratch.migration(difference.operations()), recorded));
  }

  /** The migration that makes a model come true after all migrations of the folder. */
  Generation generate(Path model, Optional<String> description, Answers answers) {
    Schema current = migrated();
    SchemaModel wanted = reader.model(model);
    Difference difference =
        comparison.between(current, wanted.schema(), answers.plus(wanted.hints()));
    if (!difference.questions().isEmpty() || !difference.refusals().isEmpty()) {
      return new Generation(
          difference.operations(),
          Optional.empty(),
          Optional.empty(),
          difference.questions(),
          difference.refusals());
    }
    if (difference.operations().isEmpty()) {
      return new Generation(List.of(), Optional.empty(), Optional.empty(), List.of(), List.of());
    }
    MigrationPlan plan =
        new Planner(dialect).up(Scratch.migration(difference.operations()), current);
    Proof.of(dialect, configuration.target(), comparison).require(current, plan, wanted.schema());
    return new Generation(
        difference.operations(),
        Optional.of(script(description, plan)),
        Optional.of(plan),
        List.of(),
        List.of());
  }

  /**
   * What all migrations make. Where none was ever written, the folder of the project need not be
   * there: a model is enough to begin with.
   */
  private Schema migrated() {
    Path folder = configuration.migrations();
    boolean usual = folder.equals(configuration.project().resolve("migrations"));
    return usual && Files.notExists(folder) ? Schema.EMPTY : reader.migrations(folder);
  }

  private static String script(Optional<String> description, MigrationPlan plan) {
    return OperationRenderer.migration(
        description,
        operations(plan.steps()),
        plan.irreversible().isPresent()
            ? Optional.empty()
            : Optional.of(operations(plan.inverse())),
        plan.irreversible());
  }

  private static List<Operation> operations(List<Step> steps) {
    return steps.stream().map(Step::operation).toList();
  }
}
