@NullMarked
package dev.deskhand.actions.sql;

import org.jspecify.annotations.NullMarked;
