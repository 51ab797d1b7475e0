package dev.deskhand.teams;

import java.net.URI;
import java.util.Optional;

/**
 * One of Microsoft's clouds, and what its Bot Connector is called by
 * (https://learn.microsoft.com/azure/bot-service/how-to-deploy-gov-cloud-high,
 * https://learn.microsoft.com/azure/bot-service/how-to-deploy-china-cloud,
 * https://learn.microsoft.com/microsoftteams/platform/bots/how-to/conversations/send-proactive-messages).
 */
public enum Cloud {
  PUBLIC(Bots.PUBLIC, "https://smba.trafficmanager.net/teams/"),
  US_GCC(Bots.PUBLIC, "https://smba.infra.gcc.teams.microsoft.com/teams/"),
  US_GCC_HIGH(Bots.US_GOVERNMENT, "https://smba.infra.gov.teams.microsoft.us/teams/"),
  US_DOD(Bots.US_GOVERNMENT, "https://smba.infra.dod.teams.microsoft.us/teams/"),
  CHINA(Bots.CHINA, "");

  private final Bots bots;
  private final String service;

  Cloud(Bots bots, String service) {
    this.bots = bots;
    this.service = service;
  }

  private enum Bots {
    PUBLIC(
        "https://api.botframework.com",
        "https://login.botframework.com",
        "https://login.microsoftonline.com"),
    US_GOVERNMENT(
        "https://api.botframework.us",
        "https://login.botframework.azure.us",
        "https://login.microsoftonline.us"),
    CHINA(
        "https://api.botframework.azure.cn",
        "https://login.botframework.azure.cn",
        "https://login.partner.microsoftonline.cn");

    private final String api;
    private final String keys;
    private final String login;

    Bots(String api, String keys, String login) {
      this.api = api;
      this.keys = keys;
      this.login = login;
    }
  }

  /** The {@code iss} of the Bot Connector's tokens. */
  String issuer() {
    return bots.api;
  }

  /** What the bot asks for a token for. */
  String scope() {
    return bots.api + "/.default";
  }

  /** Where an app of one tenant gets its tokens. */
  public URI login(String tenant) {
    return URI.create(bots.login + "/" + tenant + "/oauth2/v2.0/token");
  }

  /** Where the Bot Connector's keys are told. */
  public URI openId() {
    return URI.create(bots.keys + "/v1/.well-known/openidconfiguration");
  }

  /** The Bot Connector's address, where Microsoft names one. */
  public Optional<URI> service() {
    return service.isEmpty() ? Optional.empty() : Optional.of(URI.create(service));
  }
}
