package dev.deskhand.app.config;

import dev.deskhand.content.Problems;
import dev.deskhand.content.yaml.YamlMapping;
import dev.deskhand.content.yaml.YamlNode;
import dev.deskhand.permissions.Role;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.regex.Pattern;

/** Reads which roles something gives that is called by a name elsewhere, such as a group. */
final class RolesReader {
  private static final Pattern ROLE = Pattern.compile("[a-z0-9][a-z0-9-]{0,63}");

  private final Problems problems;

  RolesReader(Problems problems) {
    this.problems = problems;
  }

  /**
   * The roles by what gives them.
   *
   * @param key under which they stand; at least one has to
   */
  Map<String, Set<Role>> read(YamlMapping part, String key) {
    Map<String, Set<Role>> roles = new TreeMap<>();
    YamlMapping given = part.mapping(key, problems);
    given.values().forEach((name, _) -> roles.put(name, Set.copyOf(list(given, name))));
    if (roles.isEmpty()) {
      problems.add(part.placeOf(key), "'" + key + "': expected a name and its roles");
    }
    return roles;
  }

  /** The roles under a key, as they are listed. */
  List<Role> list(YamlMapping given, String key) {
    List<Role> roles = new ArrayList<>();
    for (YamlNode node : given.list(key)) {
      String role = node.asText("a role", problems);
      if (ROLE.matcher(role).matches()) {
        roles.add(new Role(role));
      } else {
        problems.add(
            node.at(), "the role '" + role + "' is not valid: expected a-z, 0-9 and '-', up to 64");
      }
    }
    return List.copyOf(roles);
  }
}
