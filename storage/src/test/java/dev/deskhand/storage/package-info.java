/** The stores keep the journal's contracts, and what only a real database can show. */
@NullMarked
package dev.deskhand.storage;

import org.jspecify.annotations.NullMarked;
