/** What is said in the simulated Teams, and where. */
@NullMarked
package dev.deskhand.sandbox.teams.message;

import org.jspecify.annotations.NullMarked;
