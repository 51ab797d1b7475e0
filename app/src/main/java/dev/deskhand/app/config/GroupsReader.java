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
import java.util.stream.Collectors;

/**
 * Reads which directory's groups give which roles, and whose people and groups are known by name:
 * the parts {@code directory-roles} and {@code directory-names}.
 */
final class GroupsReader {
  private static final Duration USUAL = Duration.ofMinutes(5);
  private static final Duration SHORTEST = Duration.ofSeconds(4);
  private static final Duration LONGEST = Duration.ofHours(1);

  private static final Duration SELDOM = Duration.ofMinutes(15);
  private static final Duration MOST_SELDOM = Duration.ofDays(1);

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

  /** Empty where no target is named that there is. */
  Optional<Settings.DirectoryNames> readNames(YamlMapping part) {
    part.allowOnly(problems, "target", "every", "group-inputs");
    Optional<Target> target = target(part);
    Duration every = part.duration("every", problems).orElse(SELDOM);
    if (every.compareTo(SHORTEST) < 0 || every.compareTo(MOST_SELDOM) > 0) {
      problems.add(part.placeOf("every"), "'every': expected a time from 4s to 24h");
    }
    Set<String> inputs =
        part.find("group-inputs").isPresent()
            ? part.list("group-inputs").stream()
                .map(node -> node.asText("an input of 'group-inputs'", problems))
                .collect(Collectors.toSet())
            : Set.of("group");
    return target.map(found -> new Settings.DirectoryNames(found, every, inputs));
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
