package dev.deskhand.journal;

import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.IntStream;

/** A stream and whose it is: the full key of a history. */
public record StreamKey(TenantId tenant, StreamId stream) {
  /**
   * How many parts the streams are spread over. A lease covers one part; the number is stored
   * implicitly in every lease and never changes.
   */
  public static final int PARTITIONS = 16;

  /** All of them. */
  public static final Set<Integer> ALL_PARTITIONS =
      IntStream.range(0, PARTITIONS).boxed().collect(Collectors.toUnmodifiableSet());

  /** The part that this stream belongs to, 0 to 15, equal on every replica and release. */
  public int partition() {
    return partitionOf(tenant, stream.toString());
  }

  /** The part that anything named by this text belongs to; a conversation's inbox lane, say. */
  public static int partitionOf(TenantId tenant, String name) {
    return Math.floorMod((tenant.value() + "|" + name).hashCode(), PARTITIONS);
  }

  @Override
  public String toString() {
    return tenant + "|" + stream;
  }
}
