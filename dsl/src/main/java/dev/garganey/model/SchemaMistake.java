package dev.garganey.model;

/**
 * SchemaMistake says that a value of the model or an operation on it makes no sense: a missing
 * table, a column that is there twice, an empty key. Its message is one sentence for the user.
 */
public class SchemaMistake extends RuntimeException {
  private static final long serialVersionUID = 1L;

  public SchemaMistake(String message) {
    super(message);
  }
}
