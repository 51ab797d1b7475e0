@NullMarked
package dev.deskhand.actions.command;

import org.jspecify.annotations.NullMarked;
