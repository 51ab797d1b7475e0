package dev.deskhand.web;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

final class DestinationTest {
  private static final String LONGEST = "/catalogue/a?o=" + "x".repeat(2_000 - 15);

  /** Whatever is no page of ours, as it stands in a link or a cookie. */
  static final List<String> HOSTILE =
      List.of(
          "",
          " ",
          "//evil.example",
          "//evil.example/catalogue",
          "///evil.example",
          "/\\evil.example",
          "\\\\evil.example",
          "\\/evil.example",
          "https://evil.example/catalogue",
          "http:/catalogue",
          "javascript:alert(1)",
          "data:text/html,x",
          "catalogue",
          "@evil.example",
          "/catalogue@evil.example",
          "/catalogue:80",
          "/catalogue//evil.example",
          "/catalogue/",
          "/catalogue/../login",
          "/catalogue/./x",
          "/catalogue/..%2Flogin",
          "/%2Fevil.example",
          "/%2F%2Fevil.example",
          "/%5Cevil.example",
          "/%252Fevil.example",
          "/catalogue/%2F%2Fevil.example",
          "/catalogue/%0d%0aLocation:x",
          "%2F%2Fevil.example",
          "/catalogue\r\nLocation: https://evil.example",
          "/catalogue\n",
          "/catalogue?x=1\r\nSet-Cookie: a=b",
          "/catalogue?x=\u0000",
          "/catalogue?x=\u202e",
          "/catalogue?x=a b",
          "/catalogue?x=\"onload=",
          "/catalogue?x=<script>",
          "/catalogue?x=\\",
          "/catalogue#x",
          "/\tevil.example",
          "\t//evil.example",
          " /catalogue",
          "/login",
          "/login/oidc",
          "/logout",
          "/api/me",
          "/assets/main.js",
          "/nowhere",
          "/cataloguex",
          "/CATALOGUE",
          LONGEST + "x",
          "/catalogue" + "/x".repeat(50_000));

  static List<String> hostile() {
    return HOSTILE;
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "/",
        "/catalogue",
        "/catalogue?words=a%2Fb%20c&x='",
        "/catalogue/order-software?o=YS1i_c.dGVzdA",
        "/requests/r-1/form?step=wishes%5B0%5D%2F1",
        "/requests/r-1/form?step=a|b{c}[d]^`",
        "/approvals?noted=r-1",
        "/secrets/aB3-_x",
        "/tickets/7?to=//evil.example",
        "/trees/vpn-not-connecting",
        "/ticket-files/builtin-7/a.b~c"
      })
  void a_page_of_ours_is_where_somebody_goes_with_its_query(String address) {
    assertThat(Destination.of(address).address()).isEqualTo(address);
  }

  @ParameterizedTest
  @MethodSource("hostile")
  void anything_else_leads_to_the_conversation(String address) {
    assertThat(Destination.of(address)).isEqualTo(Destination.HOME);
    assertThatIllegalArgumentException().isThrownBy(() -> new Destination(address));
  }

  @Test
  void an_address_may_have_two_thousand_characters() {
    assertThat(Destination.of(LONGEST).address()).hasSize(2_000).isEqualTo(LONGEST);
  }
}
