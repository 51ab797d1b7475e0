/**
 * Steps on databases. A target of kind {@code sql} has the setting {@code url}, {@code
 * jdbc:postgresql://…} or {@code jdbc:sqlite:FILE}; it may have {@code user} and {@code password}
 * (a reference).
 */
@NullMarked
package dev.deskhand.actions.sql;

import org.jspecify.annotations.NullMarked;
