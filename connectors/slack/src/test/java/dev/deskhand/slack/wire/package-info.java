@NullMarked
package dev.deskhand.slack.wire;

import org.jspecify.annotations.NullMarked;
