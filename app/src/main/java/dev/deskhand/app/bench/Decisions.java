package dev.deskhand.app.bench;

import dev.deskhand.content.Problems;
import dev.deskhand.journal.Sha256;
import dev.deskhand.journal.TenantId;
import dev.deskhand.permissions.AccessRequest;
import dev.deskhand.permissions.Action;
import dev.deskhand.permissions.Authorizer;
import dev.deskhand.permissions.People;
import dev.deskhand.permissions.PersonId;
import dev.deskhand.permissions.Policies;
import dev.deskhand.permissions.PolicyFile;
import dev.deskhand.permissions.PolicyReader;
import dev.deskhand.permissions.Principal;
import dev.deskhand.permissions.Resource;
import dev.deskhand.permissions.Role;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import java.util.Set;

/**
 * How long the policies take to decide: 500 of them, 10,000 people, 250 runbooks, and hardly ever
 * the same question twice.
 */
final class Decisions {
  private static final int POLICIES = 500;
  private static final int PEOPLE = 10_000;
  private static final int RUNBOOKS = POLICIES / 2;
  private static final int ROLES = 40;

  /** Until Java has compiled what is called often. */
  private static final int WARMING = 30_000;

  private static final int MEASURED = 5_000;
  private static final int SEED = 20;
  private static final double MICROS_IN_A_MILLISECOND = 1_000;

  /** What the baseline hashes: about as much work as a decision is meant to be. */
  private static final String TEXT = "x".repeat(16 * 1024);

  private final Path schema;

  /**
   * A measurement to be made.
   *
   * @param schema the file of the policies' schema
   */
  Decisions(Path schema) {
    this.schema = schema;
  }

  List<Figure> measure() throws IOException {
    List<Principal> everybody = everybody();
    People people =
        new People(
            TenantId.DEFAULT,
            everybody.stream().map(it -> new People.Member(it, List.of())).toList());
    Authorizer authorizer = new Authorizer(policies(), people, InstantSource.system());
    Random random = new Random(SEED);
    times(WARMING, authorizer, everybody, random);
    hashes(WARMING);
    Percentiles decisions = new Percentiles(times(MEASURED, authorizer, everybody, random));
    Percentiles hashes = new Percentiles(hashes(MEASURED));
    return List.of(
        figure("p50", decisions.millis(50), hashes.millis(50)),
        figure("p99", decisions.millis(99), hashes.millis(99)));
  }

  private static Figure figure(String name, double decision, double hash) {
    return new Figure(
        "a decision, %d policies, %d people, %s".formatted(POLICIES, PEOPLE, name),
        decision * MICROS_IN_A_MILLISECOND,
        "µs",
        hash * MICROS_IN_A_MILLISECOND,
        "SHA-256 of 16 KiB, " + name);
  }

  private static long[] times(
      int count, Authorizer authorizer, List<Principal> everybody, Random random) {
    long[] nanos = new long[count];
    for (int i = 0; i < count; i++) {
      Principal who = everybody.get(random.nextInt(everybody.size()));
      Principal whom = random.nextInt(4) == 0 ? everybody.get(random.nextInt(PEOPLE)) : who;
      AccessRequest asked =
          new AccessRequest(
              who,
              Action.START,
              new Resource(
                  Resource.Type.RUNBOOK,
                  "runbook-" + random.nextInt(RUNBOOKS),
                  Map.of("risk", "low")),
              whom.id(),
              Map.of("channel", "slack"),
              AccessRequest.PlanReference.NONE);
      long began = System.nanoTime();
      authorizer.decide(asked);
      nanos[i] = System.nanoTime() - began;
    }
    return nanos;
  }

  private static long[] hashes(int count) {
    long[] nanos = new long[count];
    for (int i = 0; i < count; i++) {
      long began = System.nanoTime();
      if (Sha256.hex(TEXT).isEmpty()) {
        throw new IllegalStateException("a hash of nothing");
      }
      nanos[i] = System.nanoTime() - began;
    }
    return nanos;
  }

  private static List<Principal> everybody() {
    List<Principal> all = new ArrayList<>();
    for (int i = 0; i < PEOPLE; i++) {
      Set<Role> roles = Set.of(new Role("staff"), new Role("role-" + i % ROLES));
      all.add(
          new Principal(
              TenantId.DEFAULT,
              new PersonId("person-" + i),
              "Person " + i,
              roles,
              new Principal.Kind.Human()));
    }
    return all;
  }

  /** Two for each runbook, as shipped: one for oneself, one for others by a role. */
  private Policies policies() throws IOException {
    StringBuilder text = new StringBuilder();
    for (int i = 0; i < RUNBOOKS; i++) {
      text.append(
          """
          @id("self-%1$d") @reason("For oneself.") @authority("automatic")
          permit (principal in Role::"staff", action in [Action::"see", Action::"start"],
            resource == Runbook::"runbook-%1$d") when { context.forSelf };
          @id("others-%1$d") @reason("For others.")
          @authority("approval") @approver("role-0") @approvals("1") @valid("PT4H")
          permit (principal in Role::"role-%2$d", action in [Action::"see", Action::"start"],
            resource == Runbook::"runbook-%1$d");
          """
              .formatted(i, i % ROLES));
    }
    Problems problems = new Problems();
    Optional<Policies> read =
        PolicyReader.read(
            new PolicyFile(schema.toString(), Files.readString(schema)),
            List.of(new PolicyFile("bench.cedar", text.toString())),
            problems);
    problems.throwIfAny();
    return read.orElseThrow();
  }
}
