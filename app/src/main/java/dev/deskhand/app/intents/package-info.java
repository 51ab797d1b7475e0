/** What authors of utterances do at a shell. */
@NullMarked
package dev.deskhand.app.intents;

import org.jspecify.annotations.NullMarked;
