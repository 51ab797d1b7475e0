/**
 * Steps that speak in chat. A target of kind {@code message} has no settings. They are not found by
 * their names: they are made with a {@link Postbox}.
 */
@NullMarked
package dev.deskhand.actions.message;

import org.jspecify.annotations.NullMarked;
