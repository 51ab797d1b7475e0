package dev.deskhand.journal;

/**
 * What makes one outgoing delivery itself, however often it is tried.
 *
 * @param value at most 200 characters
 */
public record DeliveryKey(String value) {
  public DeliveryKey {
    if (value.isEmpty() || value.length() > 200) {
      throw new IllegalArgumentException(
          "delivery key '" + value + "': expected 1 to 200 characters");
    }
  }

  @Override
  public String toString() {
    return value;
  }
}
