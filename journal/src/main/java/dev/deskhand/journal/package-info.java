/** What an append is: the events of streams, their audit, and what must follow, in one commit. */
@NullMarked
package dev.deskhand.journal;

import org.jspecify.annotations.NullMarked;
