package dev.garganey;

import dev.garganey.execute.Refused;
import dev.garganey.operation.Migration;
import dev.garganey.script.MigrationFile;
import dev.garganey.script.MigrationOrder;
import java.util.List;
import java.util.Optional;

/**
 * SquashRange is the migrations that become one, and those that are applied before them.
 *
 * @param files the files of the folder that are not replaced already
 * @param base applied before, in order
 * @param range become one, in order
 */
record SquashRange(List<MigrationFile> files, List<Migration> base, List<Migration> range) {
  /**
   * The migrations between two ids, both included.
   *
   * @param from an id or the beginning of one; empty for the first of the folder
   * @throws IllegalArgumentException if there is no such migration
   * @throws Refused if they cannot be made one
   */
  static SquashRange of(
      List<MigrationFile> all, List<Migration> ordered, Optional<String> from, String to) {
    List<String> kept = ordered.stream().map(Migration::id).toList();
    List<MigrationFile> files = all.stream().filter(f -> kept.contains(f.id())).toList();
    Survey survey = Survey.of(files);
    List<String> ids = files.stream().map(MigrationFile::id).toList();
    int first = from.map(text -> ids.indexOf(survey.resolve(text))).orElse(0);
    int last = ids.indexOf(survey.resolve(to));
    if (last <= first) {
      throw new IllegalArgumentException(
          last == first
              ? "`" + ids.get(first) + "` alone is one migration already; name the first and last"
              : "`"
                  + ids.get(first)
                  + "` comes after `"
                  + ids.get(last)
                  + "`; name the first first");
    }
    List<String> wanted = ids.subList(first, last + 1);
    List<Migration> range = ordered.stream().filter(m -> wanted.contains(m.id())).toList();
    range.forEach(SquashRange::refuse);
    int start = ordered.indexOf(range.get(0));
    if (!ordered.subList(start, start + range.size()).equals(range)) {
      throw new Refused(
          "By what they require, others are applied between these migrations, so they cannot"
              + " become one; squash the parts that follow each other");
    }
    return new SquashRange(files, ordered.subList(0, start), range);
  }

  private static void refuse(Migration migration) {
    if (migration.repeatable()) {
      throw new Refused(
          migration.id() + " is repeatable and stays on its own; leave it out of the range");
    }
    if (!migration.replaces().isEmpty()) {
      throw new Refused(
          migration.id()
              + " replaces others itself. Once every database has applied it, take its line"
              + " `replaces` out, and squash it then");
    }
    if (migration.up().stream().anyMatch(s -> !s.only().isEmpty())) {
      throw new Refused(
          migration.id()
              + " has operations for one database product alone, and a squashed migration has"
              + " those of every product; leave it out of the range");
    }
  }

  /**
   * The id of the one that does their work: it sorts where the first of them stands.
   *
   * @throws Refused if under this name it would stand somewhere else, or the name is taken
   */
  String id(String slug) {
    String first = range.get(0).id();
    String number = first.replaceFirst("(?s)^(\\d*).*$", "$1");
    String id = number.isEmpty() ? slug : number + "_" + slug;
    List<String> ids = ids();
    for (MigrationFile file : files) {
      if (file.id().equalsIgnoreCase(id)) {
        throw new Refused(file.id() + " is there already; choose another name");
      }
      boolean inRange = ids.contains(file.id());
      boolean before = MigrationOrder.BY_NUMBER.compare(file.id(), first) < 0;
      if (!inRange && before != MigrationOrder.BY_NUMBER.compare(file.id(), id) < 0) {
        throw new Refused(
            "`"
                + id
                + "` would be applied on the wrong side of "
                + file.id()
                + "; choose a name that sorts where "
                + first
                + " is");
      }
    }
    return id;
  }

  List<String> ids() {
    return range.stream().map(Migration::id).toList();
  }

  List<MigrationFile> replaced() {
    List<String> ids = ids();
    return files.stream().filter(f -> ids.contains(f.id())).toList();
  }

  /** What must be applied before, of all that they require. */
  List<String> requires() {
    List<String> ids = ids();
    return range.stream()
        .flatMap(m -> m.requires().stream())
        .filter(id -> !ids.contains(id))
        .distinct()
        .toList();
  }
}
