/** What can be found out about a site before it is asked anything: its name and its certificate. */
@NullMarked
package dev.deskhand.actions.site;

import org.jspecify.annotations.NullMarked;
