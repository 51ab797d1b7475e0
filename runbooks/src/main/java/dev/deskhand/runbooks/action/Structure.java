package dev.deskhand.runbooks.action;

import java.math.BigDecimal;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/**
 * A document that a runbook writes as YAML, with every value in its place: whatever a value holds,
 * it stays one value.
 */
public sealed interface Structure {
  record Text(String text) implements Structure {}

  record Numeral(BigDecimal number) implements Structure {}

  record Truth(Is is) implements Structure {}

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

  /** The two truths. */
  enum Is {
    TRUE,
    FALSE
  }
}
