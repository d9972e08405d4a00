package dev.garganey.testing;

import dev.garganey.Configuration;
import dev.garganey.dialect.ConnectionTarget;
import dev.garganey.model.Product;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;

/**
 * SampleProject is a folder of migrations with something of everything: tables with rows and keys,
 * a change that rebuilds a table on SQLite, a view, a backfill in batches, statements that cannot
 * run in a transaction, code. The last one is there to be undone.
 */
public final class SampleProject {
  /** The ids of the migrations, in order. */
  public static final List<String> IDS =
      List.of("001_people", "002_changes", "003_stages", "004_loose", "005_end", "006_back");

  private static final String PEOPLE =
      """
      up {
          createTable('log') { text('what').notNull() }
          createTable('teams') {
              id()
              text('name').notNull().unique()
          }
          createTable('users') {
              id()
              varchar('email', 40).notNull().unique()
              integer('age')
              reference('team').onDelete(CASCADE)
              check('grown', 'age > 0')
              index('age')
          }
          insert('teams', id: 1, name: 'one')
          insert('teams', id: 2, name: 'two')
          (1..5).each { insert('users', id: it, email: "U$it", age: 20 + it, team_id: 1 + it % 2) }
          insert('log', what: '001')
      }
      """;

  private static final String CHANGES =
      """
      up {
          alterColumn('users', 'age') { type bigint; defaultTo 7 }
          addColumn('users') { text('mail') }
          alterColumn('teams', 'name') { type varchar(60) }
          createView 'names', 'select id, email from users'
          insert('log', what: '002')
      }
      """;

  private static final String STAGES =
      """
      up {
          insert('log', what: '003')
          backfill('users') { set mail: sql('lower(email)'); batch 2 }
          only(POSTGRESQL) { createIndex('users', 'mail').concurrently() }
          only(SQLITE) { createIndex('users', 'mail') }
          sql 'vacuum', down: []
          alterColumn('users', 'mail') { notNull() }
      }
      """;

  private static final String LOOSE =
      """
      transactional false
      up {
          insert('log', what: '004')
          addColumn('teams') { integer('size').notNull().defaultTo(0) }
          alterColumn('users', 'age') { type integer; notNull() }
          data { db -> db.execute('update teams set size = (select count(*) from users where team_id = teams.id)') }
      }
      """;

  private static final String END =
      """
      up {
          renameColumn 'users', 'mail', 'address'
          dropColumn 'users', 'age'
          insert('log', what: '005')
      }
      """;

  /** To be undone: guards, a rebuild on the way back, a statement between the transactions. */
  private static final String BACK =
      """
      up {
          createTable('extra') { id(); text('a').notNull() }
          addColumn('teams') { text('motto') }
          only(POSTGRESQL) { createIndex('users', 'address').named('by_address').concurrently() }
          sql 'vacuum', down: 'vacuum'
          alterColumn('teams', 'name') { type varchar(80) }
          createView 'mottos', 'select name, motto from teams'
      }
      """;

  private SampleProject() {}

  /** Writes the migrations into {@code folder/migrations}. */
  public static Path write(Path folder) throws IOException {
    Path migrations = Files.createDirectories(folder.resolve("migrations"));
    List<String> texts = List.of(PEOPLE, CHANGES, STAGES, LOOSE, END, BACK);
    for (int i = 0; i < texts.size(); i++) {
      Files.writeString(migrations.resolve(IDS.get(i) + ".groovy"), texts.get(i));
    }
    return folder;
  }

  /**
   * Writes a table and {@code count} small migrations after it, of all kinds that a long history
   * has: most insert a row into that table, some make a table by raw SQL, a few by an operation.
   */
  public static Path writeMany(Path folder, int count) throws IOException {
    Path migrations = Files.createDirectories(folder.resolve("migrations"));
    Files.writeString(
        migrations.resolve("00000_log.sql"),
        "create table log (what varchar(20) not null);\n-- down\ndrop table log;\n");
    for (int i = 1; i <= count; i++) {
      String id = String.format("%05d", i);
      if (i % 500 == 5) {
        Files.writeString(
            migrations.resolve(id + "_operation.groovy"),
            "up { createTable('made_" + id + "') { text('a') } }\n");
      } else if (i % 10 == 3) {
        String table = "raw_" + id;
        Files.writeString(
            migrations.resolve(id + "_table.sql"),
            "create table %s (a text);%n-- down%ndrop table %s;%n".formatted(table, table));
      } else {
        Files.writeString(
            migrations.resolve(id + "_row.sql"),
            "insert into log (what) values ('%s');%n-- down%ndelete from log where what = '%s';%n"
                .formatted(id, id));
      }
    }
    return folder;
  }

  /**
   * The configuration of a project on a test database. SQLite does not wait for the disk: what a
   * process has written is there when it is killed, for the machine goes on.
   */
  public static Configuration configuration(TestDatabase database, Path folder) {
    ConnectionTarget target = Workbench.target(database);
    boolean file = target.url().startsWith("jdbc:sqlite:");
    return Configuration.of(
        new ConnectionTarget(
            target.url() + (file ? "?synchronous=OFF" : ""), target.user(), target.password()),
        folder);
  }

  /** A fresh database on disk. */
  public static TestDatabase database(Product product) throws Exception {
    return switch (product) {
      case SQLITE -> TestDatabase.sqlite();
      case POSTGRESQL -> TestDatabase.postgresql();
    };
  }
}
