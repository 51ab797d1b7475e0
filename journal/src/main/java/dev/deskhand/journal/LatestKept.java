package dev.deskhand.journal;

import java.util.LinkedHashMap;
import java.util.Map;

/** A map that holds what was last of interest, and forgets the rest. Not thread-safe. */
public final class LatestKept<K, V> extends LinkedHashMap<K, V> {
  private static final long serialVersionUID = 1;
  private static final float LOAD = 0.75f;

  private final int most;

  /**
   * An empty one.
   *
   * @param most entries that it holds
   */
  public LatestKept(int most) {
    super(16, LOAD, true);
    this.most = most;
  }

  @Override
  protected boolean removeEldestEntry(Map.Entry<K, V> eldest) {
    return size() > most;
  }
}
