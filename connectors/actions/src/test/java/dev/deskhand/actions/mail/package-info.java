@NullMarked
package dev.deskhand.actions.mail;

import org.jspecify.annotations.NullMarked;
