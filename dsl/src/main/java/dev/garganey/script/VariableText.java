package dev.garganey.script;

import dev.garganey.model.SchemaMistake;
import dev.garganey.script.SettingValue.Variable;
import groovy.lang.GString;
import java.util.Optional;

/**
 * VariableText is what {@code env('X')} is in a script: a text to compare, test and interpolate,
 * that still knows where it comes from.
 */
final class VariableText extends GString {
  private static final long serialVersionUID = 1L;

  private final transient Variable variable;
  private final transient Optional<String> text;

  VariableText(Variable variable, Optional<String> text) {
    super(new Object[0]);
    this.variable = variable;
    this.text = text;
  }

  Variable variable() {
    return variable;
  }

  @Override
  public String[] getStrings() {
    return new String[] {toString()};
  }

  /** Zero where the variable is not set, so that it is false to Groovy. */
  @Override
  public int length() {
    return text.map(String::length).orElse(0);
  }

  @Override
  public String toString() {
    return text.orElseThrow(
        () ->
            new SchemaMistake(
                "The environment variable `"
                    + variable.name()
                    + "` is not set; give it a default: env('"
                    + variable.name()
                    + "', '…')"));
  }
}
