@NullMarked
package dev.deskhand.actions.files;

import org.jspecify.annotations.NullMarked;
