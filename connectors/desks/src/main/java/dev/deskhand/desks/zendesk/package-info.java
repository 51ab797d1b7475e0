/** Zendesk Support: its ticket events in, comments and statuses out. */
@NullMarked
package dev.deskhand.desks.zendesk;

import org.jspecify.annotations.NullMarked;
