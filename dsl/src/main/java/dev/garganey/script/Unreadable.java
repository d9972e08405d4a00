package dev.garganey.script;

import java.io.IOException;
import java.nio.file.AccessDeniedException;
import java.nio.file.FileSystemException;
import java.nio.file.NoSuchFileException;

/** Unreadable puts into words why a file cannot be read or written. */
public final class Unreadable {
  private Unreadable() {}

  /** The reason alone, without the file's name. */
  public static String reason(IOException failure) {
    if (failure instanceof NoSuchFileException) {
      return "there is no such file";
    }
    if (failure instanceof AccessDeniedException) {
      return "permission denied";
    }
    String message =
        failure instanceof FileSystemException file ? file.getReason() : failure.getMessage();
    return message == null ? failure.getClass().getSimpleName() : message;
  }
}
