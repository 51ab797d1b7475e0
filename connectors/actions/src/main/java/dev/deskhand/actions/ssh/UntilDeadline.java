package dev.deskhand.actions.ssh;

import dev.deskhand.actions.Deadline;
import java.io.FilterOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.net.SocketTimeoutException;

/** Passes bytes on until the attempt is given up. Belongs to one thread. */
final class UntilDeadline extends FilterOutputStream {
  private final Deadline deadline;

  UntilDeadline(OutputStream out, Deadline deadline) {
    super(out);
    this.deadline = deadline;
  }

  @Override
  public void write(byte[] chunk, int offset, int length) throws IOException {
    if (deadline.isOver()) {
      throw new SocketTimeoutException("the time for the step is over");
    }
    out.write(chunk, offset, length);
  }
}
