@NullMarked
package dev.deskhand.actions.message;

import org.jspecify.annotations.NullMarked;
