package dev.deskhand.runbooks.run;

import dev.deskhand.journal.Sha256;
import dev.deskhand.journal.StreamId;
import dev.deskhand.journal.StreamKey;
import dev.deskhand.journal.TenantId;

/** A run's identity; also its stream's key. */
public record RunId(String value) {
  /** The kind of stream that runs are. */
  public static final String KIND = "run";

  private static final int DIGITS = 20;

  public RunId {
    if (!value.matches("[a-z0-9-]{1,60}")) {
      throw new IllegalArgumentException("run '" + value + "': expected a-z, 0-9 and '-'");
    }
  }

  /**
   * The run that a cause leads to: the same cause leads to the same run, so repeating is harmless.
   */
  public static RunId causedBy(String cause) {
    return new RunId("r-" + Sha256.hex(cause).substring(0, DIGITS));
  }

  public static RunId of(StreamKey key) {
    return new RunId(key.stream().key());
  }

  public StreamKey in(TenantId tenant) {
    return new StreamKey(tenant, new StreamId(KIND, value));
  }

  @Override
  public String toString() {
    return value;
  }
}
