package dev.garganey.foreign;

import dev.garganey.model.ObjectName;
import dev.garganey.model.Schema;
import java.sql.SQLException;
import java.util.List;

/** ForeignTool is another migration tool, known by the tables in which it keeps its history. */
interface ForeignTool {
  /** How it is called. */
  String title();

  /** Its histories in a schema: the tables of each, that of what was applied first. */
  List<List<ObjectName>> find(Schema schema);

  /** Where it stands by one of its histories. */
  ForeignHistory read(List<ObjectName> tables, Rows rows) throws SQLException;
}
