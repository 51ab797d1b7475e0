package dev.deskhand.actions.ldap;

import static org.assertj.core.api.Assertions.assertThat;

import dev.deskhand.runbooks.action.ActionCall;
import dev.deskhand.runbooks.action.ActionResult;
import dev.deskhand.runbooks.action.Calls;
import dev.deskhand.runbooks.action.OneTimeSecret;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.atomic.AtomicReference;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

final class SambaDomainTest extends ActiveDirectoryContract {
  private static final AtomicReference<@Nullable SambaDomain> DOMAIN = new AtomicReference<>();

  @BeforeAll
  static void start(@TempDir Path folder) {
    SambaDomain.require();
    DOMAIN.set(SambaDomain.start(folder));
  }

  @AfterAll
  static void close() {
    SambaDomain domain = DOMAIN.get();
    if (domain != null) {
      domain.close();
    }
  }

  @Override
  ActiveDirectoryRig rig() {
    SambaDomain domain = DOMAIN.get();
    if (domain == null) {
      throw new IllegalStateException("start() comes first");
    }
    return domain;
  }

  @Test
  void members_of_groups_within_groups_count_and_come_page_by_page() throws Exception {
    List<OneTimeSecret> kept = new ArrayList<>();
    List<String> people = IntStream.range(0, 7).mapToObj(i -> "member" + i).toList();
    for (String person : people) {
      create(kept, person, "objectClass=user", "sAMAccountName=" + person);
    }
    String inner =
        create(kept, "inner", "objectClass=group", "sAMAccountName=inner", members(people, 0, 6));
    String middle =
        create(kept, "middle", "objectClass=group", "sAMAccountName=middle", "member=" + inner);
    create(
        kept,
        "outer",
        "objectClass=group",
        "sAMAccountName=outer",
        "member=" + middle,
        members(people, 6, 7));
    create(kept, "empty", "objectClass=group", "sAMAccountName=empty");

    Map<String, Set<String>> found =
        new LdapMembers(rig().call(Map.of(), kept).target(), new ActiveDirectoryRig.Kept(kept), 2)
            .of(Set.of("outer", "inner", "empty", "no-such-group"));

    assertThat(found)
        .containsEntry("outer", Set.copyOf(people))
        .containsEntry("inner", Set.copyOf(people.subList(0, 6)))
        .containsEntry("empty", Set.of())
        .containsEntry("no-such-group", Set.of());
  }

  private static String members(List<String> people, int from, int to) {
    return people.subList(from, to).stream()
        .map(person -> "member=CN=" + person + ",CN=Users," + ActiveDirectoryRig.BASE)
        .collect(Collectors.joining("\n"));
  }

  private String create(List<OneTimeSecret> kept, String name, String... attributes)
      throws InterruptedException {
    ActionCall call =
        rig()
            .call(
                Map.of(
                    "name",
                    name,
                    "name-attribute",
                    "cn",
                    "parent",
                    "CN=Users," + ActiveDirectoryRig.BASE),
                kept);
    List<String> lines = Stream.of(attributes).flatMap(String::lines).toList();
    ActionResult result = new LdapCreate().perform(Calls.withList(call, "attributes", lines));
    assertThat(result).isInstanceOf(ActionResult.Done.class);
    return ((ActionResult.Done) result).output().getOrDefault("dn", "?");
  }
}
