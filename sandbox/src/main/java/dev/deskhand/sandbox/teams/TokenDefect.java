package dev.deskhand.sandbox.teams;

/** What is wrong with the token that a request shows. */
public enum TokenDefect {
  NONE,
  NO_HEADER,
  ANOTHER_SCHEME,
  NO_TOKEN,
  TWO_PARTS,
  ANOTHER_ISSUER,
  NO_ISSUER,
  ANOTHER_AUDIENCE,
  NO_AUDIENCE,
  SEVERAL_AUDIENCES,
  EXPIRED,
  NO_EXPIRY,
  EXPIRY_AS_TEXT,
  NOT_YET_GOOD,
  ANOTHER_SERVICE_URL,
  NO_SERVICE_URL,
  UNKNOWN_KEY,
  NO_KEY_ID,
  /** Signed by another key than the one that it names. */
  ANOTHER_KEY,
  /** Signed by a key that may not speak for Teams. */
  UNENDORSED_KEY,
  /** Signed by a key of 1,024 bits that the key set holds. */
  SHORT_KEY,
  UNSIGNED,
  /** {@code alg: none}, and no signature. */
  ALGORITHM_NONE,
  /** An HMAC whose secret is the public key. */
  ALGORITHM_HS256,
  /** Rightly signed, with another algorithm of the same key. */
  ALGORITHM_RS512,
  CRITICAL_EXTENSION,
  CLAIM_TWICE,
  CHANGED_CLAIMS,
  CHANGED_HEADER
}
