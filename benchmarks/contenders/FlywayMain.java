import org.flywaydb.core.Flyway;

/**
 * FlywayMain migrates a database with Flyway, for its command line is not to be had as artifacts.
 *
 * <p>Arguments: a JDBC URL, user and password (empty: none), the folder of the migrations.
 */
final class FlywayMain {
  private FlywayMain() {}

  public static void main(String[] args) {
    Flyway.configure()
        .dataSource(args[0], args[1], args[2])
        .locations("filesystem:" + args[3])
        .loggers("slf4j")
        .load()
        .migrate();
  }
}
