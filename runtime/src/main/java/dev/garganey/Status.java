package dev.garganey;

import java.util.List;

/**
 * Status says where every migration stands, files and history together, in order.
 *
 * @param database the URL without secrets
 */
public record Status(String database, String product, List<MigrationStatus> migrations) {
  public Status {
    migrations = List.copyOf(migrations);
  }

  /** Those in a state. */
  public List<MigrationStatus> in(MigrationState... states) {
    List<MigrationState> wanted = List.of(states);
    return migrations.stream().filter(m -> wanted.contains(m.state())).toList();
  }

  /** Those that an apply would run. */
  public List<MigrationStatus> pending() {
    return in(MigrationState.PENDING, MigrationState.OUT_OF_ORDER, MigrationState.FAILED);
  }
}
