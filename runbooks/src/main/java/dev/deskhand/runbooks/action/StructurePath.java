package dev.deskhand.runbooks.action;

/**
 * Where a value stands in a {@link Structure}, as the name of an argument: {@code json/tags[0]},
 * {@code json/size#number}. In a key, {@code ~ / [ #} are {@code ~0 ~1 ~2 ~3}.
 *
 * @param name the argument's own name, and the way to the value
 */
public record StructurePath(String name) {

  /** What stands at a place. */
  public enum Kind {
    TEXT(""),
    NUMBER("#number"),
    TRUTH("#boolean"),
    NOTHING("#null"),
    /** A mapping without keys. */
    EMPTY_MAPPING("#object"),
    /** A list without items. */
    EMPTY_LIST("#array");

    private final String mark;

    Kind(String mark) {
      this.mark = mark;
    }

    String mark() {
      return mark;
    }
  }

  public StructurePath key(String key) {
    return new StructurePath(
        name
            + "/"
            + key.replace("~", "~0").replace("/", "~1").replace("[", "~2").replace("#", "~3"));
  }

  public StructurePath item(int index) {
    return new StructurePath(name + "[" + index + "]");
  }

  /** The name of the argument that is the value there. */
  public String of(Kind kind) {
    return name + kind.mark();
  }

  /** The key that a part of a name stands for. */
  static String unescaped(String part) {
    return part.replace("~3", "#").replace("~2", "[").replace("~1", "/").replace("~0", "~");
  }
}
