package dev.garganey.testing.random;

import dev.garganey.model.ColumnType;
import dev.garganey.model.Constraint;
import dev.garganey.model.Domain;
import dev.garganey.model.EnumType;
import dev.garganey.model.ObjectName;
import dev.garganey.model.Sequence;
import dev.garganey.model.SequenceOptions;
import dev.garganey.model.Value;
import dev.garganey.operation.AlterSequence;
import dev.garganey.operation.CreateDomain;
import dev.garganey.operation.CreateEnum;
import dev.garganey.operation.CreateSchema;
import dev.garganey.operation.CreateSequence;
import dev.garganey.operation.DropDomain;
import dev.garganey.operation.DropEnum;
import dev.garganey.operation.DropSequence;
import dev.garganey.operation.Operation;
import dev.garganey.operation.RenameEnum;
import dev.garganey.operation.RenameEnumValue;
import dev.garganey.operation.RenameSequence;
import java.util.List;
import java.util.Optional;

/** RandomTypes draws schemas, enums, domains and sequences. */
final class RandomTypes {
  private final Draw draw;

  RandomTypes(Draw draw) {
    this.draw = draw;
  }

  Operation create() {
    ObjectName name = ObjectName.of(draw.fresh("o"));
    return switch (draw.upTo(4)) {
      case 0 -> new CreateEnum(new EnumType(name, List.of("sad", "o'k", "Ü"), Optional.empty()));
      case 1 -> new CreateDomain(domain(name));
      case 2 ->
          new CreateSequence(
              new Sequence(
                  name,
                  Optional.of(new ColumnType.Int()),
                  numbers(),
                  Optional.empty(),
                  Optional.of("n")));
      default -> new CreateSchema(draw.fresh("s"));
    };
  }

  private Domain domain(ObjectName name) {
    return new Domain(
        name,
        new ColumnType.Int(),
        draw.once(3),
        draw.once(2) ? Optional.of(Value.of(1)) : Optional.empty(),
        Optional.empty(),
        List.of(Constraint.Check.of(draw.fresh("at most"), "VALUE <= 100")),
        Optional.empty());
  }

  private SequenceOptions numbers() {
    return draw.once(2)
        ? SequenceOptions.DEFAULT
        : new SequenceOptions(
            Optional.of(10L),
            Optional.of(2L),
            Optional.of(5L),
            Optional.of(99L),
            Optional.of(3L),
            draw.once(2));
  }

  Optional<Operation> change() {
    return switch (draw.upTo(3)) {
      case 0 -> draw.pickFrom(draw.schema.enums()).flatMap(this::change);
      case 1 -> draw.pickFrom(draw.schema.domains()).map(d -> new DropDomain(d.name()));
      default -> draw.pickFrom(draw.schema.sequences()).map(this::change);
    };
  }

  private Optional<Operation> change(EnumType type) {
    return switch (draw.upTo(3)) {
      case 0 -> Optional.of(new RenameEnum(type.name(), draw.fresh("o")));
      case 1 ->
          Optional.of(
              new RenameEnumValue(type.name(), draw.pick(type.values()), draw.fresh("value")));
      default ->
          draw.schema.tables().stream()
                  .flatMap(t -> t.columns().stream())
                  .anyMatch(c -> c.type().equals(new ColumnType.OfEnum(type.name())))
              ? Optional.empty()
              : Optional.of(new DropEnum(type.name()));
    };
  }

  private Operation change(Sequence sequence) {
    return switch (draw.upTo(3)) {
      case 0 -> new RenameSequence(sequence.name(), draw.fresh("o"));
      case 1 -> new AlterSequence(sequence.name(), numbers(), Optional.empty());
      default -> new DropSequence(sequence.name());
    };
  }
}
