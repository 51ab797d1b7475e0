/** The practice company: a directory, an SSH host and a VPN service, in process and throwaway. */
@NullMarked
package dev.deskhand.sandbox;

import org.jspecify.annotations.NullMarked;
