package dev.garganey.dialect.postgresql;

import dev.garganey.model.ColumnType;
import dev.garganey.model.Constraint;
import dev.garganey.model.Domain;
import dev.garganey.model.EnumType;
import dev.garganey.model.Extension;
import dev.garganey.model.ObjectName;
import dev.garganey.model.ObjectRef;
import dev.garganey.model.Schema;
import dev.garganey.model.Value;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/** TypesReader reads schemas, extensions, enums and domains. */
final class TypesReader {
  private static final String SCHEMAS =
      "SELECT n.nspname, n.oid FROM pg_namespace n WHERE "
          + Catalogue.OF_USERS
          + " AND "
          + Catalogue.notOfExtension("pg_namespace", "n.oid")
          + " ORDER BY n.nspname";

  private static final String EXTENSIONS =
      """
      SELECT e.oid, e.extname, n.nspname FROM pg_extension e
      JOIN pg_namespace n ON n.oid = e.extnamespace
      WHERE e.extname <> 'plpgsql' ORDER BY e.extname""";

  private static final String ENUMS =
      """
      SELECT t.oid, n.nspname, t.typname, obj_description(t.oid, 'pg_type') AS comment,
        (SELECT array_agg(e.enumlabel::text ORDER BY e.enumsortorder)
          FROM pg_enum e WHERE e.enumtypid = t.oid) AS labels
      FROM pg_type t JOIN pg_namespace n ON n.oid = t.typnamespace
      WHERE t.typtype = 'e' AND\s"""
          + Catalogue.OF_USERS
          + " AND "
          + Catalogue.notOfExtension("pg_type", "t.oid")
          + " ORDER BY n.nspname, t.typname";

  private static final String DOMAINS =
      """
      SELECT t.oid, n.nspname, t.typname, t.typnotnull, obj_description(t.oid, 'pg_type') AS comment,
        format_type(t.typbasetype, t.typtypmod) AS type,
        CASE WHEN b.typtype = 'e' OR b.typcategory = 'A' THEN
          (SELECT ARRAY[en.nspname, e.typname]::text[] FROM pg_type e
            JOIN pg_namespace en ON en.oid = e.typnamespace WHERE e.typtype = 'e'
            AND e.oid = CASE WHEN b.typtype = 'e' THEN b.oid ELSE b.typelem END) END AS enum,
        b.typtype <> 'e' AS enum_array,
        pg_get_expr(t.typdefaultbin, 0) AS expression,
        CASE WHEN t.typcollation <> b.typcollation THEN
          (SELECT ARRAY[CASE WHEN NOT pg_collation_is_visible(l.oid) THEN ln.nspname END,
            l.collname]::text[] FROM pg_collation l
            JOIN pg_namespace ln ON ln.oid = l.collnamespace WHERE l.oid = t.typcollation)
          END AS collation
      FROM pg_type t
      JOIN pg_namespace n ON n.oid = t.typnamespace
      JOIN pg_type b ON b.oid = t.typbasetype
      WHERE t.typtype = 'd' AND\s"""
          + Catalogue.OF_USERS
          + " AND "
          + Catalogue.notOfExtension("pg_type", "t.oid")
          + " ORDER BY n.nspname, t.typname";

  private static final String DOMAIN_CHECKS =
      """
      SELECT c.contypid, c.conname, c.convalidated, pg_get_constraintdef(c.oid) AS definition
      FROM pg_constraint c WHERE c.contypid <> 0 AND c.contype = 'c'
      ORDER BY c.contypid, c.conname""";

  private final Catalogue catalogue;
  private final Answer schemas;
  private final Answer extensions;
  private final Answer enums;
  private final Answer domainChecks;
  private final Answer domains;

  TypesReader(Catalogue catalogue) {
    this.catalogue = catalogue;
    this.schemas = catalogue.ask(SCHEMAS);
    this.extensions = catalogue.ask(EXTENSIONS);
    this.enums = catalogue.ask(ENUMS);
    this.domainChecks = catalogue.ask(DOMAIN_CHECKS);
    this.domains = catalogue.ask(DOMAINS);
  }

  /** A schema of what this reader reads. */
  Schema read() throws SQLException {
    Schema schema = Schema.EMPTY;
    for (String name : schemas()) {
      schema = schema.withSchema(name);
    }
    for (Extension extension : extensions()) {
      schema = schema.with(extension);
    }
    for (EnumType type : enums()) {
      schema = schema.with(type);
    }
    for (Domain domain : domains()) {
      schema = schema.with(domain);
    }
    return schema;
  }

  /** The schemas besides the default one and {@code public}, which every database has. */
  private List<String> schemas() throws SQLException {
    List<String> schemas = new ArrayList<>();
    this.schemas.each(
        row -> {
          String name = row.getString("nspname");
          catalogue.known().add("pg_namespace", row.getLong("oid"), ObjectRef.schema(name));
          if (!catalogue.isAlwaysThere(name)) {
            schemas.add(name);
          }
        });
    return schemas;
  }

  private List<Extension> extensions() throws SQLException {
    List<Extension> extensions = new ArrayList<>();
    this.extensions.each(
        row -> {
          String name = row.getString("extname");
          catalogue.known().add("pg_extension", row.getLong("oid"), ObjectRef.extension(name));
          extensions.add(
              new Extension(
                  name, catalogue.name(row.getString("nspname"), name).schema(), Optional.empty()));
        });
    return extensions;
  }

  private List<EnumType> enums() throws SQLException {
    List<EnumType> enums = new ArrayList<>();
    this.enums.each(
        row ->
            enums.add(
                new EnumType(
                    typeName(row), Catalogue.list(row, "labels"), Catalogue.text(row, "comment"))));
    return enums;
  }

  private ObjectName typeName(ResultSet row) throws SQLException {
    ObjectName name = catalogue.name(row.getString("nspname"), row.getString("typname"));
    catalogue.known().add("pg_type", row.getLong("oid"), ObjectRef.type(name));
    return name;
  }

  private List<Domain> domains() throws SQLException {
    Map<Long, List<Constraint.Check>> checks = new HashMap<>();
    this.domainChecks.each(
        row ->
            checks
                .computeIfAbsent(row.getLong("contypid"), k -> new ArrayList<>())
                .add(check(row)));
    List<Domain> domains = new ArrayList<>();
    this.domains.each(
        row -> domains.add(domain(row, checks.getOrDefault(row.getLong("oid"), List.of()))));
    return domains;
  }

  private static Constraint.Check check(ResultSet row) throws SQLException {
    String definition = row.getString("definition").substring("CHECK ".length());
    boolean validated = row.getBoolean("convalidated");
    String expression = validated ? definition : definition.replaceFirst(" NOT VALID$", "");
    return new Constraint.Check(
        Optional.of(row.getString("conname")), Expressions.ungrouped(expression), validated, false);
  }

  private Domain domain(ResultSet row, List<Constraint.Check> checks) throws SQLException {
    String formatted = row.getString("type");
    ColumnType type = ColumnsReader.type(catalogue, row, formatted);
    Optional<Value> defaultValue =
        Catalogue.text(row, "expression")
            .flatMap(e -> Defaults.read(e, Set.of(PostgresqlTypes.withoutModifiers(formatted))));
    return new Domain(
        typeName(row),
        type,
        !row.getBoolean("typnotnull"),
        defaultValue,
        ColumnsReader.collation(row),
        checks,
        Catalogue.text(row, "comment"));
  }
}
