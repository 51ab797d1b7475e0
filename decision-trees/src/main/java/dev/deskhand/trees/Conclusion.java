package dev.deskhand.trees;

import dev.deskhand.journal.Personal;
import java.util.Optional;

/**
 * What a walk comes to.
 *
 * @param say plain words for the requester
 * @param queue of the desk, for what is escalated
 */
public record Conclusion(
    WalkOutcome outcome, Finding finding, Personal say, Optional<String> queue) {}
