/** The journal's ports on SQLite and PostgreSQL: one batching writer, many readers, one schema. */
@NullMarked
package dev.deskhand.storage;

import org.jspecify.annotations.NullMarked;
