@NullMarked
package dev.deskhand.runbooks.yaml;

import org.jspecify.annotations.NullMarked;
