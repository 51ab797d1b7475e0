package dev.deskhand.sandbox.slack;

/** A way from Slack to an app. */
interface SlackTransport extends AutoCloseable {

  /** Carries a delivery and waits for the app's answer. */
  AppAnswer carry(SignedDelivery delivery);

  @Override
  void close();
}
