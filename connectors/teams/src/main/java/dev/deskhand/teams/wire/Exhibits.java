package dev.deskhand.teams.wire;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.deskhand.bot.message.Attachment;
import dev.deskhand.bot.message.Exhibit;
import java.util.ArrayList;
import java.util.List;

/**
 * Tables as {@code Table} (https://adaptivecards.io/explorer/Table.html, of version 1.5) and code
 * as lines of one width on a ground of their own: {@code CodeBlock} is Teams' own, and in no
 * version of the schema. Both in pieces that leave room for others on a card; each piece of a table
 * begins with its head, and a high cell goes on in a row below.
 */
final class Exhibits {
  private static final int MOST_JSON = 8_000;
  private static final int LINE = 500;
  private static final int ROW = 2_000;

  private Exhibits() {}

  static List<ObjectNode> of(Exhibit exhibit) {
    if (exhibit instanceof Exhibit.File(Attachment file)) {
      return List.of(Runs.literal("File: " + file.inWords()).put("spacing", "Medium"));
    }
    List<ObjectNode> elements = new ArrayList<>();
    if (!exhibit.caption().isBlank()) {
      Lines.of(exhibit.caption(), LINE)
          .forEach(line -> elements.add(Runs.label(line).put("spacing", "Medium")));
    }
    elements.addAll(
        switch (exhibit) {
          case Exhibit.Code code -> code(code.text());
          case Exhibit.Table table -> tables(table);
          case Exhibit.File _, Exhibit.Picture _ -> List.of();
        });
    return elements;
  }

  private static List<ObjectNode> code(String text) {
    List<ObjectNode> containers = new ArrayList<>();
    ArrayNode items = Json.array();
    int json = 0;
    for (String line : Lines.of(text, LINE)) {
      ObjectNode element = Runs.monospaced(line);
      int size = Json.size(element) + 1;
      if (!items.isEmpty() && json + size > MOST_JSON) {
        containers.add(container(items));
        items = Json.array();
        json = 0;
      }
      items.add(element);
      json += size;
    }
    containers.add(container(items));
    return containers;
  }

  private static ObjectNode container(ArrayNode items) {
    ObjectNode container = Json.object("Container").put("style", "emphasis");
    return container.set("items", items);
  }

  private static List<ObjectNode> tables(Exhibit.Table table) {
    List<ObjectNode> tables = new ArrayList<>();
    ObjectNode head = row(table.columns().stream().map(it -> List.of(Runs.label(it))).toList());
    ArrayNode rows = Json.array().add(head);
    int json = 0;
    for (List<String> cells : table.rows()) {
      for (ObjectNode row : rows(cells)) {
        int size = Json.size(row) + 1;
        if (rows.size() > 1 && json + size > MOST_JSON) {
          tables.add(table(table.columns().size(), rows));
          rows = Json.array().add(head.deepCopy());
          json = 0;
        }
        rows.add(row);
        json += size;
      }
    }
    tables.add(table(table.columns().size(), rows));
    return tables;
  }

  private static ObjectNode table(int wide, ArrayNode rows) {
    ObjectNode table = Json.object("Table").put("spacing", "Medium");
    ArrayNode columns = table.putArray("columns");
    for (int column = 0; column < wide; column++) {
      columns.addObject().put("width", 1);
    }
    return table.set("rows", rows);
  }

  /** Usually one; what is high goes on below. */
  private static List<ObjectNode> rows(List<String> cells) {
    int most = ROW / cells.size();
    List<List<String>> lines = cells.stream().map(it -> Lines.of(it, most)).toList();
    int high = lines.stream().mapToInt(List::size).max().orElse(1);
    List<ObjectNode> rows = new ArrayList<>();
    for (int number = 0; number < high; number++) {
      int line = number;
      rows.add(row(lines.stream().map(cell -> items(cell, line)).toList()));
    }
    return rows;
  }

  private static List<ObjectNode> items(List<String> cell, int line) {
    return line < cell.size() && !cell.get(line).isEmpty()
        ? List.of(Runs.literal(cell.get(line)))
        : List.of();
  }

  private static ObjectNode row(List<List<ObjectNode>> cells) {
    ObjectNode row = Json.object("TableRow");
    ArrayNode array = row.putArray("cells");
    for (List<ObjectNode> items : cells) {
      ObjectNode cell = Json.object("TableCell");
      cell.putArray("items").addAll(items);
      array.add(cell);
    }
    return row;
  }
}
