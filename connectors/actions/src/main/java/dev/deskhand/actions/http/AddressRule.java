package dev.deskhand.actions.http;

import java.net.Inet4Address;
import java.net.Inet6Address;
import java.net.InetAddress;

/**
 * Which addresses a target may be at. The ranges are those of IANA's special-purpose address
 * registries (RFC 6890).
 */
enum AddressRule {
  /** Addresses of the public internet only. */
  PUBLIC_ONLY,
  /** Private networks and this machine too; never link-local and metadata addresses. */
  PRIVATE_TOO;

  private static final int BYTE = 0xff;

  boolean admits(InetAddress address) {
    return switch (Range.of(address)) {
      case PUBLIC -> true;
      case PRIVATE -> this == PRIVATE_TOO;
      case NEVER -> false;
    };
  }

  private enum Range {
    PUBLIC,
    PRIVATE,
    NEVER;

    static Range of(InetAddress address) {
      return switch (address) {
        case Inet4Address four -> of(four);
        case Inet6Address six -> of(six);
        default -> NEVER;
      };
    }

    private static Range of(Inet4Address address) {
      byte[] bytes = address.getAddress();
      int a = bytes[0] & BYTE;
      int b = bytes[1] & BYTE;
      int c = bytes[2] & BYTE;
      boolean reserved = a == 0 || a >= 224 || (a == 192 && b == 0 && c == 0);
      boolean cloudHost = a == 168 && b == 63 && c == 129 && (bytes[3] & BYTE) == 16;
      boolean cloudMetadata = a == 100 && b == 100 && c == 100 && (bytes[3] & BYTE) == 200;
      if (reserved || address.isLinkLocalAddress() || cloudHost || cloudMetadata) {
        return NEVER;
      }
      boolean shared = a == 100 && b >= 64 && b < 128;
      boolean benchmark = a == 198 && (b == 18 || b == 19);
      return address.isLoopbackAddress() || address.isSiteLocalAddress() || shared || benchmark
          ? PRIVATE
          : PUBLIC;
    }

    private static Range of(Inet6Address address) {
      byte[] bytes = address.getAddress();
      int first = bytes[0] & BYTE;
      int second = bytes[1] & BYTE;
      if (address.isLoopbackAddress()) {
        return PRIVATE;
      }
      boolean uniqueLocal = (first & 0xfe) == 0xfc;
      if (uniqueLocal) {
        boolean metadata =
            first == 0xfd && second == 0 && bytes[2] == 0x0e && bytes[3] == (byte) 0xc2;
        return metadata ? NEVER : PRIVATE;
      }
      if (address.isSiteLocalAddress()) {
        return PRIVATE;
      }
      // Global unicast is 2000::/3; what is left of it below carries an IPv4 address inside, or
      // stands in documents.
      boolean global = (first & 0xe0) == 0x20;
      boolean sixToFour = first == 0x20 && second == 0x02;
      boolean special = first == 0x20 && second == 0x01 && (bytes[2] & 0xfe) == 0;
      boolean documented =
          first == 0x20 && second == 0x01 && bytes[2] == 0x0d && bytes[3] == (byte) 0xb8;
      return global && !sixToFour && !special && !documented ? PUBLIC : NEVER;
    }
  }
}
