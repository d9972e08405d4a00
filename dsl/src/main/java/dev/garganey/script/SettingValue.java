package dev.garganey.script;

import java.math.BigDecimal;
import java.util.Optional;

/** SettingValue is an argument as the settings have it, not yet judged. */
sealed interface SettingValue {
  /** Text is a string; it may be a secret and is not shown. */
  record Text(String text) implements SettingValue {
    @Override
    public String toString() {
      return "a text";
    }
  }

  /** Variable is {@code env('X')}, or {@code env('X', 'fallback')}. */
  record Variable(String name, Optional<String> fallback) implements SettingValue {
    @Override
    public String toString() {
      return "env('" + name + "')";
    }
  }

  /** FileText is {@code file('path')}. */
  record FileText(String path) implements SettingValue {
    @Override
    public String toString() {
      return "file('" + path + "')";
    }
  }

  /** Quantity is a number, with a unit or without: {@code 10.s}. */
  record Quantity(BigDecimal number, Optional<String> unit) implements SettingValue {
    @Override
    public String toString() {
      return number.toPlainString() + unit.map(u -> "." + u).orElse("");
    }
  }

  /** Flag is true or false. */
  record Flag(boolean value) implements SettingValue {
    @Override
    public String toString() {
      return Boolean.toString(value);
    }
  }

  /** Word is a bare word: {@code byName}. */
  record Word(String word) implements SettingValue {
    @Override
    public String toString() {
      return "`" + word + "`";
    }
  }

  /** Other is what a script may compute, and no setting takes. */
  record Other(String type) implements SettingValue {
    @Override
    public String toString() {
      return type;
    }
  }
}
