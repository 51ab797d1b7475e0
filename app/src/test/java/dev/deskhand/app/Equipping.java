package dev.deskhand.app;

import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;

/** A catalogue with a runbook that asks in its middle: first its requester, then the support. */
final class Equipping {
  private static final String RUNBOOK =
      """
      runbook: equip
      title: Equip a desk
      risk: low
      steps:
        - id: wishes
          title: What you need
          ask:
            within: 2h
            form:
              screen: { type: choice, values: [small, large], question: Which screen? }
              chairs: { type: integer, question: How many chairs? }
        - id: shelf
          title: Where it lies
          ask:
            of: it-support
            within: 2h
            form: { shelf: { type: string, question: On which shelf? } }
      tell: { succeeded: Your desk is equipped., failed: Your desk was not equipped. }
      """;

  private static final String OFFER =
      """
      offer: equip-a-desk
      title: Equip a desk
      picture: 🪑
      about: A screen and chairs.
      start: equip
      """;

  private static final String POLICY =
      """
      @id("desks-are-equipped") @reason("Staff may have their desk equipped.") @authority("automatic")
      permit (
        principal in Role::"staff",
        action in [Action::"see", Action::"start"],
        resource == Runbook::"equip"
      );
      """;

  private Equipping() {}

  /** The shipped catalogue, and this one. */
  static List<Path> catalogue(Path data) {
    Path folder = data.resolve("equipping");
    House.write(folder, "equip.runbook.yaml", RUNBOOK);
    House.write(folder, "equip-a-desk.offer.yaml", OFFER);
    House.write(folder, "equipping.cedar", POLICY);
    return Stream.concat(Shipped.catalogue().stream(), Stream.of(folder)).toList();
  }
}
