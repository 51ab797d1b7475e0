package dev.deskhand.app.config;

import dev.deskhand.content.Problems;
import dev.deskhand.content.yaml.YamlMapping;
import dev.deskhand.permissions.Role;
import dev.deskhand.runbooks.action.Target;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/** Reads which directory's groups give which roles: the part {@code directory-roles}. */
final class GroupsReader {
  private static final Duration USUAL = Duration.ofMinutes(5);
  private static final Duration SHORTEST = Duration.ofSeconds(4);
  private static final Duration LONGEST = Duration.ofHours(1);

  private final List<Target> targets;
  private final Problems problems;

  GroupsReader(List<Target> targets, Problems problems) {
    this.targets = targets;
    this.problems = problems;
  }

  /** Empty where no target is named that there is. */
  Optional<Settings.Groups> read(YamlMapping part) {
    part.allowOnly(problems, "target", "keep", "groups");
    Optional<Target> target = target(part);
    Duration keep = part.duration("keep", problems).orElse(USUAL);
    if (keep.compareTo(SHORTEST) < 0 || keep.compareTo(LONGEST) > 0) {
      problems.add(part.placeOf("keep"), "'keep': expected a time from 4s to 1h");
    }
    Map<String, Set<Role>> roles = new RolesReader(problems).read(part, "groups");
    return target.map(found -> new Settings.Groups(found, keep, roles));
  }

  private Optional<Target> target(YamlMapping part) {
    String name = part.text("target", problems);
    List<Target> directories = targets.stream().filter(it -> it.kind().equals("ldap")).toList();
    Optional<Target> target = directories.stream().filter(it -> it.name().equals(name)).findFirst();
    if (target.isEmpty() && !name.isBlank()) {
      problems.add(
          part.placeOf("target"),
          "'target': no target of kind ldap is called '"
              + name
              + "': "
              + Problems.suggestion(name, directories.stream().map(Target::name).toList()));
    }
    return target;
  }
}
