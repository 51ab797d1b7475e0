@NullMarked
package dev.deskhand.permissions.contract;

import org.jspecify.annotations.NullMarked;
