package dev.deskhand.trees;

/**
 * One of a question's answers.
 *
 * @param label what a button says; at most 75 characters
 * @param next where it leads
 */
public record Choice(ChoiceId id, String label, NodeId next) {}
