package dev.deskhand.runbooks.action;

import java.math.BigDecimal;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.regex.Pattern;

/**
 * A document that a runbook writes as YAML, with every value in its place: whatever a value holds,
 * it stays one value.
 */
public sealed interface Structure {
  record Text(String text) implements Structure {}

  record Numeral(BigDecimal number) implements Structure {
    /** RFC 8259, section 6, of a length that anybody may work with. */
    public static final Pattern FORM =
        Pattern.compile("-?(0|[1-9][0-9]{0,40})(\\.[0-9]{1,40})?([eE][+-]?[0-9]{1,3})?");
  }

  record Truth(boolean holds) implements Structure {}

  record Nothing() implements Structure {}

  record Mapping(Map<String, Structure> values) implements Structure {
    public Mapping {
      values = Collections.unmodifiableSortedMap(new TreeMap<>(values));
    }
  }

  record Listing(List<Structure> items) implements Structure {
    public Listing {
      items = List.copyOf(items);
    }
  }
}
