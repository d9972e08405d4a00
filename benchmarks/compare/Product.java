package compare;

/** Product is a database that is measured on. */
enum Product {
  SQLITE("SQLite"),
  POSTGRESQL("PostgreSQL");

  private final String title;

  Product(String title) {
    this.title = title;
  }

  String title() {
    return title;
  }
}
