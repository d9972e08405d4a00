package compare;

import java.io.File;
import java.io.IOException;
import java.nio.file.Path;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.function.Function;

/** Tools are all that is compared. */
final class Tools {
  static final String TUNED = "floor: JDBC, JVM flags, class archive";

  private final Installation installation;
  private final List<String> without;
  private final Map<Product, Jvm> archived = new EnumMap<>(Product.class);

  /**
   * @param without what the names of contenders begin with that are left out, in lower case
   */
  Tools(Installation installation, List<String> without) {
    this.installation = installation;
    this.without = without;
  }

  /** Makes the archive with which the floor of a product starts. */
  void makeArchive(Product product, Workspace workspace, Stopwatch stopwatch)
      throws IOException, InterruptedException, SQLException, Failed {
    Path project = workspace.newFolder("practice");
    Path archive = workspace.newFolder("archive");
    Database database = workspace.newDatabase(product);
    Jvm flags =
        Jvm.tuned(installation.java())
            .with(installation.sqliteLibrary(), "")
            .with(List.of("--enable-native-access=ALL-UNNAMED"), "");
    Function<Jvm, Command> practice = jvm -> floor(jvm, "").apply(project, database);
    floor(flags, "").write(project, Script.first(1), database);
    archived.put(
        product, new ClassArchive(stopwatch, archive).addTo(flags, "floor.Floor", practice));
  }

  // --- Floors ------------------------------------------------------------------------------------

  Jvm plainJvm() {
    return Jvm.plain(installation.java());
  }

  /** A JVM that prints a line. */
  Command hello(Path folder) {
    return plainJvm().command(folder, installation.floor().toString(), "floor.Hello", List.of());
  }

  /** A JVM with what JDBC takes, as it is. */
  Tool floor() {
    return floor(plainJvm(), "floor: JDBC");
  }

  /** The same as quick as it can be made. */
  Tool tunedFloor(Product product) {
    return floor(archived.get(product), TUNED);
  }

  private JdbcFloor floor(Jvm jvm, String name) {
    String classPath = installation.floor() + File.pathSeparator + installation.drivers();
    return new JdbcFloor(jvm, classPath, name);
  }

  // --- Garganey and others -----------------------------------------------------------------------

  Garganey garganey() {
    return Garganey.of(installation);
  }

  /** The JDK's own shell. */
  String jshell() {
    Path beside = Path.of(installation.java()).resolveSibling("jshell");
    return "'" + beside + "'";
  }

  /** The contenders on a JVM with the flags that suit short runs. */
  List<Tool> contenders() {
    return contenders(Jvm.tuned(installation.java()));
  }

  /** The contenders on a JVM as it is. */
  List<Tool> plainContenders() {
    return contenders(plainJvm());
  }

  private List<Tool> contenders(Jvm jvm) {
    List<Tool> all = new ArrayList<>();
    all.add(new Flyway(jvm, installation.contender("flyway")));
    all.add(new MyBatis(jvm, installation.contender("mybatis")));
    all.add(new Liquibase(jvm, installation.contender("liquibase"), false));
    all.add(new Liquibase(jvm, installation.contender("liquibase-groovy"), true));
    all.removeIf(
        tool -> without.stream().anyMatch(tool.name().toLowerCase(Locale.ROOT)::startsWith));
    return all;
  }

  /** Whether a tool's migrations know loops. */
  boolean canLoop(Tool tool) {
    return tool instanceof Garganey garganey && !garganey.sql()
        || tool instanceof Liquibase liquibase && liquibase.groovy();
  }
}
