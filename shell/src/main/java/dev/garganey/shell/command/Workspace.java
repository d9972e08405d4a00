package dev.garganey.shell.command;

import dev.garganey.Configuration;
import dev.garganey.Garganey;
import dev.garganey.Policy;
import dev.garganey.compare.SchemaSource;
import dev.garganey.dialect.ConnectionTarget;
import dev.garganey.execute.ExecutionEvent;
import dev.garganey.model.ObjectName;
import dev.garganey.model.SchemaMistake;
import dev.garganey.script.Settings;
import dev.garganey.script.SettingsReader;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.function.Consumer;
import java.util.function.UnaryOperator;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/**
 * Workspace is the project that a command works on, and where its settings come from: an option,
 * else a {@code GARGANEY_*} variable, else the environment's block, else the settings for all, else
 * the default.
 */
public final class Workspace {
  /** The file of settings. */
  public static final String SETTINGS = "garganey.groovy";

  /** The database of a project that names none. */
  public static final String USUAL_DATABASE = "sqlite:garganey.db";

  private static final Pattern SECONDS = Pattern.compile("\\d{1,9}(\\.\\d*)?|\\.\\d+");

  private final Path project;
  private final Map<String, String> options;
  private final Map<String, String> variables;
  private final Consumer<ExecutionEvent> listener;
  private final UnaryOperator<Garganey> opened;
  private final Consumer<String> warnings;
  private Optional<Settings> settings = Optional.empty();

  /**
   * A workspace; reads nothing yet.
   *
   * @param options the global options that were given, by their long name
   * @param variables the environment's variables
   * @param opened given each facade that is opened, so that a signal can stop it; gives the one to
   *     work with
   * @param warnings takes what the user should know but did not ask for
   */
  public Workspace(
      Map<String, String> options,
      Map<String, String> variables,
      Consumer<ExecutionEvent> listener,
      UnaryOperator<Garganey> opened,
      Consumer<String> warnings) {
    this.options = Map.copyOf(options);
    this.variables = variables;
    this.listener = listener;
    this.opened = opened;
    this.warnings = warnings;
    this.project = Path.of(option("--project", "GARGANEY_PROJECT").orElse("."));
  }

  private Optional<String> option(String name, String variable) {
    return Optional.ofNullable(options.get(name))
        .or(() -> Optional.ofNullable(variables.get(variable)).filter(v -> !v.isBlank()));
  }

  /** The project's folder. */
  public Path project() {
    return project;
  }

  /** The name of the environment, where one is chosen. */
  public Optional<String> environment() {
    return option("--env", "GARGANEY_ENV");
  }

  /** Whether the user said yes beforehand. */
  public boolean saidYes() {
    return options.containsKey("--yes");
  }

  /**
   * The settings that apply: those of the environment over those for all.
   *
   * @throws dev.garganey.script.ScriptMistakes if the file is wrong
   * @throws UsageMistake if the folder or the environment does not exist
   */
  public Settings settings() {
    if (settings.isEmpty()) {
      settings = Optional.of(readSettings());
    }
    return settings.get();
  }

  private Settings readSettings() {
    if (Files.exists(project) && !Files.isDirectory(project)) {
      throw new UsageMistake("`" + project + "` is a file; a project is a folder");
    }
    if (!Files.isDirectory(project)) {
      throw new UsageMistake("There is no folder `" + project + "`; garganey init makes a project");
    }
    Settings all = settingsForAll();
    Optional<String> environment = environment();
    try {
      return environment.isPresent() ? all.in(environment.get()) : all;
    } catch (SchemaMistake unknown) {
      throw new UsageMistake(unknown.getMessage());
    }
  }

  private Settings settingsForAll() {
    Path file = project.resolve(SETTINGS);
    return Files.exists(file)
        ? SettingsReader.read(file, name -> Optional.ofNullable(variables.get(name)))
        : Settings.EMPTY;
  }

  /** The environments that the settings know. */
  public List<String> environments() {
    return List.copyOf(settingsForAll().environments().keySet());
  }

  /** The folder of migrations. */
  public Path migrations() {
    return project.resolve(
        option("--migrations", "GARGANEY_MIGRATIONS")
            .or(() -> settings().migrations())
            .orElse("migrations"));
  }

  /** The folder of the schema model. */
  public Path schema() {
    return project.resolve("schema");
  }

  /** The database and who asks. */
  public ConnectionTarget target() {
    return target(
        option("--url", "GARGANEY_URL")
            .or(() -> settings().database().map(s -> s.reveal()))
            .orElse(USUAL_DATABASE));
  }

  /** Another database, for the same user where the URL names none. */
  ConnectionTarget target(String text) {
    ConnectionTarget target = target(DatabaseUrl.parse(text, project));
    String product = product(target.url());
    return target.withScratch(
        option("--scratch", "GARGANEY_SCRATCH")
            .map(s -> target(DatabaseUrl.parse(s, project)))
            .filter(s -> product(s.url()).equals(product)));
  }

  /** The part of a JDBC URL that names the driver. */
  private static String product(String url) {
    return url.substring(0, url.indexOf(':', "jdbc:".length()) + 1);
  }

  private ConnectionTarget target(DatabaseUrl url) {
    Optional<String> user =
        option("--user", "GARGANEY_USER")
            .or(url::user)
            .or(() -> settings().user().map(s -> s.reveal()));
    return new ConnectionTarget(url.jdbc(), user, password(url, user));
  }

  private Optional<String> password(DatabaseUrl url, Optional<String> user) {
    Passwords passwords = new Passwords(variables, project, warnings);
    return url.password()
        .or(passwords::fromVariables)
        .or(() -> settings().password().map(p -> p.password(project).reveal()))
        .filter(password -> !password.isEmpty())
        .or(() -> passwords.fromPgpass(url, user));
  }

  /** All of it, for the facade. */
  public Configuration configuration() {
    return configuration(target());
  }

  private Configuration configuration(ConnectionTarget target) {
    Configuration defaults = Configuration.of(target, project);
    Settings said = settings();
    ObjectName history =
        new ObjectName(said.historySchema(), said.historyTable().orElse(defaults.history().name()));
    String journal = said.historyTable().map(t -> t + "_journal").orElse(defaults.journal().name());
    return new Configuration(
        defaults.target(),
        project,
        migrations(),
        history,
        history.sibling(journal),
        option("--lock-timeout", "GARGANEY_LOCK_TIMEOUT")
            .map(Workspace::seconds)
            .or(said::lockTimeout)
            .orElse(defaults.lockTimeout()),
        said.statementLockTimeout().orElse(defaults.statementLockTimeout()),
        defaults.lockRetries(),
        said.outOfOrder().map(p -> Policy.valueOf(p.name())).orElse(defaults.outOfOrder()),
        said.missing().map(p -> Policy.valueOf(p.name())).orElse(defaults.missing()),
        variables,
        defaults.appliedBy());
  }

  private static Duration seconds(String text) {
    if (!SECONDS.matcher(text.strip()).matches()) {
      throw new UsageMistake("--lock-timeout wants seconds, 0 or more, not `" + text + "`");
    }
    return Duration.ofMillis(Math.round(Double.parseDouble(text.strip()) * 1000));
  }

  private void warnOfPasswordInSight() {
    for (String option : List.of("--url", "--scratch")) {
      Optional<String> url = Optional.ofNullable(options.get(option));
      if (url.flatMap(text -> DatabaseUrl.parse(text, project).password()).isPresent()) {
        warnings.accept(
            "every user of this machine can see the password in "
                + option
                + " in its list of processes; GARGANEY_"
                + option.substring(2).toUpperCase(Locale.ROOT)
                + ", GARGANEY_PASSWORD and a password file do not show it");
      }
    }
  }

  /** The facade for the database. */
  public Garganey open() {
    return open(target());
  }

  /**
   * The facade for what schemas are taken from: if those are nothing but other databases than that
   * of the settings, it is for the first of them, whatever the settings are for.
   */
  Garganey openFor(List<SchemaSource> sources) {
    List<ConnectionTarget> others =
        sources.stream()
            .flatMap(
                s -> s instanceof SchemaSource.Database d ? Stream.of(d.target()) : Stream.empty())
            .toList();
    return open(others.size() == sources.size() ? others.get(0) : target());
  }

  private Garganey open(ConnectionTarget target) {
    warnOfPasswordInSight();
    Garganey garganey;
    try {
      garganey = Garganey.open(configuration(target), listener);
    } catch (IllegalArgumentException unknown) {
      throw new UsageMistake(unknown.getMessage());
    }
    return opened.apply(garganey);
  }
}
