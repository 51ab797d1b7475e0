/** Zendesk's JSON. */
@NullMarked
package dev.deskhand.desks.zendesk.wire;

import org.jspecify.annotations.NullMarked;
