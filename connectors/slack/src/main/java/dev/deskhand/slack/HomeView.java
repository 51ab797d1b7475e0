package dev.deskhand.slack;

import com.slack.api.model.block.ActionsBlock;
import com.slack.api.model.block.DividerBlock;
import com.slack.api.model.block.LayoutBlock;
import com.slack.api.model.view.View;
import dev.deskhand.bot.message.Message;
import java.util.ArrayList;
import java.util.List;

/**
 * Renders somebody's own page as a Home tab of at most 100 blocks. What does not fit is left out as
 * a whole, and the page says so.
 */
final class HomeView {
  private static final int MOST_BLOCKS = 100;
  private static final Message MORE =
      Message.text(
          "There is more than fits here: write `runs` or `catalogue`, or open the portal.");

  private HomeView() {}

  static View of(List<Message> page) {
    List<LayoutBlock> blocks = new ArrayList<>();
    List<LayoutBlock> more = blocks(MORE, page.size());
    for (int number = 0; number < page.size(); number++) {
      List<LayoutBlock> next = blocks(page.get(number), number);
      boolean isLast = number == page.size() - 1;
      if (blocks.size() + next.size() + (isLast ? 0 : more.size()) > MOST_BLOCKS) {
        blocks.addAll(more);
        break;
      }
      blocks.addAll(next);
    }
    return View.builder().type("home").blocks(blocks).build();
  }

  /** Below a line, and with ids of their own: they have to differ within a view. */
  private static List<LayoutBlock> blocks(Message message, int number) {
    List<LayoutBlock> blocks = new ArrayList<>();
    if (number > 0) {
      blocks.add(DividerBlock.builder().build());
    }
    for (LayoutBlock block : BlockKit.inView(message)) {
      blocks.add(block instanceof ActionsBlock actions ? named(actions, number) : block);
    }
    return blocks;
  }

  private static LayoutBlock named(ActionsBlock actions, int number) {
    return ActionsBlock.builder()
        .blockId(actions.getBlockId() + "-of-" + number)
        .elements(actions.getElements())
        .build();
  }
}
