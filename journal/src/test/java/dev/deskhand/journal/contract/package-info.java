/**
 * What every store has to keep, as tests. A store's own tests extend these classes and say how to
 * open it.
 */
@NullMarked
package dev.deskhand.journal.contract;

import org.jspecify.annotations.NullMarked;
