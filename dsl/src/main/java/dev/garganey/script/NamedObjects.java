package dev.garganey.script;

import dev.garganey.model.ColumnRef;
import dev.garganey.model.EnumType;
import dev.garganey.model.Extension;
import dev.garganey.model.Function;
import dev.garganey.model.NativeObject;
import dev.garganey.model.ObjectName;
import dev.garganey.model.ObjectRef;
import dev.garganey.model.SchemaMistake;
import dev.garganey.model.Sequence;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;

/** NamedObjects makes objects of what a word says of them, in a migration and in a model alike. */
final class NamedObjects {
  private NamedObjects() {}

  static Sequence sequence(String name, Named given) {
    return new Sequence(
        ObjectName.parse(name),
        given.type("type"),
        given.sequence(),
        given.value("ownedBy").map(NamedObjects::owner),
        given.text("comment"));
  }

  /** The column that owns a sequence: {@code 'table.column'}, or both in a list. */
  static ColumnRef owner(Object given) {
    if (given instanceof List<?> list && list.size() == 2) {
      return new ColumnRef(
          ObjectName.parse(String.valueOf(list.get(0))), String.valueOf(list.get(1)));
    }
    String text = String.valueOf(given);
    int dot = text.lastIndexOf('.');
    if (dot < 1) {
      throw new SchemaMistake("A sequence is owned by a column: ownedBy: 'table.column'");
    }
    return new ColumnRef(ObjectName.parse(text.substring(0, dot)), text.substring(dot + 1));
  }

  static EnumType enumType(String name, String[] values, Named given) {
    return new EnumType(ObjectName.parse(name), List.of(values), given.text("comment"));
  }

  static Extension extension(String name, Named given) {
    return new Extension(name, given.text("schema"), given.text("version"));
  }

  static Function function(String kind, String signature, String definition, Named given) {
    Signature split = Signature.of(signature);
    return new Function(split.name(), kind, split.arguments(), definition, given.text("comment"));
  }

  /** An object that has no word of its own, with what named arguments say of it. */
  static NativeObject nativeObject(String kind, String name, String sql, Named given) {
    return new NativeObject(
        kind,
        name,
        sql,
        given.text("drop").orElse(""),
        given.text("partOf").map(ObjectRef::parse),
        refs(given.value("dependsOn")));
  }

  private static Set<ObjectRef> refs(Optional<Object> given) {
    Set<ObjectRef> refs = new TreeSet<>();
    if (given.isPresent() && given.get() instanceof List<?> list) {
      list.forEach(ref -> refs.add(ObjectRef.parse(String.valueOf(ref))));
    }
    return refs;
  }
}
