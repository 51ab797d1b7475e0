/** Where signed heads go, so that a later chain can be held to them. */
@NullMarked
package dev.deskhand.audit.witness;

import org.jspecify.annotations.NullMarked;
