@NullMarked
package dev.deskhand.actions.ticket;

import org.jspecify.annotations.NullMarked;
