/** Who may do what: principals, roles, policies and the decisions that they make. */
@NullMarked
package dev.deskhand.permissions;

import org.jspecify.annotations.NullMarked;
