@NullMarked
package dev.deskhand.actions.ldap;

import org.jspecify.annotations.NullMarked;
