package dev.deskhand.web.json;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.deskhand.permissions.Account;
import dev.deskhand.permissions.AccountLinks;
import dev.deskhand.permissions.HeldAccount;
import java.util.List;

/** What the command line asks and hears about accounts. */
public final class AccountJson {
  private AccountJson() {}

  /** Reads {@code {"account": "platform:scope:user"}}. */
  public static Account account(byte[] body) {
    String text = Json.read(body).path("account").asText("");
    return Account.parse(text)
        .orElseThrow(
            () ->
                new IllegalArgumentException(
                    "'account': expected platform:scope:user, such as slack:T0001:U0ADA"));
  }

  /** Writes {@code {"code"}}. */
  public static String code(String code) {
    return Json.text(Json.object().put("code", code));
  }

  /** Writes {@code {"accounts": [{"account", "linked"?}]}}. */
  public static String accounts(List<HeldAccount> held) {
    ObjectNode node = Json.object();
    ArrayNode all = node.putArray("accounts");
    for (HeldAccount one : held) {
      ObjectNode account = all.addObject().put("account", one.account().toString());
      one.linked().ifPresent(since -> account.put("linked", since.toString()));
    }
    return Json.text(node);
  }

  /** Writes {@code {"account", "person"}}. */
  public static String unlinked(AccountLinks.Link link) {
    return Json.text(
        Json.object()
            .put("account", link.account().toString())
            .put("person", link.person().value()));
  }
}
