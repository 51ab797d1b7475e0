package dev.deskhand.trees;

import dev.deskhand.content.Template;
import java.time.Duration;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.Map;

/**
 * A live check as the tree writes it.
 *
 * @param action a read-only step action, such as {@code ldap.account-state}
 * @param timeout after which it is taken for one that could not tell
 */
public record CheckCall(
    String action, TargetName target, Map<String, Template> arguments, Duration timeout) {
  public CheckCall {
    arguments = Collections.unmodifiableMap(new LinkedHashMap<>(arguments));
  }
}
