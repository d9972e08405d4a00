package dev.garganey.script;

import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;

/** ScriptClassLoader defines the classes of scripts as they are needed. */
final class ScriptClassLoader extends ClassLoader {
  private final Map<String, byte[]> bytes;

  ScriptClassLoader(ClassLoader parent, Map<String, byte[]> bytes) {
    super(parent);
    this.bytes = new ConcurrentHashMap<>(bytes);
  }

  /** The class of a script; empty where a file holds classes alone. */
  Optional<Class<? extends BoundScript>> script(String name) {
    try {
      Class<?> type = loadClass(name);
      return BoundScript.class.isAssignableFrom(type)
          ? Optional.of(type.asSubclass(BoundScript.class))
          : Optional.empty();
    } catch (ClassNotFoundException e) {
      return Optional.empty();
    }
  }

  @Override
  protected Class<?> findClass(String name) throws ClassNotFoundException {
    byte[] code = bytes.remove(name);
    if (code == null) {
      throw new ClassNotFoundException(name);
    }
    return defineClass(name, code, 0, code.length);
  }
}
