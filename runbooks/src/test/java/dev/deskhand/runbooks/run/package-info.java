@NullMarked
package dev.deskhand.runbooks.run;

import org.jspecify.annotations.NullMarked;
