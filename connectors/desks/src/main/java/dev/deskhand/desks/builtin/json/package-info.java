/** The builtin help desk's events as they are stored, and its pages' JSON. */
@NullMarked
package dev.deskhand.desks.builtin.json;

import org.jspecify.annotations.NullMarked;
