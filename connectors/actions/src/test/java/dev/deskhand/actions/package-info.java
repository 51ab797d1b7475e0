@NullMarked
package dev.deskhand.actions;

import org.jspecify.annotations.NullMarked;
