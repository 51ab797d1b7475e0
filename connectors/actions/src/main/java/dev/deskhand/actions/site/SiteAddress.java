package dev.deskhand.actions.site;

import dev.deskhand.runbooks.EffectClass;
import dev.deskhand.runbooks.action.ActionCall;
import dev.deskhand.runbooks.action.ActionResult;
import dev.deskhand.runbooks.action.ActionResult.Failed;
import dev.deskhand.runbooks.action.ActionResult.Failed.Cause;
import dev.deskhand.runbooks.action.StepAction;
import java.net.InetAddress;
import java.net.UnknownHostException;
import java.util.Arrays;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Executor;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.stream.Collectors;

/**
 * {@code site.address}: asks this machine's resolver for a site's addresses. {@code found} is
 * {@code false} where it knows the name not, or can't ask anybody; {@code addresses} have commas
 * between.
 */
public final class SiteAddress implements StepAction {
  private static final Signature SIGNATURE =
      new Signature(
          "site", Set.of("site"), Set.of(), Set.of(EffectClass.READ), Set.of("found", "addresses"));
  private static final Executor ASIDE = Thread.ofVirtual().name("dns-", 0)::start;

  @Override
  public String name() {
    return "site.address";
  }

  @Override
  public Signature signature() {
    return SIGNATURE;
  }

  @Override
  public ActionResult perform(ActionCall call) throws InterruptedException {
    if (Thread.interrupted()) {
      throw new InterruptedException("interrupted before anybody was asked");
    }
    Site site = Site.of(call);
    try {
      String addresses =
          CompletableFuture.supplyAsync(() -> addresses(site.host()), ASIDE)
              .get(call.timeout().toMillis(), TimeUnit.MILLISECONDS);
      boolean found = !addresses.isEmpty();
      return new ActionResult.Done(
          Map.of("found", Boolean.toString(found), "addresses", addresses),
          found
              ? site.host() + " has the addresses " + addresses
              : site.host() + " is not found by this machine's resolver");
    } catch (TimeoutException _) {
      return new Failed(
          Cause.TRANSIENT, "asking for '" + site.host() + "': no answer within " + call.timeout());
    } catch (ExecutionException e) {
      return new Failed(Cause.TRANSIENT, "asking for '" + site.host() + "': " + e.getCause());
    }
  }

  private static String addresses(String host) {
    try {
      return Arrays.stream(InetAddress.getAllByName(host))
          .map(InetAddress::getHostAddress)
          .collect(Collectors.joining(","));
    } catch (UnknownHostException _) {
      return "";
    }
  }
}
