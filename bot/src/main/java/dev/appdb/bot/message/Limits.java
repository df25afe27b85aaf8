package dev.appdb.bot.message;

import com.slack.api.model.block.ActionsBlock;
import com.slack.api.model.block.ContextBlock;
import com.slack.api.model.block.DividerBlock;
import com.slack.api.model.block.HeaderBlock;
import com.slack.api.model.block.InputBlock;
import com.slack.api.model.block.LayoutBlock;
import com.slack.api.model.block.RichTextBlock;
import com.slack.api.model.block.SectionBlock;
import com.slack.api.model.block.composition.PlainTextObject;
import com.slack.api.model.block.composition.TextObject;
import com.slack.api.model.block.element.ButtonElement;
import com.slack.api.model.block.element.RichTextElement;
import com.slack.api.model.block.element.RichTextPreformattedElement;
import com.slack.api.model.block.element.RichTextSectionElement;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Objects;
import java.util.Set;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * Slack's limits, in characters and counts. The library sends whatever it is given; Slack then refuses the whole message.
 *
 * @see <a href="https://docs.slack.dev/reference/block-kit/blocks">Slack: blocks</a>
 * @see <a href="https://docs.slack.dev/reference/block-kit/block-elements/button-element">Slack: button</a>
 * @see <a href="https://docs.slack.dev/reference/block-kit/composition-objects/text-object">Slack: text object</a>
 * @see <a href="https://docs.slack.dev/reference/views/modal-views">Slack: modal views</a>
 */
public final class Limits {
    public static final int BLOCKS_OF_MESSAGE = 50;
    public static final int BLOCKS_OF_VIEW = 100;
    public static final int TEXT = 3_000;
    public static final int HEADER = 150;
    public static final int CONTEXT_ELEMENTS = 10;
    public static final int ACTIONS_ELEMENTS = 25;
    public static final int BUTTON_TEXT = 75;
    public static final int BUTTON_VALUE = 2_000;
    public static final int ACCESSIBILITY_LABEL = 75;
    public static final int ID = 255;
    public static final int CONFIRM_TITLE = 100;
    public static final int CONFIRM_TEXT = 300;
    public static final int CONFIRM_BUTTON = 30;
    public static final int INPUT_LABEL = 2_000;
    public static final int INPUT_HINT = 2_000;
    public static final int INPUT_VALUE = 3_000;
    public static final int PLACEHOLDER = 150;
    public static final int OPTIONS = 100;
    public static final int OPTION_TEXT = 75;
    public static final int VIEW_TITLE = 24;
    public static final int PRIVATE_METADATA = 3_000;

    /**
     * All texts of a message together. Slack documents none, and refuses about 11,000 characters with
     * {@code msg_blocks_too_long}, fewer where there are many blocks.
     *
     * @see <a href="https://github.com/slackapi/bolt-js/issues/2867">measurements of the cumulative limit</a>
     */
    public static final int TEXT_OF_MESSAGE = 8_000;

    /**
     * Fallback text; Slack advises at most 4,000 characters.
     *
     * @see <a href="https://docs.slack.dev/reference/methods/chat.postMessage">Slack: chat.postMessage</a>
     */
    public static final int FALLBACK = 4_000;

    /** A display name. */
    private static final int NAME = 80;

    private Limits() {}

    /** Everything in which blocks are beyond what Slack takes; empty if nothing is. Knows the blocks that the bot uses. */
    public static List<String> problems(List<LayoutBlock> blocks, int maxBlocks) {
        List<String> problems = new ArrayList<>();
        check(problems, "blocks", blocks.size(), maxBlocks);
        Set<String> ids = new HashSet<>();
        for (LayoutBlock block : blocks) {
            problems.addAll(problems(block));
            String id = block.getBlockId();
            if (id != null) {
                check(problems, "block_id", id.length(), ID);
                if (!ids.add(id)) {
                    problems.add("block_id " + id + " twice");
                }
            }
        }
        return problems;
    }

    /** The number of characters of text in blocks, as the limit of a whole message counts them. */
    public static int textCharacters(List<LayoutBlock> blocks) {
        return blocks.stream().mapToInt(Limits::textCharacters).sum();
    }

    private static int textCharacters(LayoutBlock block) {
        if (block instanceof RichTextBlock rich) {
            return texts(rich).mapToInt(Limits::characters).sum();
        } else if (block instanceof HeaderBlock header) {
            return header.getText().getText().length();
        } else if (block instanceof SectionBlock section) {
            return section.getText().getText().length();
        } else if (block instanceof ContextBlock context) {
            return context.getElements().stream()
                    .mapToInt(each -> ((TextObject) each).getText().length())
                    .sum();
        } else if (block instanceof ActionsBlock actions) {
            return actions.getElements().stream()
                    .mapToInt(each -> ((ButtonElement) each).getText().getText().length())
                    .sum();
        }
        return 0;
    }

    private static List<String> problems(LayoutBlock block) {
        List<String> problems = new ArrayList<>();
        if (block instanceof HeaderBlock header) {
            text(problems, "header", header.getText(), HEADER);
        } else if (block instanceof SectionBlock section) {
            text(problems, "section", (PlainTextObject) section.getText(), TEXT);
        } else if (block instanceof ContextBlock context) {
            check(problems, "elements of a context", context.getElements().size(), CONTEXT_ELEMENTS);
            context.getElements().forEach(each -> text(problems, "context", (TextObject) each, TEXT));
        } else if (block instanceof RichTextBlock rich) {
            check(problems, "rich text", textCharacters(rich), TEXT);
            if (rich.getElements().isEmpty() || texts(rich).anyMatch(text -> characters(text) == 0)) {
                problems.add("a rich text is empty");
            }
        } else if (block instanceof ActionsBlock actions) {
            check(problems, "elements of actions", actions.getElements().size(), ACTIONS_ELEMENTS);
            actions.getElements().forEach(each -> button(problems, (ButtonElement) each));
        } else if (block instanceof InputBlock input) {
            text(problems, "label", input.getLabel(), INPUT_LABEL);
            if (input.getHint() != null) {
                text(problems, "hint", input.getHint(), INPUT_HINT);
            }
        } else if (!(block instanceof DividerBlock)) {
            problems.add("a block of type " + block.getType() + ", which nobody checks");
        }
        return problems;
    }

    /** The number of characters that a piece of rich text counts for; for a mention, a name's. */
    static int characters(RichTextElement element) {
        return element instanceof RichTextSectionElement.Text text
                ? text.getText().length()
                : NAME;
    }

    private static Stream<RichTextElement> texts(RichTextBlock rich) {
        return rich.getElements().stream()
                .flatMap(element -> element instanceof RichTextSectionElement section
                        ? section.getElements().stream()
                        : ((RichTextPreformattedElement) element).getElements().stream());
    }

    private static void button(List<String> problems, ButtonElement button) {
        text(problems, "button", button.getText(), BUTTON_TEXT);
        check(problems, "action_id", length(button.getActionId()), ID);
        check(problems, "value of a button", length(button.getValue()), BUTTON_VALUE);
        check(problems, "accessibility label", length(button.getAccessibilityLabel()), ACCESSIBILITY_LABEL);
        if (button.getConfirm() != null) {
            text(problems, "title of a confirmation", button.getConfirm().getTitle(), CONFIRM_TITLE);
            text(problems, "confirmation", (PlainTextObject) button.getConfirm().getText(), CONFIRM_TEXT);
            text(problems, "confirming button", button.getConfirm().getConfirm(), CONFIRM_BUTTON);
            text(problems, "denying button", button.getConfirm().getDeny(), CONFIRM_BUTTON);
        }
    }

    private static int length(@Nullable String text) {
        return Objects.requireNonNullElse(text, "").length();
    }

    private static void text(List<String> problems, String what, TextObject text, int max) {
        check(problems, what, text.getText().length(), max);
        if (text.getText().isEmpty()) {
            problems.add("a " + what + " without text");
        }
    }

    private static void check(List<String> problems, String what, int number, int max) {
        if (number > max) {
            problems.add(what + ": " + number + " of at most " + max);
        }
    }
}
