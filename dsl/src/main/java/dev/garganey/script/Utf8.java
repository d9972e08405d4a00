package dev.garganey.script;

import dev.garganey.operation.SourcePosition;
import java.nio.ByteBuffer;
import java.nio.CharBuffer;
import java.nio.charset.CoderResult;
import java.nio.charset.CodingErrorAction;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Optional;

/** Utf8 turns the bytes of a file into text, and takes nothing for text that is none. */
final class Utf8 {
  private static final char BYTE_ORDER_MARK = '\uFEFF';

  private Utf8() {}

  /**
   * The text, without a byte order mark.
   *
   * @throws ScriptMistakes if the bytes are not UTF-8
   */
  static String decode(byte[] bytes, String file) {
    ByteBuffer in = ByteBuffer.wrap(bytes);
    CharBuffer out = CharBuffer.allocate(bytes.length);
    CoderResult end =
        StandardCharsets.UTF_8
            .newDecoder()
            .onMalformedInput(CodingErrorAction.REPORT)
            .onUnmappableCharacter(CodingErrorAction.REPORT)
            .decode(in, out, true);
    String text = out.flip().toString();
    if (end.isError()) {
      throw new ScriptMistakes(List.of(mistake(bytes[in.position()], text, file)));
    }
    return !text.isEmpty() && text.charAt(0) == BYTE_ORDER_MARK ? text.substring(1) : text;
  }

  private static Mistake mistake(byte wrong, String before, String file) {
    int line = 1 + (int) before.chars().filter(c -> c == '\n').count();
    int column = before.length() - before.lastIndexOf('\n');
    return new Mistake(
        new SourcePosition(file, line, column),
        Optional.empty(),
        "This is not UTF-8: the byte 0x%02X cannot stand here".formatted(wrong & 0xff),
        Optional.of("Save the file in the encoding UTF-8."));
  }
}
