@NullMarked
package dev.deskhand.permissions.yaml;

import org.jspecify.annotations.NullMarked;
