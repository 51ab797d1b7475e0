@NullMarked
package dev.deskhand.actions.ssh;

import org.jspecify.annotations.NullMarked;
