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
}
