package dev.deskhand.app.bench;

import com.slack.api.Slack;
import com.slack.api.SlackConfig;
import com.slack.api.bolt.App;
import com.slack.api.bolt.AppConfig;
import com.slack.api.bolt.request.RequestHeaders;
import com.slack.api.bolt.response.Response;
import com.slack.api.bolt.util.SlackRequestParser;
import io.javalin.http.Context;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

/** Bolt for Java as its documentation has it, which only acknowledges; in a process of its own. */
final class PlainBolt {
  private final App app;
  private final SlackRequestParser parser;

  private PlainBolt(String slackUrl) {
    SlackConfig slack = new SlackConfig();
    slack.setMethodsEndpointUrlPrefix(slackUrl);
    AppConfig config =
        AppConfig.builder()
            .slack(Slack.getInstance(slack))
            .signingSecret(Site.SIGNING_SECRET)
            .singleTeamBotToken("xoxb-of-the-benchmark")
            .authTestCacheEnabled(true)
            .authTestCacheExpirationMillis(-1L)
            .build();
    this.app = new App(config);
    this.parser = new SlackRequestParser(config);
    app.command("/desk", (_, context) -> context.ack());
    app.start();
  }

  /**
   * Serves until the process ends.
   *
   * @param arguments the port, and where Slack is
   */
  public static void main(String[] arguments) {
    BareServer.start(arguments[0], new PlainBolt(arguments[1])::answer);
  }

  private void answer(Context context) throws Exception {
    Map<String, List<String>> headers = new TreeMap<>();
    context.headerMap().forEach((name, value) -> headers.put(name, List.of(value)));
    Response response =
        app.run(
            parser.parse(
                SlackRequestParser.HttpRequest.builder()
                    .requestUri(context.path())
                    .requestBody(context.body())
                    .headers(new RequestHeaders(headers))
                    .build()));
    context.status(response.getStatusCode());
    Optional.ofNullable(response.getBody()).ifPresent(context::result);
  }
}
