package dev.garganey.script;

import java.util.Set;

/** Keywords are the words that mean something else to Groovy (its documentation, "Keywords"). */
final class Keywords {
  private static final Set<String> WORDS =
      Set.of(
          "abstract",
          "as",
          "assert",
          "boolean",
          "break",
          "byte",
          "case",
          "catch",
          "char",
          "class",
          "const",
          "continue",
          "def",
          "default",
          "do",
          "double",
          "else",
          "enum",
          "extends",
          "final",
          "finally",
          "float",
          "for",
          "goto",
          "if",
          "implements",
          "import",
          "in",
          "instanceof",
          "int",
          "interface",
          "it",
          "long",
          "native",
          "new",
          "non-sealed",
          "null",
          "package",
          "permits",
          "private",
          "protected",
          "public",
          "record",
          "return",
          "sealed",
          "short",
          "static",
          "strictfp",
          "super",
          "switch",
          "synchronized",
          "this",
          "threadsafe",
          "throw",
          "throws",
          "trait",
          "transient",
          "true",
          "false",
          "try",
          "var",
          "void",
          "volatile",
          "while",
          "with",
          "yield");

  private Keywords() {}

  static boolean contains(String word) {
    return WORDS.contains(word);
  }
}
