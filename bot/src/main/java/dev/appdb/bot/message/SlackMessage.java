package dev.appdb.bot.message;

import com.slack.api.model.block.LayoutBlock;
import java.util.ArrayList;
import java.util.List;

/**
 * One message. Whoever sends it says {@code mrkdwn: false}, {@code parse: none}, {@code link_names: false} and
 * {@code unfurl_links: false} with it.
 *
 * @param text what notifications and screen readers have; escaped already
 * @param blocks what is shown
 */
public record SlackMessage(String text, List<LayoutBlock> blocks) {

    /** @throws IllegalArgumentException if Slack would refuse it, which is a bug of whoever made it */
    public SlackMessage {
        blocks = List.copyOf(blocks);
        List<String> problems = new ArrayList<>(Limits.problems(blocks, Limits.BLOCKS_OF_MESSAGE));
        if (text.isBlank() || text.length() > Limits.FALLBACK) {
            problems.add("fallback text: " + text.length() + " of 1 to " + Limits.FALLBACK);
        }
        if (Limits.textCharacters(blocks) > Limits.TEXT_OF_MESSAGE) {
            problems.add("all texts: " + Limits.textCharacters(blocks) + " of at most " + Limits.TEXT_OF_MESSAGE);
        }
        if (!problems.isEmpty()) {
            throw new IllegalArgumentException("Slack would refuse this message: " + String.join("; ", problems));
        }
    }
}
