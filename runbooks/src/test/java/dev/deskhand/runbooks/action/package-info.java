@NullMarked
package dev.deskhand.runbooks.action;

import org.jspecify.annotations.NullMarked;
