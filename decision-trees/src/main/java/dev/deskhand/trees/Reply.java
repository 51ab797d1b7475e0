package dev.deskhand.trees;

import dev.deskhand.journal.Personal;
import java.util.Optional;

/**
 * An answer that somebody wants to give; nothing in it is trusted.
 *
 * @param by the person's id, from a verified sender
 * @param said their own words, where they wrote instead of pressing a button
 */
public record Reply(NodeId node, int visit, Answer answer, String by, Optional<Personal> said) {}
