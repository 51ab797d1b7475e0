package dev.deskhand.trees.json;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.deskhand.trees.GivenFile;
import dev.deskhand.trees.KeptFile;
import dev.deskhand.trees.json.SealedFields.Reader;
import dev.deskhand.trees.json.SealedFields.Writer;
import java.util.ArrayList;
import java.util.List;

/** Files in a walk's events; their names, and where they can be fetched, are sealed. */
final class FilesJson {
  private static final String GIVEN = "files";
  private static final String KEPT = "attached";

  private FilesJson() {}

  static void given(List<GivenFile> files, Writer out) {
    ArrayNode all = out.body().putArray(GIVEN);
    for (GivenFile file : files) {
      Writer one = inside(all, out);
      one.personal("name", file.name());
      one.body().put("mediaType", file.mediaType());
      one.body().put("size", file.size());
      one.body().put("door", file.door());
      one.personal("place", file.place());
    }
  }

  static List<GivenFile> given(Reader in) {
    List<GivenFile> files = new ArrayList<>();
    for (Reader one : all(GIVEN, in)) {
      files.add(
          new GivenFile(
              one.personal("name"),
              one.text("mediaType"),
              size(one),
              one.text("door"),
              one.personal("place")));
    }
    return files;
  }

  static void kept(List<KeptFile> files, Writer out) {
    ArrayNode all = out.body().putArray(KEPT);
    for (KeptFile file : files) {
      Writer one = inside(all, out);
      one.personal("name", file.name());
      one.body().put("mediaType", file.mediaType());
      one.body().put("size", file.size());
      one.body().put("sha256", file.sha256());
      one.body().put("artefact", file.artefact());
    }
  }

  static boolean isIn(Reader in) {
    return in.has(KEPT);
  }

  static List<KeptFile> kept(Reader in) {
    List<KeptFile> files = new ArrayList<>();
    for (Reader one : all(KEPT, in)) {
      files.add(
          new KeptFile(
              one.personal("name"),
              one.text("mediaType"),
              size(one),
              one.text("sha256"),
              one.text("artefact")));
    }
    return files;
  }

  private static Writer inside(ArrayNode all, Writer out) {
    ObjectNode body = all.addObject();
    return new Writer(out.vault(), out.tenant(), body);
  }

  private static List<Reader> all(String field, Reader in) {
    List<Reader> readers = new ArrayList<>();
    for (JsonNode one : in.required(field)) {
      readers.add(new Reader(in.vault(), in.tenant(), one));
    }
    return readers;
  }

  private static long size(Reader in) {
    JsonNode size = in.required("size");
    if (!size.isIntegralNumber()) {
      throw new IllegalArgumentException("field 'size': expected a whole number");
    }
    return size.longValue();
  }
}
