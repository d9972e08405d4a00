package dev.garganey.script;

import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;

/**
 * NameOf says what a parameter of a word names where the parameter's own name does not: those that
 * are called {@code table}, {@code view}, {@code column} and the like need no more.
 */
@Retention(RetentionPolicy.RUNTIME)
@Target(ElementType.PARAMETER)
@interface NameOf {
  NameKind value();
}
