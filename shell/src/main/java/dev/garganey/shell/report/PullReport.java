package dev.garganey.shell.report;

import dev.garganey.Pulled;
import dev.garganey.model.NativeObject;
import dev.garganey.model.Schema;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Collectors;

/**
 * PullReport shows what was pulled and which files came of it.
 *
 * @param added files that were not there
 * @param changed files that say something else
 * @param gone files that pull wrote and that nothing belongs in any more
 * @param own files that somebody else wrote, and that stay
 * @param written whether anything was written
 * @param refused whether files would be lost that nobody gave up
 */
public record PullReport(
    Pulled pulled,
    Path folder,
    List<String> added,
    List<String> changed,
    List<String> gone,
    List<String> own,
    boolean written,
    boolean refused,
    long millis) {

  public void write(Page page) {
    page.line(
        "%s: %s, read in %s".formatted(pulled.title(), counted(objects()), Elapsed.text(millis)));
    if (!verbatim().isEmpty()) {
      page.line("  carried verbatim: " + counted(verbatim()));
    }
    pulled.notes().forEach(n -> page.line("  " + n + "."));
    pulled.leftOut().forEach(l -> page.line(page.styled(Style.YELLOW, "  " + l + ".")));
    list(page, "+", added);
    list(page, "~", changed);
    list(page, "-", gone);
    if (!own.isEmpty()) {
      page.line("Nothing of the database is in " + folder + "/" + String.join(", ", own));
    }
    page.line(end());
  }

  private void list(Page page, String sign, List<String> names) {
    names.forEach(n -> page.line("  " + sign + " " + folder.resolve(n)));
  }

  private String end() {
    int all = pulled.files().size();
    if (added.isEmpty() && changed.isEmpty() && gone.isEmpty()) {
      return all + (all == 1 ? " file" : " files") + ", nothing changed.";
    }
    if (refused) {
      return "Nothing was written: files that say something else (~) or that nothing belongs in"
          + " any more (-) are given up only with --overwrite.";
    }
    return "%d %s: %d new, %d changed, %d removed%s"
        .formatted(
            all,
            all == 1 ? "file" : "files",
            added.size(),
            changed.size(),
            gone.size(),
            written ? "." : "; nothing was written.");
  }

  private Map<String, Long> objects() {
    Schema schema = pulled.schema();
    Map<String, Long> counts = new LinkedHashMap<>();
    counts.put("tables", (long) schema.tables().size());
    counts.put("views", (long) schema.views().size());
    counts.put("indexes", schema.tables().stream().mapToLong(t -> t.indexes().size()).sum());
    counts.put("triggers", schema.tables().stream().mapToLong(t -> t.triggers().size()).sum());
    counts.put("enums", (long) schema.enums().size());
    counts.put("domains", (long) schema.domains().size());
    counts.put("sequences", (long) schema.sequences().size());
    counts.put("functions", (long) schema.functions().size());
    counts.put("extensions", (long) schema.extensions().size());
    counts.put("schemas", (long) schema.schemas().size());
    counts.values().removeIf(n -> n == 0);
    return counts;
  }

  private Map<String, Long> verbatim() {
    return pulled.schema().natives().stream()
        .collect(Collectors.groupingBy(NativeObject::kind, TreeMap::new, Collectors.counting()));
  }

  private static String counted(Map<String, Long> counts) {
    return counts.isEmpty()
        ? "nothing"
        : counts.entrySet().stream()
            .map(e -> e.getValue() + " " + e.getKey())
            .collect(Collectors.joining(", "));
  }

  /**
   * Fields: source, folder, objects, verbatim, leftOut, notes, files, what became of them, millis.
   */
  public Object json() {
    return Values.of(
        "source",
        pulled.title(),
        "folder",
        folder.toString(),
        "objects",
        objects(),
        "verbatim",
        verbatim(),
        "leftOut",
        pulled.leftOut(),
        "notes",
        pulled.notes(),
        "files",
        List.copyOf(pulled.files().keySet()),
        "added",
        added,
        "changed",
        changed,
        "gone",
        gone,
        "own",
        own,
        "written",
        written,
        "refused",
        refused,
        "millis",
        millis);
  }
}
