package dev.deskhand.audit;

import dev.deskhand.journal.AuditEntry;
import dev.deskhand.journal.AuditRecord;
import java.io.IOException;
import java.io.Writer;
import java.util.List;

/**
 * Writes an export as CSV (RFC 4180), for spreadsheets. It carries no proof: verify the JSON Lines.
 * A cell that a spreadsheet would take for a formula begins with an apostrophe.
 */
public final class CsvExport {
  private static final String FORMULAS = "=+-@\t\r";

  private final Writer out;

  private CsvExport(Writer out) {
    this.out = out;
  }

  public static CsvExport begin(Writer out) throws IOException {
    CsvExport export = new CsvExport(out);
    export.row(
        List.of(
            "index",
            "at",
            "actor",
            "action",
            "object",
            "rationale",
            "policies",
            "approvals",
            "impact",
            "rollback-plan",
            "artefacts",
            "previous",
            "hash"));
    return export;
  }

  public void add(AuditRecord record) throws IOException {
    AuditEntry entry = record.entry();
    row(
        List.of(
            Long.toString(record.index()),
            entry.at().toString(),
            entry.actor(),
            entry.action(),
            entry.object(),
            entry.grounds().rationale(),
            String.join("; ", entry.grounds().policies()),
            String.join("; ", entry.grounds().approvals()),
            entry.consequence().impact(),
            entry.consequence().rollbackPlan(),
            String.join("; ", entry.consequence().artefacts()),
            record.previousHash(),
            record.hash()));
  }

  private void row(List<String> cells) throws IOException {
    boolean isFirst = true;
    for (String cell : cells) {
      if (!isFirst) {
        out.write(',');
      }
      isFirst = false;
      out.write('"');
      out.write(tame(cell).replace("\"", "\"\""));
      out.write('"');
    }
    out.write("\r\n");
  }

  private static String tame(String cell) {
    return !cell.isEmpty() && FORMULAS.indexOf(cell.charAt(0)) >= 0 ? "'" + cell : cell;
  }
}
