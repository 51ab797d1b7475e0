package dev.deskhand.bot.message;

import dev.deskhand.content.PictureFile;
import java.util.List;

/**
 * Something that is shown as it is, below a message's text: nothing in it is markup, and every
 * surface keeps its lines and columns.
 */
public sealed interface Exhibit {

  /** What it is, in a few words of ours; empty where the text above says it. */
  String caption();

  /**
   * Rows under the names of their columns.
   *
   * @param columns from 1 to 10, their names of at most 60 characters
   * @param rows each with as many texts as there are columns
   */
  record Table(String caption, List<String> columns, List<List<String>> rows) implements Exhibit {
    private static final int MOST_COLUMNS = 10;
    private static final int LONGEST_NAME = 60;

    public Table {
      columns = List.copyOf(columns);
      rows = rows.stream().map(List::copyOf).toList();
      int wide = columns.size();
      if (wide == 0
          || wide > MOST_COLUMNS
          || columns.stream().anyMatch(it -> it.isBlank() || it.length() > LONGEST_NAME)
          || rows.stream().anyMatch(it -> it.size() != wide)) {
        throw new IllegalArgumentException(
            "table '%s': from 1 to %d columns with names of up to %d characters, rows as wide"
                .formatted(caption, MOST_COLUMNS, LONGEST_NAME));
      }
    }
  }

  /** What a machine wrote, such as a log or an error; its line breaks and spaces count. */
  record Code(String caption, String text) implements Exhibit {
    public Code {
      text = text.replace("\r\n", "\n");
    }
  }

  /**
   * A picture of the catalogue. Its bytes are looked up when it is delivered; see {@link
   * FileStock}.
   *
   * @param shows what is to be seen in it, for whoever doesn't see it; at most 300 characters
   */
  record Picture(String shows, PictureFile file) implements Exhibit {
    public Picture {
      if (shows.isBlank() || shows.length() > PictureFile.LONGEST_WORDS) {
        throw new IllegalArgumentException(
            "picture %s: from 1 to %d characters tell what it shows"
                .formatted(file.sha256(), PictureFile.LONGEST_WORDS));
      }
    }

    @Override
    public String caption() {
      return shows;
    }
  }

  /** A file to be read elsewhere, such as all that a step wrote. */
  record File(Attachment file) implements Exhibit {
    @Override
    public String caption() {
      return file.name();
    }
  }
}
