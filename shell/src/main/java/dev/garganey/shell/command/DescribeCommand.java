package dev.garganey.shell.command;

import dev.garganey.Garganey;
import dev.garganey.explore.Aspect;
import dev.garganey.explore.Exploration;
import dev.garganey.explore.Names;
import dev.garganey.model.ObjectName;
import dev.garganey.shell.report.Description;
import java.util.List;
import java.util.Set;

/** DescribeCommand tells all that there is to say of a table or view. */
final class DescribeCommand implements Command {
  @Override
  public String name() {
    return "describe";
  }

  @Override
  public String summary() {
    return "Describe a table or view, who refers to it, and which migrations made it";
  }

  @Override
  public List<String> details() {
    return List.of(
        "NAME is a table or view, in any case; schema.name where it is in another schema. Types and",
        "defaults are written as a script would write them. At the end of a column's line stands the",
        "migration that made it, and after a comma the one that changed it last.");
  }

  @Override
  public List<String> examples() {
    return List.of("describe users", "describe users --format json");
  }

  @Override
  public List<Option> options() {
    return List.of();
  }

  @Override
  public List<String> arguments() {
    return List.of("NAME");
  }

  @Override
  public Outcome run(Invocation invocation) {
    try (Garganey garganey = invocation.workspace().open()) {
      Exploration exploration =
          garganey.explore(Set.of(Aspect.EXTENTS, Aspect.VIEW_COLUMNS, Aspect.LIVES));
      ObjectName name = Names.relation(invocation.argument(), exploration.schema());
      Description description = new Description(exploration, name);
      return Outcome.done(description::write, description::json);
    }
  }
}
