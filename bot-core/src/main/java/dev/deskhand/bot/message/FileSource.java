package dev.deskhand.bot.message;

import dev.deskhand.trees.GivenFile;

/** A door through which people give files, to fetch them afterwards. Thread-safe; calls block. */
public interface FileSource {

  /** The name that {@link GivenFile#door} carries. */
  String door();

  /**
   * Fetches a file from where its door keeps it, and from nowhere else.
   *
   * @param most how many bytes may be read; what is larger is refused, not cut
   * @throws DeliveryFailedException with {@link DeliveryFailedException.Remedy#RETRY} if it may be
   *     there later
   */
  Fetched fetch(GivenFile file, long most);

  /** What came of it. */
  sealed interface Fetched {
    /** All its bytes, at least one. */
    final class Content implements Fetched {
      private final byte[] bytes;

      public Content(byte[] bytes) {
        this.bytes = bytes;
      }

      public byte[] bytes() {
        return bytes;
      }
    }

    /** There is nothing to be had. */
    record Refused(Reason reason) implements Fetched {}
  }

  /** Why a file is not taken. */
  enum Reason {
    TOO_LARGE,
    EMPTY,
    /** Its door does not have it any more, or does not give it to us. */
    GONE,
    /** It lies where nothing is fetched from. */
    ELSEWHERE,
    /** Its door could not be reached, for as long as it was tried. */
    UNREACHABLE,
    /** Too many came at once. */
    TOO_MANY
  }
}
