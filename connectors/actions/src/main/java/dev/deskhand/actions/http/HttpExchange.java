package dev.deskhand.actions.http;

import dev.deskhand.actions.CappedOutput;
import dev.deskhand.actions.Deadline;
import dev.deskhand.runbooks.action.ActionCall;
import java.io.IOException;
import java.io.InputStream;
import java.net.InetAddress;
import java.net.Proxy;
import java.net.UnknownHostException;
import java.time.Duration;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import okhttp3.Call;
import okhttp3.ConnectionPool;
import okhttp3.Dns;
import okhttp3.EventListener;
import okhttp3.HttpUrl;
import okhttp3.Interceptor;
import okhttp3.OkHttpClient;
import okhttp3.Request;
import okhttp3.Response;
import okhttp3.ResponseBody;

/**
 * One request and its redirects: each hop's name is resolved once, its addresses are checked, and
 * the connection goes to what was checked. No proxy, no cookie, no silent second try.
 */
final class HttpExchange {
  private static final String PAUSE = "Deskhand-Retry-After";
  private static final long LONGEST_PAUSE = 3600;
  private static final int MOST_REDIRECTS = 5;
  private static final int MOST_BYTES = 1 << 20;
  private static final int PIECE = 1 << 13;
  private static final Set<Integer> SAME_METHOD = Set.of(307, 308);
  private static final Set<Integer> BY_GET = Set.of(301, 302, 303);

  private final HttpTarget target;
  private final Deadline deadline;
  private final ActionCall.Services services;
  private final Dns names;

  HttpExchange(HttpTarget target, Deadline deadline, ActionCall.Services services) {
    this(target, deadline, services, Dns.SYSTEM);
  }

  /**
   * An exchange.
   *
   * @param names asked once for each hop
   */
  HttpExchange(HttpTarget target, Deadline deadline, ActionCall.Services services, Dns names) {
    this.target = target;
    this.deadline = deadline;
    this.services = services;
    this.names = names;
  }

  /** Notes when the first byte of a request leaves. */
  private static final class Sent extends EventListener {
    private final AtomicBoolean sent = new AtomicBoolean();

    @Override
    public void requestHeadersStart(Call call) {
      sent.set(true);
    }
  }

  HttpAnswer send(Request first) throws InterruptedException {
    Request request = first;
    for (int hop = 0; hop <= MOST_REDIRECTS; hop++) {
      Hop outcome = hop(request);
      switch (outcome) {
        case Hop.End(HttpAnswer answer) -> {
          return answer;
        }
        case Hop.Onward(Request next) -> request = next;
      }
    }
    return new HttpAnswer.Forbidden(
        first.url() + " redirects more than " + MOST_REDIRECTS + " times");
  }

  private sealed interface Hop {
    record End(HttpAnswer answer) implements Hop {}

    record Onward(Request next) implements Hop {}
  }

  private Hop hop(Request request) throws InterruptedException {
    HttpUrl url = request.url();
    if (!target.allows(url)) {
      return new Hop.End(new HttpAnswer.Forbidden(notAllowed(url)));
    }
    List<InetAddress> addresses;
    try {
      addresses = names.lookup(url.host());
    } catch (UnknownHostException e) {
      return new Hop.End(new HttpAnswer.Unreached("'" + url.host() + "' has no address"));
    }
    Optional<InetAddress> blocked =
        addresses.stream().filter(address -> !target.rule().admits(address)).findFirst();
    if (blocked.isPresent()) {
      return new Hop.End(new HttpAnswer.Forbidden(blocked(url, blocked.get())));
    }
    return exchange(request, addresses);
  }

  private Hop exchange(Request request, List<InetAddress> addresses) throws InterruptedException {
    Sent sent = new Sent();
    try (Response response = client(sent, addresses).newCall(withHeaders(request)).execute()) {
      Optional<Request> next = redirect(request, response);
      return next.isPresent() ? new Hop.Onward(next.get()) : new Hop.End(answered(response));
    } catch (IOException e) {
      if (Thread.interrupted()) {
        throw new InterruptedException("interrupted while waiting for " + request.url().host());
      }
      String reason = request.url().host() + ": " + e.getMessage();
      return new Hop.End(
          sent.sent.get() ? new HttpAnswer.Silent(reason) : new HttpAnswer.Unreached(reason));
    }
  }

  private OkHttpClient client(Sent sent, List<InetAddress> addresses) {
    return new OkHttpClient.Builder()
        .proxy(Proxy.NO_PROXY)
        .dns(name -> addresses)
        .eventListener(sent)
        .connectionPool(new ConnectionPool(0, 1, TimeUnit.SECONDS))
        .retryOnConnectionFailure(false)
        .followRedirects(false)
        .followSslRedirects(false)
        // OkHttp repeats a request by itself when a 503 says "Retry-After: 0".
        .addNetworkInterceptor(this::connected)
        .callTimeout(deadline.remaining())
        .connectTimeout(deadline.remaining())
        .readTimeout(deadline.remaining())
        .writeTimeout(deadline.remaining())
        .build();
  }

  /** There is a connection, and nothing was sent on it. */
  private Response connected(Interceptor.Chain chain) throws IOException {
    services.fence().pass();
    return hidingPause(chain.proceed(chain.request()));
  }

  private static Response hidingPause(Response response) {
    String pause = response.header("Retry-After");
    Response.Builder shown = response.newBuilder().removeHeader("Retry-After");
    return pause == null ? shown.build() : shown.header(PAUSE, pause).build();
  }

  /** In seconds, at most an hour; a date is not worth a clock here (RFC 9110, section 10.2.3). */
  private static Optional<Duration> pause(Response response) {
    return Optional.ofNullable(response.header(PAUSE))
        .filter(text -> text.matches("[0-9]{1,6}"))
        .map(text -> Duration.ofSeconds(Math.min(LONGEST_PAUSE, Long.parseLong(text))));
  }

  private Request withHeaders(Request request) {
    Request.Builder sent = request.newBuilder();
    target.headers().keySet().forEach(sent::removeHeader);
    if (target.isHome(request.url())) {
      target.headers().forEach(sent::header);
    }
    return sent.build();
  }

  /** Where to go next; empty if the answer is the answer. */
  private static Optional<Request> redirect(Request request, Response response) {
    String location = response.header("Location");
    HttpUrl next = location == null ? null : request.url().resolve(location);
    boolean reading = request.method().equals("GET");
    boolean follow =
        SAME_METHOD.contains(response.code()) || (reading && BY_GET.contains(response.code()));
    return follow && next != null
        ? Optional.of(request.newBuilder().url(next).build())
        : Optional.empty();
  }

  /** The status is known, whatever becomes of the body. */
  private HttpAnswer answered(Response response) {
    try {
      return new HttpAnswer.Answered(response.code(), text(response.body()), pause(response));
    } catch (IOException e) {
      return new HttpAnswer.Answered(
          response.code(), "[the body broke off: " + e.getMessage() + "]", pause(response));
    }
  }

  /** No more is read than is kept, and one byte to see that there is more. */
  private String text(ResponseBody body) throws IOException {
    try (CappedOutput kept = new CappedOutput(services.output());
        InputStream in = body.byteStream()) {
      byte[] piece = new byte[PIECE];
      int left = MOST_BYTES + 1;
      int read = in.read(piece);
      while (read > 0) {
        kept.write(piece, 0, read);
        left -= read;
        read = left > 0 ? in.read(piece, 0, Math.min(PIECE, left)) : 0;
      }
      return left > 0 ? kept.text() : kept.beginning() + "\n[cut at 1 MiB]";
    }
  }

  private String notAllowed(HttpUrl url) {
    return String.format(
        Locale.ROOT,
        "%s is none of the addresses that target '%s' allows (%s)",
        HttpTarget.authority(url),
        target.name(),
        String.join(", ", target.allowed().stream().sorted().toList()));
  }

  private String blocked(HttpUrl url, InetAddress address) {
    return "'"
        + url.host()
        + "' is at "
        + address.getHostAddress()
        + ", which is no public address; if that is right and the address is private, write"
        + " 'private: allow' under target '"
        + target.name()
        + "'";
  }
}
