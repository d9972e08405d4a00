package dev.garganey.shell.command;

/** Conversation goes on between a person and the program until one of them ends it. */
@FunctionalInterface
public interface Conversation {
  /** Holds it, to the end. */
  ExitCode hold(Invocation invocation);
}
