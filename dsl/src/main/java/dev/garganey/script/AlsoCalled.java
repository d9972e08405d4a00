package dev.garganey.script;

import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;

/** AlsoCalled gives a word the names that Java has reserved: {@code char}, {@code native}. */
@Retention(RetentionPolicy.RUNTIME)
@Target(ElementType.METHOD)
@interface AlsoCalled {
  String[] value();
}
