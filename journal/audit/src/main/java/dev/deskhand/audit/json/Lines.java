package dev.deskhand.audit.json;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonGenerator;
import dev.deskhand.audit.SignedHead;
import dev.deskhand.journal.AuditEntry;
import dev.deskhand.journal.AuditRecord;
import dev.deskhand.journal.TenantId;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.List;

/**
 * The one form of each line: an object whose fields stand in one order, without spaces, and a line
 * feed. What reads differently is another export, even where it means the same.
 */
public final class Lines {
  private static final JsonFactory FACTORY = new JsonFactory();

  private Lines() {}

  /** Writes a line's fields. */
  private interface Body {
    void write(JsonGenerator out) throws IOException;
  }

  /** An entry; the tenant stands in the export's first line. */
  public static byte[] of(AuditRecord record) {
    AuditEntry entry = record.entry();
    return line(
        out -> {
          out.writeNumberField("index", record.index());
          out.writeStringField("at", entry.at().toString());
          out.writeStringField("actor", entry.actor());
          out.writeStringField("action", entry.action());
          out.writeStringField("object", entry.object());
          out.writeStringField("rationale", entry.grounds().rationale());
          texts(out, "policies", entry.grounds().policies());
          texts(out, "approvals", entry.grounds().approvals());
          out.writeStringField("impact", entry.consequence().impact());
          out.writeStringField("rollback-plan", entry.consequence().rollbackPlan());
          texts(out, "artefacts", entry.consequence().artefacts());
          out.writeStringField("previous", record.previousHash());
          out.writeStringField("hash", record.hash());
        });
  }

  /**
   * An entry of a tenant.
   *
   * @throws IOException saying what was expected, if it is none
   */
  public static AuditRecord record(TenantId tenant, byte[] bytes, int from, int length)
      throws IOException {
    try (FieldReader in = new FieldReader(bytes, from, length)) {
      long index = in.number("index");
      AuditEntry entry =
          new AuditEntry(
              in.instant("at"),
              in.text("actor"),
              in.text("action"),
              in.text("object"),
              new AuditEntry.Grounds(
                  in.text("rationale"), in.texts("policies"), in.texts("approvals")),
              new AuditEntry.Consequence(
                  in.text("impact"), in.text("rollback-plan"), in.texts("artefacts")));
      AuditRecord record =
          new AuditRecord(tenant, index, entry, in.text("previous"), in.text("hash"));
      in.end();
      return record;
    }
  }

  /** A head that was witnessed. */
  public static byte[] of(SignedHead head) {
    return line(
        out -> {
          out.writeStringField("tenant", head.tenant().value());
          out.writeNumberField("index", head.index());
          out.writeStringField("hash", head.hash());
          out.writeStringField("at", head.at().toString());
          out.writeStringField("key", head.key());
          out.writeStringField("signature", head.signature());
        });
  }

  /**
   * A head that was witnessed; its signature is not checked here.
   *
   * @throws IOException saying what was expected, if it is none
   */
  public static SignedHead head(byte[] bytes) throws IOException {
    try (FieldReader in = new FieldReader(bytes, 0, bytes.length)) {
      SignedHead head =
          new SignedHead(
              tenant(in),
              in.number("index"),
              in.text("hash"),
              in.instant("at"),
              in.text("key"),
              in.text("signature"));
      in.end();
      return head;
    }
  }

  /** The first line of an export. */
  public static byte[] first(TenantId tenant) {
    return line(
        out -> {
          out.writeStringField("export", "deskhand-audit/1");
          out.writeStringField("tenant", tenant.value());
        });
  }

  /** The last line of an export. */
  public static byte[] of(Trailer trailer) {
    return line(
        out -> {
          out.writeNumberField("entries", trailer.entries());
          out.writeStringField("head", trailer.head());
          out.writeStringField("at", trailer.at().toString());
          out.writeStringField("digest", trailer.digest());
          out.writeStringField("key", trailer.key());
          out.writeStringField("signature", trailer.signature());
        });
  }

  /**
   * The last line of an export.
   *
   * @throws IOException saying what was expected, if it is none
   */
  public static Trailer trailer(TenantId tenant, byte[] bytes) throws IOException {
    try (FieldReader in = new FieldReader(bytes, 0, bytes.length)) {
      Trailer trailer =
          new Trailer(
              tenant,
              in.number("entries"),
              in.text("head"),
              in.instant("at"),
              in.text("digest"),
              in.text("key"),
              in.text("signature"));
      in.end();
      return trailer;
    }
  }

  private static TenantId tenant(FieldReader in) throws IOException {
    try {
      return new TenantId(in.text("tenant"));
    } catch (IllegalArgumentException e) {
      throw new IOException("expected a tenant", e);
    }
  }

  private static void texts(JsonGenerator out, String name, List<String> texts) throws IOException {
    out.writeArrayFieldStart(name);
    for (String text : texts) {
      out.writeString(text);
    }
    out.writeEndArray();
  }

  private static byte[] line(Body body) {
    ByteArrayOutputStream bytes = new ByteArrayOutputStream(512);
    try (JsonGenerator out = FACTORY.createGenerator(bytes)) {
      out.writeStartObject();
      body.write(out);
      out.writeEndObject();
    } catch (IOException e) {
      throw new UncheckedIOException("nothing can go wrong in memory", e);
    }
    bytes.write('\n');
    return bytes.toByteArray();
  }
}
