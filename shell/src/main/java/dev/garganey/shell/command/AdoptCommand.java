package dev.garganey.shell.command;

import dev.garganey.AdoptOptions;
import dev.garganey.Adoption;
import dev.garganey.Garganey;
import dev.garganey.shell.report.AdoptionReport;
import java.nio.file.Path;
import java.util.List;

/** AdoptCommand brings an existing database under Garganey in one step. */
final class AdoptCommand implements Command {
  @Override
  public String name() {
    return "adopt";
  }

  @Override
  public String summary() {
    return "Bring an existing database under Garganey: model, baseline, history";
  }

  @Override
  public List<String> details() {
    return List.of(
        "Writes the database's schema as the model, and as a baseline migration; proves that both",
        "are what is there; and records the baseline as applied. No statement of it runs. After",
        "that the first change is an ordinary garganey generate. Without --yes it shows which",
        "database it is and what would be done, all of it proved, and changes nothing.",
        "A model that is there already is kept. When it has what the database lacks, such as an",
        "index, say --create-missing or --later.",
        "Where Flyway, Liquibase, Alembic, Drizzle, Rails, golang-migrate, dbmate or Prisma were"
            + " at",
        "work, it says where they stand, refuses while they have something failed or locked, and",
        "leaves their tables alone.");
  }

  @Override
  public List<String> examples() {
    return List.of("adopt", "adopt --yes", "adopt --create-missing --yes", "adopt --later --yes");
  }

  @Override
  public List<Option> options() {
    return List.of(
        Option.of("--model", "DIR", "the folder of the model; default: schema"),
        Option.flag("--create-missing", "make now what the model has and the database lacks"),
        Option.flag("--later", "leave that to the next migration, which garganey generate writes"),
        Option.flag(
            "--with-history-tables", "adopt the history tables of other tools like all others"));
  }

  @Override
  public Outcome run(Invocation invocation) {
    Workspace workspace = invocation.workspace();
    AdoptOptions options =
        new AdoptOptions(
            model(invocation),
            NextMigration.named("baseline", workspace).id(),
            gap(invocation),
            invocation.has("--with-history-tables"));
    try (Garganey garganey = workspace.open()) {
      Adoption adoption =
          workspace.saidYes() ? garganey.adopt(options) : garganey.planAdoption(options);
      AdoptionReport report = new AdoptionReport(adoption);
      return new Outcome(
          adoption.refusals().isEmpty() ? ExitCode.DONE : ExitCode.REFUSED,
          report::write,
          report::json);
    }
  }

  private static Path model(Invocation invocation) {
    Workspace workspace = invocation.workspace();
    return invocation.value("--model").map(workspace.project()::resolve).orElse(workspace.schema());
  }

  private static AdoptOptions.Gap gap(Invocation invocation) {
    if (invocation.has("--create-missing") && invocation.has("--later")) {
      throw new UsageMistake("--create-missing and --later do not go together; give one of them");
    }
    if (invocation.has("--create-missing")) {
      return AdoptOptions.Gap.CREATED;
    }
    return invocation.has("--later") ? AdoptOptions.Gap.LATER : AdoptOptions.Gap.UNDECIDED;
  }
}
