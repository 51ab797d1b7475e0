package dev.deskhand.web;

import static dev.deskhand.web.Html.escaped;
import static dev.deskhand.web.Html.told;

import dev.deskhand.bot.reply.Waiting;
import dev.deskhand.runbooks.run.Run;
import dev.deskhand.runbooks.run.StoredRun;
import java.util.List;
import java.util.stream.Collectors;

/**
 * Something that waits for a yes, with all that somebody has to know for it.
 *
 * @param step in whose middle it waits; empty for all of a run
 * @param digest what a yes binds
 * @param steps what will be done
 */
record ApprovalCard(StoredRun stored, String step, String digest, List<String> steps) {
  ApprovalCard {
    steps = List.copyOf(steps);
  }

  /** A run that has not begun. */
  static ApprovalCard whole(StoredRun stored) {
    return new ApprovalCard(
        stored, "", stored.run().digest(), List.copyOf(stored.run().plan().impact()));
  }

  /** What is left of a run. */
  static ApprovalCard rest(Waiting.Rest rest) {
    return new ApprovalCard(
        rest.run(), rest.step().toString(), rest.asked().digest(), rest.run().run().remaining());
  }

  String html() {
    Run run = stored.run();
    return "<li><h2>"
        + escaped(run.plan().title())
        + "</h2><p class=\"takes\">asked by "
        + escaped(run.request().requester().value())
        + " for "
        + escaped(run.request().beneficiary().value())
        + (step.isEmpty() ? "" : "; it has begun, and waits at " + escaped(step))
        + "</p>"
        + PortalPages.inputs(run)
        + "<h3>"
        + (step.isEmpty() ? "Exactly this will run" : "Exactly this is left to do")
        + "</h3><ol class=\"steps\">"
        + steps.stream().map(it -> "<li>" + told(it) + "</li>").collect(Collectors.joining())
        + "</ol><dl><dt>Undo</dt><dd>"
        + undo(run)
        + "</dd><dt>Plan</dt><dd><code>"
        + escaped(digest)
        + "</code></dd></dl>"
        + buttons()
        + "</li>";
  }

  private static String undo(Run run) {
    List<String> undo = run.plan().rollbackPlan();
    return told(undo.isEmpty() ? "nothing to undo" : String.join("; ", undo));
  }

  /** What has begun can't be planned anew. */
  private String buttons() {
    String changes =
        step.isEmpty()
            ? "<button type=\"submit\" name=\"say\" value=\"request-changes\""
                + " class=\"button\">Ask for another plan</button>"
            : "";
    return """
    <form method="post" action="/approvals/%1$s" class="actions">
      <input type="hidden" name="digest" value="%2$s"><input type="hidden" name="step" value="%3$s">
      <button type="submit" name="say" value="approve" class="button primary">Approve</button>
    </form>
    <form method="post" action="/approvals/%1$s" class="actions">
      <input type="hidden" name="digest" value="%2$s"><input type="hidden" name="step" value="%3$s">
      <label for="why-%1$s%3$s">%5$s</label>
      <input id="why-%1$s%3$s" name="why" type="text" maxlength="500" autocomplete="off">
      %4$s
      <button type="submit" name="say" value="decline" class="button">Decline</button>
    </form>
    """
        .formatted(
            stored.id(),
            escaped(digest),
            escaped(step),
            changes,
            step.isEmpty() ? "What has to be different, or why not" : "Why not");
  }
}
