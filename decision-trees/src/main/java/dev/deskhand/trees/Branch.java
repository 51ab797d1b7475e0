package dev.deskhand.trees;

import dev.deskhand.content.Expression;

/** A way that is taken on a condition. */
public record Branch(Expression when, NodeId next) {}
