/** What the connections to all help desks share: checks of webhooks, and calls that go out. */
@NullMarked
package dev.deskhand.desks;

import org.jspecify.annotations.NullMarked;
