package dev.deskhand.bot;

import dev.deskhand.bot.intent.Intent;
import dev.deskhand.bot.intent.Scores;
import dev.deskhand.bot.offer.Way;
import dev.deskhand.content.ContentVersion;
import java.util.List;

/**
 * The files that teach sentences. One change at a time: whoever tries and writes holds it. A call
 * may take as long as learning the whole catalogue several times. Thread-safe.
 */
public interface Textbook {
  /** One that nothing can be added to. */
  Textbook CLOSED =
      new Textbook() {
        @Override
        public List<Intent> intents() {
          return List.of();
        }

        @Override
        public Trial tried(String intent, String sentence) {
          return new Trial.Unfit(List.of("Nothing can be taught here."));
        }

        @Override
        public Written write(Trial.Ready ready) {
          return new Written.Unfit(List.of("Nothing can be taught here."));
        }
      };

  /** What sentences can mean, and teach already. */
  List<Intent> intents();

  /** What it would come to if a sentence taught an intent besides; changes nothing. */
  Trial tried(String intent, String sentence);

  /** Does it, unless the files are others by now; what stands there counts at once. */
  Written write(Trial.Ready ready);

  /** What a change would come to. */
  sealed interface Trial {
    /**
     * All files would be in order.
     *
     * @param file its name
     * @param difference from the file as it is, as {@code patch} takes it
     * @param digest of the file as it would be
     * @param before how well sentences are understood now
     * @param after how well they would be
     * @param way how it gets into the file
     */
    record Ready(
        Intent intent,
        String sentence,
        String file,
        String difference,
        String digest,
        Scores before,
        Scores after,
        Way way)
        implements Trial {
      /** The other intents of which fewer sentences would be understood. */
      public List<Intent> worse() {
        return after.worseThan(before, intent);
      }
    }

    /** It teaches this intent already. */
    record Taught(Intent intent) implements Trial {}

    record Unfit(List<String> reasons) implements Trial {
      public Unfit {
        reasons = List.copyOf(reasons);
      }
    }
  }

  /** How a change gets into its file. */
  enum Way {
    WRITTEN,
    /** The file can't be written here: somebody else applies the difference. */
    BY_HAND
  }

  /** What came of writing. */
  sealed interface Written {
    /** It counts from now on. */
    record InPlace(ContentVersion version) implements Written {}

    /** It stood there. */
    record Already() implements Written {}

    /** The difference has to be applied where the files come from. */
    record ByHand() implements Written {}

    /** Nothing has changed. */
    record Unfit(List<String> reasons) implements Written {
      public Unfit {
        reasons = List.copyOf(reasons);
      }
    }
  }
}
