package dev.deskhand.journal;

/** Does what a live stream needs. One call at a time a stream; different streams in parallel. */
public interface StreamWorker {

  /** The kind of stream that it works. */
  String kind();

  /**
   * Drives the stream until it sleeps or ends, or the lease is lost.
   *
   * @param lease covers the stream's partition; every append carries it
   * @throws StaleLeaseException if the lease has passed on; the caller forgets the stream
   */
  void work(StreamKey key, Lease lease);

  /**
   * Somebody of this process has written to the stream, which may just be worked: whoever waits
   * there for something else looks at it now. Called on any thread; it must be quick.
   *
   * @param sequence of the last event that was written
   */
  default void changed(StreamKey key, long sequence) {}

  /**
   * The process ends: {@link #work} begins nothing more, and returns when what it has begun has
   * ended. The rest is left to others.
   */
  default void stop() {}
}
