/**
 * Steps on directories over LDAP. A target of kind {@code ldap} has the settings {@code url}
 * ({@code ldap://} or {@code ldaps://}), {@code bind-dn}, {@code password} (a reference) and {@code
 * base-dn}; it may have {@code user-attribute} (default {@code uid}), {@code lock-attribute}
 * (default {@code pwdAccountLockedTime}), {@code ca-certificate} (a PEM file) and {@code tls:
 * none}.
 */
@NullMarked
package dev.deskhand.actions.ldap;

import org.jspecify.annotations.NullMarked;
