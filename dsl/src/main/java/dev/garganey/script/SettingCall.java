package dev.garganey.script;

import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * SettingCall is one word of the settings with all that it is given.
 *
 * @param line from 1
 * @param column from 1
 * @param block the calls between its braces, where it has some
 */
record SettingCall(
    String word,
    int line,
    int column,
    List<SettingValue> arguments,
    Map<String, SettingValue> named,
    Optional<List<SettingCall>> block) {}
