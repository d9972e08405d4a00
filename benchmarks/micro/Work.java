package micro;

import dev.garganey.dialect.Dialects;
import dev.garganey.diff.Answers;
import dev.garganey.diff.DiffRules;
import dev.garganey.diff.Differ;
import dev.garganey.diff.Difference;
import dev.garganey.diff.Fold;
import dev.garganey.model.Product;
import dev.garganey.model.Schema;
import dev.garganey.operation.Migration;
import dev.garganey.plan.MigrationPlan;
import dev.garganey.plan.Planner;
import dev.garganey.script.MigrationFile;
import dev.garganey.script.MigrationFolder;
import dev.garganey.script.ScriptContext;
import dev.garganey.script.ScriptLoader;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;

/**
 * Work is what the micro-benchmarks measure: the steps of a run that meet no database, each ready
 * to be done again and again. It knows nothing of the harness, so that a spec can do it as well.
 */
public final class Work {
  /** How many migrations there are, of one table each. */
  public static final int MIGRATIONS = 1_000;

  private static final Product PRODUCT = Product.values()[0];

  private static final String COLUMNS =
      """
          id()
          varchar('name', 100).notNull()
          timestamptz('created_at').notNull().defaultTo(sql('current_timestamp'))
          integer('amount').notNull().defaultTo(0)
          index('name')
      """;

  private static final String CHANGES =
      """
      up {
          addColumn('table_17') { text('note') }
          alterColumn('table_500', 'amount') { defaultTo 1 }
          dropTable 'table_999'
          createTable('table_more') { id() }
      }
      """;

  private static final String LOOP =
      "up { (1..10).each { n -> createTable(\"loop_$n\") {\n" + COLUMNS + "} } }\n";

  private final ScriptLoader loader;
  private final Planner planner = new Planner(Dialects.of(PRODUCT));
  private final Path folder;
  private final MigrationFile plain;
  private final MigrationFile looped;
  private final List<Migration> migrations;
  private final Schema schema;
  private final Schema changed;

  /**
   * Makes the work ready.
   *
   * @param project a folder to write migrations to
   */
  public Work(Path project) throws IOException {
    this.loader = new ScriptLoader(new ScriptContext(PRODUCT, name -> Optional.empty(), project));
    this.folder = Files.createDirectories(project.resolve("many"));
    for (int i = 1; i <= MIGRATIONS; i++) {
      String script = "up { createTable('table_" + i + "') {\n" + COLUMNS + "} }\n";
      Files.writeString(folder.resolve(String.format("%05d_table.groovy", i)), script);
    }
    this.plain = read().files().get(0);
    this.looped = only(project.resolve("looped"), LOOP);
    this.migrations = loader.evaluate(read().files());
    this.schema = fold();
    MigrationFile changes = only(project.resolve("changes"), CHANGES);
    this.changed = Fold.fold(schema, loader.evaluate(List.of(changes)), PRODUCT).schema();
  }

  private static MigrationFile only(Path folder, String script) throws IOException {
    Files.writeString(Files.createDirectories(folder).resolve("1_only.groovy"), script);
    return MigrationFolder.read(folder).files().get(0);
  }

  /** Reads and hashes the files of all migrations. */
  public MigrationFolder read() {
    return MigrationFolder.read(folder);
  }

  /** Evaluates one script that is walked. */
  public ScriptLoader.Loaded walk() {
    return loader.load(List.of(plain));
  }

  /** Evaluates one script that Groovy compiles. */
  public ScriptLoader.Loaded compile() {
    return loader.load(List.of(looped));
  }

  /** Applies the operations of all migrations to a schema. */
  public Schema fold() {
    return Fold.fold(Schema.EMPTY, migrations, PRODUCT).schema();
  }

  /** Finds four differences between two schemas of all tables. */
  public Difference diff() {
    return Differ.diff(schema, changed, Answers.UNASKED, DiffRules.PLAIN);
  }

  /** Plans one migration behind no other. */
  public MigrationPlan plan() {
    return planner.up(migrations.get(0), Schema.EMPTY);
  }
}
