/**
 * Measures this installation on this machine, each figure beside what the machine itself can do.
 */
@NullMarked
package dev.deskhand.app.bench;

import org.jspecify.annotations.NullMarked;
