/** The configuration: one file, the environment over it, secrets as references. */
@NullMarked
package dev.deskhand.app.config;

import org.jspecify.annotations.NullMarked;
