/** Every port of the journal in memory, for tests: the same contract, nothing durable. */
@NullMarked
package dev.deskhand.journal.memory;

import org.jspecify.annotations.NullMarked;
