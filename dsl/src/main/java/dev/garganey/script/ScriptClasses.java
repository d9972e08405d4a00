package dev.garganey.script;

import dev.garganey.script.SourceText.Range;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.DataInputStream;
import java.io.DataOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * ScriptClasses are what the compiler made of one script, with all that only the compiler knew of
 * it.
 *
 * @param name the class of the script itself
 * @param bytes the classes by their names
 * @param ranges the statements, by number
 * @param pure whether what it says depends on its text and the product alone
 */
record ScriptClasses(String name, Map<String, byte[]> bytes, List<Range> ranges, boolean pure) {
  /** The version of the format that {@link #write} makes. */
  static final int VERSION = 1;

  /** All of it as bytes. */
  byte[] write() {
    ByteArrayOutputStream written = new ByteArrayOutputStream();
    try (DataOutputStream out = new DataOutputStream(written)) {
      out.writeInt(VERSION);
      out.writeUTF(name);
      out.writeBoolean(pure);
      out.writeInt(ranges.size());
      for (Range range : ranges) {
        out.writeInt(range.line());
        out.writeInt(range.column());
        out.writeInt(range.lastLine());
        out.writeInt(range.lastColumn());
      }
      out.writeInt(bytes.size());
      for (Map.Entry<String, byte[]> one : bytes.entrySet()) {
        out.writeUTF(one.getKey());
        out.writeInt(one.getValue().length);
        out.write(one.getValue());
      }
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    return written.toByteArray();
  }

  /**
   * What was written.
   *
   * @throws UncheckedIOException if it is not of this format
   */
  static ScriptClasses read(byte[] written) {
    try (DataInputStream in = new DataInputStream(new ByteArrayInputStream(written))) {
      if (in.readInt() != VERSION) {
        throw new IOException("This is another format");
      }
      String name = in.readUTF();
      boolean pure = in.readBoolean();
      List<Range> ranges = new ArrayList<>();
      for (int left = in.readInt(); left > 0; left--) {
        ranges.add(new Range(in.readInt(), in.readInt(), in.readInt(), in.readInt()));
      }
      Map<String, byte[]> bytes = new LinkedHashMap<>();
      for (int left = in.readInt(); left > 0; left--) {
        String one = in.readUTF();
        bytes.put(one, in.readNBytes(in.readInt()));
      }
      return new ScriptClasses(name, bytes, List.copyOf(ranges), pure);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
