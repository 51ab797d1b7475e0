/** What people write in files: positions, problems, typed inputs, expressions and templates. */
@NullMarked
package dev.deskhand.content;

import org.jspecify.annotations.NullMarked;
