/** What was said in the simulated workspace, free of JSON types. */
@NullMarked
package dev.deskhand.sandbox.slack.message;

import org.jspecify.annotations.NullMarked;
