package dev.deskhand.permissions;

import java.util.Locale;
import java.util.Map;

/**
 * What it is to be done to.
 *
 * @param id unique among its type
 * @param attributes what policies may ask about; texts, such as {@code risk: low}
 */
public record Resource(Type type, String id, Map<String, String> attributes) {
  /** The kinds of resources; policies call them {@code Runbook}, {@code Tree}, … */
  public enum Type {
    RUNBOOK("Runbook"),
    TREE("Tree"),
    TARGET("Target"),
    RUN("Run"),
    TICKET("Ticket"),
    TENANT("Tenant");

    private final String label;

    Type(String label) {
      this.label = label;
    }

    /** The name of the entity type in policies. */
    public String label() {
      return label;
    }
  }

  public Resource {
    attributes = Map.copyOf(attributes);
  }

  /** {@code runbook/unlock-account}: the form of audit entries and messages. */
  @Override
  public String toString() {
    return type.label().toLowerCase(Locale.ROOT) + "/" + id;
  }
}
