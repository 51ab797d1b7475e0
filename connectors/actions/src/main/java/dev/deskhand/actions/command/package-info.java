/**
 * Steps on the machine that Deskhand runs on. A target of kind {@code command} has the setting
 * {@code programs}: the absolute paths that may be run, with commas between. It may have {@code
 * folder} (where they run, default {@code /}), {@code user} (whose rights they have), {@code by}
 * ({@code sudo}, the default, or {@code setpriv}, for which Deskhand has to run as root), {@code
 * group} (with setpriv; default the user's name), and one {@code env.NAME} for each variable of
 * their environment, which has no others.
 */
@NullMarked
package dev.deskhand.actions.command;

import org.jspecify.annotations.NullMarked;
