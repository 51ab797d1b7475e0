@NullMarked
package dev.deskhand.desks.zendesk;

import org.jspecify.annotations.NullMarked;
