/** Microsoft Teams as a channel: checked activities in, Adaptive Cards out. */
@NullMarked
package dev.deskhand.teams;

import org.jspecify.annotations.NullMarked;
