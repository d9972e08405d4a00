package dev.garganey.shell.interactive;

import dev.garganey.model.ObjectName;
import dev.garganey.model.Product;
import dev.garganey.script.Completion;
import dev.garganey.shell.command.Commands;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;

/** Completing times what Tab waits for, in a database of many tables. */
final class Completing {
  private static final int RUNS = 200;

  private static final List<String> TEXTS =
      List.of(
          "select * from t",
          "select * from ",
          "select n",
          "createT",
          "createTable('x') { te",
          "dropTable('t49",
          "dropColumn('t4999', 'na",
          "addForeignKey('t1', 'parent_id').references('t",
          "db.t",
          "db.t4999.where(na",
          "db.");

  private Completing() {}

  public static void main(String[] arguments) {
    Names names = names(Integer.parseInt(arguments[0]));
    long start = System.nanoTime();
    Completion completion = new Completion();
    suggestions(completion, names).at("createT", "");
    System.out.printf("%8.1f ms  the first, which reads the language%n", millis(start));
    for (String text : TEXTS) {
      long[] taken = new long[RUNS];
      int found = 0;
      long first = System.nanoTime();
      suggestions(completion, names).at(text, "");
      double once = millis(first);
      for (int i = 0; i < RUNS; i++) {
        long at = System.nanoTime();
        found = suggestions(completion, names).at(text, "").size();
        taken[i] = System.nanoTime() - at;
      }
      Arrays.sort(taken);
      System.out.printf(
          "%8.1f ms  at first %6.1f, at most %6.1f, %3d for %s%n",
          taken[RUNS / 2] / 1e6, once, taken[RUNS - 1] / 1e6, found, text);
    }
  }

  private static double millis(long since) {
    return (System.nanoTime() - since) / 1e6;
  }

  private static Suggestions suggestions(Completion completion, Names names) {
    return new Suggestions(
        Product.values()[0].syntax(),
        new Commands(),
        new Builtins(),
        List.of("prod", "staging"),
        name -> name,
        names,
        new ScriptSuggestions(completion, names, Set.of("db")));
  }

  private static Names names(int tables) {
    TreeMap<String, List<Names.Relation>> relations = new TreeMap<>();
    List<String> columns =
        List.of("id", "name", "email", "amount", "created_at", "kind", "parent_id");
    List<String> types =
        List.of("bigint", "varchar(100)", "text", "decimal", "timestamptz", "text", "bigint");
    for (int i = 0; i < tables; i++) {
      relations.put(
          "t" + i, List.of(new Names.Relation(ObjectName.of("t" + i), false, columns, types)));
    }
    return new Names(relations, new TreeMap<>(), List.of(), Optional.empty(), Map.of());
  }
}
