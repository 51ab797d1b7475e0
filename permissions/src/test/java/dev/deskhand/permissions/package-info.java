@NullMarked
package dev.deskhand.permissions;

import org.jspecify.annotations.NullMarked;
