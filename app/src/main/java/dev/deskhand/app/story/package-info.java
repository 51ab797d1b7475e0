/** Stories: transcripts that are played against the real assembly. */
@NullMarked
package dev.deskhand.app.story;

import org.jspecify.annotations.NullMarked;
