package dev.deskhand.sandbox.slack;

import java.util.LinkedHashMap;
import java.util.Map;

/**
 * A delivery with the headers that it goes out with. Sending the same one again is a replay: same
 * timestamp, same signature.
 */
public record SignedDelivery(SlackDelivery delivery, Map<String, String> headers) {
  public SignedDelivery {
    headers = Map.copyOf(headers);
  }

  /** The same, marked as Slack marks its nth try again because no answer came in time. */
  public SignedDelivery retried(int times) {
    Map<String, String> more = new LinkedHashMap<>(headers);
    more.put("X-Slack-Retry-Num", Integer.toString(times));
    more.put("X-Slack-Retry-Reason", "http_timeout");
    return new SignedDelivery(delivery, more);
  }
}
