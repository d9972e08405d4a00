package dev.garganey.shell.interactive;

import java.nio.file.Path;

/** Destination is where a result goes. */
sealed interface Destination {
  /** To whoever looks. */
  record Screen() implements Destination {}

  /** To a file, in place of what is there or behind it. */
  record ToFile(Path file, boolean append) implements Destination {}

  /** To a program's standard input; the command line is read by {@code sh}. */
  record ToProgram(String command) implements Destination {}

  /** The screen. */
  Destination SCREEN = new Screen();
}
