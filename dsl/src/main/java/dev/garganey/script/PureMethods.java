package dev.garganey.script;

import dev.garganey.script.Purity.Impure;
import java.util.Set;
import java.util.TreeSet;

/**
 * PureMethods are the methods of text, numbers, lists and maps by which nothing but such comes of
 * such, each time the same.
 */
final class PureMethods {
  /** What calls a block for each of its values, and does not care what comes of it. */
  private static final Set<String> EACH =
      names(
          """
          downto each eachWithIndex reverseEach step times upto
          """);

  /** What comes of plain values by these is plain, where the block that they call computes. */
  private static final Set<String> CALLING =
      names(
          """
          any collect collectEntries collectMany count countBy dropWhile every find findAll
          findIndexOf findResult findResults groupBy inject max min removeAll replaceAll
          retainAll sort sum takeWhile toSorted toUnique unique
          """);

  /** What comes of plain values by these is plain; a block they might keep. */
  private static final Set<String> COMPUTING =
      names(
          """
          abs add addAll capitalize center charAt collate combinations compareTo concat
          contains containsAll containsKey containsValue div drop dropRight endsWith equals
          equalsIgnoreCase first flatten get getOrDefault head indexOf indexed init intValue
          intdiv intersect isBlank isEmpty isInteger isNumber join last lastIndexOf length
          longValue matches minus mod multiply next padLeft padRight plus pop power previous
          push put putAll putIfAbsent readLines remove replace replaceFirst reverse size
          startsWith strip stripIndent stripMargin subList subMap substring tail take takeRight
          toBigDecimal toBigInteger toBoolean toDouble toInteger toList toLong toLowerCase
          toString toUpperCase tokenize transpose trim uncapitalize withIndex
          """);

  /** What comes of plain values by these is a view of them. */
  private static final Set<String> VIEWS =
      names(
          """
          entrySet keySet split values
          """);

  /** What comes of a view by these is no view any more. */
  private static final Set<String> OF_VIEWS =
      names(
          """
          any collect collectEntries collectMany contains count every find findAll first head
          indexOf inject isEmpty join last size toList
          """);

  /** What comes of a view by these may be another one; its text is no two times the same. */
  private static final Set<String> ALSO_VIEWS =
      names(
          """
          drop dropRight each eachWithIndex init reverse reverseEach sort tail take takeRight
          toSorted toUnique unique
          """);

  private PureMethods() {}

  private static Set<String> names(String text) {
    return Set.of(text.strip().split("\\s+"));
  }

  /** Whether a block is called by it, and nobody cares what comes of the block. */
  static boolean isEach(String method) {
    return EACH.contains(method);
  }

  /** Whether a block is called by it that has to compute something plain. */
  static boolean isCalling(String method) {
    return CALLING.contains(method);
  }

  /** Whether it takes plain values alone. */
  static boolean isComputing(String method) {
    return COMPUTING.contains(method) || VIEWS.contains(method);
  }

  /** What comes by a method of something plain or a view. */
  static PureKind result(PureKind of, String method) {
    if (of == PureKind.VIEW && !OF_VIEWS.contains(method)) {
      Impure.unless(ALSO_VIEWS.contains(method));
      return PureKind.VIEW;
    }
    return VIEWS.contains(method) ? PureKind.VIEW : PureKind.PLAIN;
  }

  /** All of them. */
  static Set<String> all() {
    Set<String> all = new TreeSet<>(COMPUTING);
    all.addAll(CALLING);
    all.addAll(EACH);
    all.addAll(VIEWS);
    return all;
  }
}
