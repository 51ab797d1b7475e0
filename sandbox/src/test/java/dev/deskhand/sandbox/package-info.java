/** The practice company, asked by real clients. */
@NullMarked
package dev.deskhand.sandbox;

import org.jspecify.annotations.NullMarked;
