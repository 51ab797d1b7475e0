/** Attacks the engine, and compares what the world saw with what the journal says. */
@NullMarked
package dev.deskhand.torture;

import org.jspecify.annotations.NullMarked;
