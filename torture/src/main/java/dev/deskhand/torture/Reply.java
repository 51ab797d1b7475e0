package dev.deskhand.torture;

/** What the world answers, as one word on the wire. */
enum Reply {
  DONE,
  /** Nothing happened; later it may: 429 and 503 in the words of HTTP. */
  BUSY,
  /** Nothing happened, and it never will. */
  REFUSED,
  HAPPENED,
  NOT,
  /** The connection ends without a word. */
  CUT,
  /** The connection stays open without a word. */
  SILENCE
}
