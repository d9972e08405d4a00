package dev.garganey.plan;

import java.util.ArrayList;
import java.util.List;

/**
 * ForeignKeyReceipts prove that a transaction with foreign keys off breaks none of them: nothing is
 * checked in it and ON DELETE does not act, so the broken ones are counted before and after.
 */
final class ForeignKeyReceipts {
  private static final String KEY = "broken foreign keys";

  private ForeignKeyReceipts() {}

  /**
   * The statements of one transaction between receipts, where one of them may break a key.
   *
   * @param brokenKeys the query that counts the broken foreign keys of the whole database
   */
  static List<Statement> around(List<Statement> statements, String brokenKeys) {
    if (statements.stream().noneMatch(Statement::changesRows)) {
      return statements;
    }
    List<Statement> all = new ArrayList<>();
    all.add(receipt(new Action.Remember(KEY, brokenKeys), statements.get(0)));
    all.addAll(statements);
    all.add(
        receipt(
            new Action.NotMore(
                KEY,
                brokenKeys,
                "Rows refer to rows that are not there. Foreign keys are off in this transaction,"
                    + " because a table is rebuilt in it or a pragma says so, and ON DELETE does"
                    + " not act; put the changes of rows into a migration of their own, without"
                    + " --atomic, or change the rows that refer to them too"),
            statements.get(statements.size() - 1)));
    return all;
  }

  private static Statement receipt(Action action, Statement beside) {
    return Statement.of(
            action,
            "count all broken foreign keys, for rows change too",
            beside.at(),
            Lock.DATABASE)
        .withForeignKeysSuspended();
  }
}
