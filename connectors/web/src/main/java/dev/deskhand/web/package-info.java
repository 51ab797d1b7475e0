/**
 * The chat page: a channel that needs no account anywhere, with one-time login links, server-sent
 * events and the guard that every route of a browser passes.
 */
@NullMarked
package dev.deskhand.web;

import org.jspecify.annotations.NullMarked;
