@NullMarked
package dev.deskhand.runbooks.json;

import org.jspecify.annotations.NullMarked;
