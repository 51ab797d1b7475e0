/**
 * Steps on files of the machine that Deskhand runs on. A target of kind {@code files} has the
 * setting {@code root}: a folder that no path leads out of, neither by {@code ..} nor by a symbolic
 * link.
 */
@NullMarked
package dev.deskhand.actions.files;

import org.jspecify.annotations.NullMarked;
