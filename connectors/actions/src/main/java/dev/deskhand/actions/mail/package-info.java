/**
 * Steps that send mail. A target of kind {@code mail} has the settings {@code host} and {@code
 * from}; it may have {@code tls} ({@code start}, the default; {@code at-once}; or {@code none}),
 * {@code port} (587, 465 or 25 by that), {@code user}, {@code password} (a reference) and {@code
 * ca-certificate} (a PEM file).
 */
@NullMarked
package dev.deskhand.actions.mail;

import org.jspecify.annotations.NullMarked;
