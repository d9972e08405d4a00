package dev.garganey.testing;

import static dev.garganey.model.Product.POSTGRESQL;
import static dev.garganey.model.Product.SQLITE;
import static dev.garganey.testing.Things.TEAMS;
import static dev.garganey.testing.Things.USERS;
import static dev.garganey.testing.Things.people;

import dev.garganey.model.ColumnType;
import dev.garganey.model.Constraint;
import dev.garganey.model.ConstraintKind;
import dev.garganey.model.ConstraintRef;
import dev.garganey.model.Deferral;
import dev.garganey.model.Index;
import dev.garganey.model.IndexKey;
import dev.garganey.model.ObjectName;
import dev.garganey.model.ReferentialAction;
import dev.garganey.operation.AddConstraint;
import dev.garganey.operation.CreateIndex;
import dev.garganey.operation.CreateTable;
import dev.garganey.operation.DropConstraint;
import dev.garganey.operation.DropIndex;
import dev.garganey.operation.Operation;
import dev.garganey.operation.RenameConstraint;
import dev.garganey.operation.RenameIndex;
import dev.garganey.operation.ValidateConstraint;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** ConstraintCases are the kinds of constraints and indexes. */
final class ConstraintCases {
  private static final Optional<String> NONE = Optional.empty();
  private static final ObjectName LOOSE = ObjectName.of("loose");

  private final List<OperationCase> cases = new ArrayList<>();

  private ConstraintCases() {}

  static List<OperationCase> all() {
    ConstraintCases all = new ConstraintCases();
    all.keys();
    all.foreignKeys();
    all.checks();
    all.indexes();
    return all.cases;
  }

  private static OperationCase with(String name, Operation operation, Operation... setup) {
    List<Operation> before = new ArrayList<>(people());
    before.add(
        new CreateTable(
            Things.table(
                "loose",
                Things.column("a", new ColumnType.Int()),
                Things.required("b", new ColumnType.Int()),
                Things.column("c"))));
    before.addAll(List.of(setup));
    return OperationCase.of(name, operation, before);
  }

  private void both(String name, Operation operation, Operation... setup) {
    cases.add(with(name, operation, setup));
  }

  private void postgresql(String name, Operation operation, Operation... setup) {
    cases.add(with(name, operation, setup).on(POSTGRESQL).rewrittenByServer());
  }

  private void keys() {
    Constraint.PrimaryKey key = Constraint.PrimaryKey.of("loose_pkey", List.of("a", "b"));
    both("add a primary key", new AddConstraint(LOOSE, key));
    both(
        "drop a primary key",
        new DropConstraint(LOOSE, ConstraintRef.of(ConstraintKind.PRIMARY_KEY, List.of()), false),
        new AddConstraint(LOOSE, key));
    Constraint.Unique unique = Constraint.Unique.of("loose_a_key", List.of("a"));
    both("add a unique constraint", new AddConstraint(LOOSE, unique));
    both(
        "add a unique constraint of two",
        new AddConstraint(LOOSE, Constraint.Unique.of("u", List.of("a", "c"))));
    both(
        "drop a unique constraint",
        new DropConstraint(LOOSE, ConstraintRef.named("loose_a_key"), false),
        new AddConstraint(LOOSE, unique));
    both(
        "rename a constraint",
        new RenameConstraint(LOOSE, "loose_a_key", "renamed"),
        new AddConstraint(LOOSE, unique));
    postgresql(
        "add a deferrable unique constraint with a column included",
        new AddConstraint(
            LOOSE,
            new Constraint.Unique(
                Optional.of("u"),
                List.of("a"),
                false,
                List.of("b"),
                Deferral.INITIALLY_DEFERRED,
                NONE)));
    cases.add(
        with(
                "add a unique constraint with a conflict clause",
                new AddConstraint(
                    LOOSE,
                    new Constraint.Unique(
                        Optional.of("u"),
                        List.of("a"),
                        false,
                        List.of(),
                        Deferral.NOT_DEFERRABLE,
                        Optional.of("REPLACE"))))
            .on(SQLITE));
  }

  private void foreignKeys() {
    Constraint.ForeignKey key =
        Constraint.ForeignKey.of("loose_a_fkey", List.of("a"), TEAMS, List.of("id"));
    both("add a foreign key", new AddConstraint(LOOSE, key));
    for (ReferentialAction action : ReferentialAction.values()) {
      both(
          "add a foreign key with " + action,
          new AddConstraint(LOOSE, key.withActions(action, action)));
    }
    for (Deferral deferral : Deferral.values()) {
      both("add a foreign key, " + deferral, new AddConstraint(LOOSE, key.withDeferral(deferral)));
    }
    both(
        "drop a foreign key",
        new DropConstraint(LOOSE, ConstraintRef.named("loose_a_fkey"), false),
        new AddConstraint(LOOSE, key));
    both(
        "add a foreign key to the table itself",
        new AddConstraint(
            USERS, Constraint.ForeignKey.of("self", List.of("code"), USERS, List.of("id"))));
    postgresql(
        "add a foreign key that is not valid yet",
        new AddConstraint(LOOSE, key.withValidated(false)));
    postgresql(
        "validate a foreign key",
        new ValidateConstraint(LOOSE, "loose_a_fkey"),
        new AddConstraint(LOOSE, key.withValidated(false)));
  }

  private void checks() {
    Constraint.Check check = Constraint.Check.of("positive", "a > 0");
    cases.add(with("add a check", new AddConstraint(LOOSE, check)).rewrittenByServer());
    cases.add(
        with(
                "drop a check",
                new DropConstraint(LOOSE, ConstraintRef.named("positive"), false),
                new AddConstraint(LOOSE, check))
            .rewrittenByServer());
    cases.add(
        with(
                "rename a check",
                new RenameConstraint(LOOSE, "positive", "above zero"),
                new AddConstraint(LOOSE, check))
            .rewrittenByServer());
    Constraint nameless = Constraint.Check.of("x", "b > 0").withName(NONE);
    cases.add(
        with(
                "add a check without a name beside one that has one",
                new AddConstraint(LOOSE, nameless),
                new AddConstraint(LOOSE, check))
            .on(SQLITE));
    cases.add(
        with(
                "add a check without a name beside another",
                new AddConstraint(LOOSE, nameless),
                new AddConstraint(LOOSE, check.withName(NONE)))
            .on(SQLITE));
    cases.add(
        with(
                "add a check without a name a second time",
                new AddConstraint(LOOSE, nameless),
                new AddConstraint(LOOSE, nameless))
            .on(SQLITE)
            .withoutInverse());
    postgresql(
        "add a check that is not valid yet",
        new AddConstraint(LOOSE, new Constraint.Check(Optional.of("later"), "a > 0", false, true)));
    postgresql(
        "add an exclusion constraint",
        new AddConstraint(
            LOOSE,
            new Constraint.Exclusion(
                Optional.of("loose_excl"), "USING btree (b WITH =)", Deferral.NOT_DEFERRABLE)));
  }

  private void indexes() {
    both("create an index", new CreateIndex(LOOSE, Things.index("i", false, "a", "b"), false));
    both("create a unique index", new CreateIndex(LOOSE, Things.index("i", true, "a"), false));
    both(
        "create a descending index",
        new CreateIndex(
            LOOSE, Index.of("i", false, List.of(IndexKey.column("a").descend())), false));
    cases.add(
        with(
                "create an index of an expression",
                new CreateIndex(
                    LOOSE, Index.of("i", false, List.of(IndexKey.expression("lower(c)"))), false))
            .rewrittenByServer());
    cases.add(
        with("create a partial index", new CreateIndex(LOOSE, partial(), false))
            .rewrittenByServer());
    both(
        "drop an index",
        new DropIndex(ObjectName.of("i"), false),
        new CreateIndex(LOOSE, Things.index("i", false, "a"), false));
    both("rename an index", new RenameIndex(ObjectName.of("users_name_idx"), "by_name"));
    postgresql(
        "create an index with everything",
        new CreateIndex(
            LOOSE,
            new Index(
                "i",
                true,
                List.of(
                    IndexKey.column("c").withOperatorClass("text_pattern_ops"),
                    IndexKey.column("a").descend().withNullsFirst(false)),
                Optional.of("a > 0"),
                Optional.of("btree"),
                List.of("b"),
                false,
                Map.of("fillfactor", "90"),
                Optional.of("fast")),
            false));
    postgresql(
        "create an index with another method",
        new CreateIndex(
            LOOSE,
            new Index(
                "i",
                false,
                List.of(IndexKey.column("a")),
                NONE,
                Optional.of("hash"),
                List.of(),
                false,
                Map.of(),
                NONE),
            false));
    postgresql(
        "create an index concurrently",
        new CreateIndex(LOOSE, Things.index("i", false, "a"), true));
    postgresql(
        "drop an index concurrently",
        new DropIndex(ObjectName.of("i"), true),
        new CreateIndex(LOOSE, Things.index("i", false, "a"), false));
  }

  private static Index partial() {
    return new Index(
        "i",
        true,
        List.of(IndexKey.column("a")),
        Optional.of("b > 0"),
        NONE,
        List.of(),
        false,
        Map.of(),
        NONE);
  }
}
