package dev.garganey.diff;

import dev.garganey.model.Column;
import dev.garganey.model.ColumnType;
import dev.garganey.model.Domain;
import dev.garganey.model.EnumType;
import dev.garganey.model.ObjectName;
import dev.garganey.model.Schema;
import dev.garganey.model.Table;
import dev.garganey.operation.AlterColumn;
import dev.garganey.operation.AlterDomain;
import dev.garganey.operation.ColumnChange;
import dev.garganey.operation.CommentTarget;
import dev.garganey.operation.CreateDomain;
import dev.garganey.operation.DropDomain;
import dev.garganey.operation.Operation;
import dev.garganey.operation.SetComment;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/**
 * DomainChanges gives domains that stay other rules in place. No database gives them another type
 * or collation: such a domain goes, its columns being of the type that is beneath it meanwhile, and
 * comes back as a new one.
 */
final class DomainChanges {
  private final Draft draft;
  private final Schema target;

  DomainChanges(Draft draft, Schema target) {
    this.draft = draft;
    this.target = target;
  }

  /**
   * The domains that are made anew under their name: they, or what is beneath, are of new types.
   */
  static List<Domain> replaced(Schema now, Schema target) {
    Set<ObjectName> types = new HashSet<>();
    for (EnumType type : now.enums()) {
      target
          .findEnum(type.name())
          .filter(t -> EnumChanges.isReplaced(type, t))
          .ifPresent(t -> types.add(t.name()));
    }
    List<Domain> replaced = new ArrayList<>();
    boolean more = true;
    while (more) {
      more = false;
      for (Domain domain : now.domains()) {
        Optional<Domain> wanted = target.findDomain(domain.name());
        boolean goes =
            wanted.isPresent()
                && (!isAlike(domain, wanted.get())
                    || types.stream().anyMatch(t -> uses(domain.type(), t)));
        if (goes && types.add(domain.name())) {
          replaced.add(domain);
          more = true;
        }
      }
    }
    return replaced;
  }

  private static boolean isAlike(Domain one, Domain other) {
    return one.type().equals(other.type()) && one.collation().equals(other.collation());
  }

  /** Whether a type is the enum or domain of that name, or an array of it. */
  static boolean uses(ColumnType type, ObjectName name) {
    if (type instanceof ColumnType.ArrayOf array) {
      return uses(array.element(), name);
    }
    return EnumChanges.uses(type, name) || isNamed(type, name);
  }

  private static boolean isNamed(ColumnType type, ObjectName name) {
    return type instanceof ColumnType.Native named
        && named.sql().replace("\"", "").equals(name.toString());
  }

  /** Drops the domains that are made anew; what is missing then is made with all that is new. */
  void release() {
    List<Domain> replaced = replaced(draft.schema(), target);
    Schema going = Schema.EMPTY;
    for (Domain domain : replaced) {
      for (Table table : List.copyOf(draft.schema().tables())) {
        table.columns().stream()
            .filter(c -> uses(c.type(), domain.name()))
            .forEach(c -> release(table.name(), c, replaced));
      }
      going = going.with(domain);
    }
    List<Domain> ordered = new ArrayList<>();
    for (Operation operation : Creation.of(going)) {
      if (operation instanceof CreateDomain made) {
        ordered.add(0, made.domain());
      }
    }
    ordered.forEach(d -> draft.emit(new DropDomain(d.name())));
  }

  private void release(ObjectName table, Column column, List<Domain> replaced) {
    ColumnType type = beneath(column.type(), replaced);
    draft.emit(
        new AlterColumn(
            table, column.name(), List.of(new ColumnChange.Type(type, Optional.empty()))));
  }

  private static ColumnType beneath(ColumnType type, List<Domain> replaced) {
    if (type instanceof ColumnType.ArrayOf array) {
      return new ColumnType.ArrayOf(beneath(array.element(), replaced));
    }
    return replaced.stream()
        .filter(d -> isNamed(type, d.name()))
        .findFirst()
        .map(d -> beneath(d.type(), replaced))
        .orElse(type);
  }

  /** Gives those that are there their rules and comment; one that is yet to be made has them. */
  void run() {
    for (Domain wanted : target.domains()) {
      Domain there = draft.schema().findDomain(wanted.name()).orElse(wanted);
      if (!there.withComment(wanted.comment()).equals(wanted)) {
        draft.emit(new AlterDomain(wanted));
      } else if (!there.comment().equals(wanted.comment())) {
        draft.emit(
            new SetComment(
                CommentTarget.DOMAIN, wanted.name(), Optional.empty(), wanted.comment()));
      }
    }
  }
}
