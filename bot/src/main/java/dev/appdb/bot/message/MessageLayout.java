package dev.appdb.bot.message;

import com.slack.api.model.block.ActionsBlock;
import com.slack.api.model.block.ContextBlock;
import com.slack.api.model.block.ContextBlockElement;
import com.slack.api.model.block.HeaderBlock;
import com.slack.api.model.block.LayoutBlock;
import com.slack.api.model.block.SectionBlock;
import com.slack.api.model.block.composition.PlainTextObject;
import com.slack.api.model.block.element.BlockElement;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;
import java.util.stream.IntStream;

/**
 * Lays a message out within Slack's limits, from top to bottom. What there is no room for goes to a file, which then has
 * the whole of it, and the message says so.
 */
final class MessageLayout {
    /**
     * The largest number of blocks in a message's foot: notes, the requester, buttons and the commands that may be
     * typed instead.
     */
    private static final int BLOCKS_OF_FOOT = 7;

    private static final int CHARACTERS_OF_FOOT = 2_600;
    private static final int CHARACTERS_OF_CONTEXT = 700;
    private static final int MAX_BUTTONS = 10;

    private final List<LayoutBlock> blocks = new ArrayList<>();
    private final List<String> whole = new ArrayList<>();
    private final String fileName;
    private final String title;
    private boolean overflows;

    /**
     * @param title the verdict, which is the header and the fallback text
     * @param fileName what the file is called if there has to be one, without its ending; empty where the thread has it all
     */
    MessageLayout(String title, String fileName) {
        this.title = title;
        this.fileName = fileName;
        whole.add(SlackText.visible(title));
        blocks.add(HeaderBlock.builder()
                .text(plain(SlackText.cut(SlackText.visible(title), Limits.HEADER)))
                .build());
    }

    /** Text that Slack parses nothing in, not even {@code :emoji:}. */
    static PlainTextObject plain(String text) {
        return PlainTextObject.builder().text(text).emoji(false).build();
    }

    /** One paragraph. */
    MessageLayout paragraph(Span... spans) {
        return details(List.of(Detail.of(spans)), "");
    }

    /** One paragraph. */
    MessageLayout paragraph(List<Span> spans) {
        return details(List.of(Detail.of(spans)), "");
    }

    /** @param heading above them, if there are any; may be empty */
    MessageLayout details(List<Detail> details, String heading) {
        if (details.isEmpty()) {
            return this;
        }
        if (!heading.isEmpty()) {
            add(Detail.of(Span.bold(heading)));
        }
        int left = 0;
        for (Detail detail : details) {
            left += add(detail) ? 0 : 1;
        }
        if (left > 0 && blocks.size() < Limits.BLOCKS_OF_MESSAGE - BLOCKS_OF_FOOT + 2) {
            blocks.add(context(List.of("… and " + left + " more in the " + (fileName.isEmpty() ? "thread" : "file"))));
        }
        return this;
    }

    private boolean add(Detail detail) {
        whole.add(detail.line());
        LayoutBlock block = detail.block();
        boolean fits = blocks.size() < Limits.BLOCKS_OF_MESSAGE - BLOCKS_OF_FOOT
                && Limits.textCharacters(blocks) + Limits.textCharacters(List.of(block))
                        <= Limits.TEXT_OF_MESSAGE - CHARACTERS_OF_FOOT;
        if (fits) {
            blocks.add(block);
        }
        overflows |= !fits || detail.isCut();
        return fits;
    }

    /** Lines that Slack shows the beginning of, and the rest on demand. */
    MessageLayout folded(List<String> lines) {
        if (lines.isEmpty()) {
            return this;
        }
        lines.forEach(line -> whole.add(SlackText.visible(line)));
        String text = String.join("\n", lines.stream().map(SlackText::visible).toList());
        int remaining = Limits.TEXT_OF_MESSAGE - CHARACTERS_OF_FOOT - Limits.textCharacters(blocks);
        int max = Math.min(Limits.TEXT, remaining);
        if (max < 100 || blocks.size() >= Limits.BLOCKS_OF_MESSAGE - BLOCKS_OF_FOOT) {
            overflows = true;
            return this;
        }
        overflows |= text.length() > max;
        // Without "expand", Slack folds what is long behind "see more":
        // https://docs.slack.dev/reference/block-kit/blocks/section-block
        blocks.add(SectionBlock.builder().text(plain(SlackText.cut(text, max))).build());
        return this;
    }

    /** The foot: facts about the message itself. */
    MessageLayout foot(String... facts) {
        return foot(List.of(), facts);
    }

    /**
     * The foot: facts about the message itself.
     *
     * @param first the first of them, such as who asked and when
     */
    MessageLayout foot(List<Span> first, String... facts) {
        List<Span> spans = new ArrayList<>(first);
        String others = Arrays.stream(facts).filter(fact -> !fact.isEmpty()).collect(Collectors.joining(" · "));
        spans.add(Span.plain((first.isEmpty() || others.isEmpty() ? "" : "· ") + others));
        spans.removeIf(span -> span.text().isEmpty());
        if (!spans.isEmpty()) {
            whole.add(spans.stream().map(Span::line).collect(Collectors.joining(" ")));
            blocks.add(ContextBlock.builder()
                    .elements(spans.stream()
                            .map(span -> span.contextElement(CHARACTERS_OF_CONTEXT))
                            .toList())
                    .build());
        }
        return this;
    }

    /** Buttons, and what one types instead of each. */
    MessageLayout buttons(List<Button> buttons) {
        List<Button> fitting =
                buttons.stream().filter(Button::fits).limit(MAX_BUTTONS).toList();
        if (!fitting.isEmpty()) {
            List<BlockElement> elements = IntStream.range(0, fitting.size())
                    .mapToObj(index -> (BlockElement) fitting.get(index).element(index))
                    .toList();
            blocks.add(ActionsBlock.builder().elements(elements).build());
        }
        if (!buttons.isEmpty()) {
            List<String> typed = buttons.stream()
                    .limit(MAX_BUTTONS)
                    .map(button -> button.command().slashText())
                    .toList();
            blocks.add(context(List.of("Or type: " + String.join("  or  ", typed))));
        }
        return this;
    }

    static ContextBlock context(List<String> texts) {
        List<ContextBlockElement> elements = texts.stream()
                .map(text -> (ContextBlockElement) plain(SlackText.cut(SlackText.visible(text), CHARACTERS_OF_CONTEXT)))
                .toList();
        return ContextBlock.builder().elements(elements).build();
    }

    /** The message, with the file if it is cut. */
    Reply reply() {
        return overflows ? reply(List.of(), List.of()) : Reply.of(message());
    }

    /**
     * The message with a file in any case.
     *
     * @param thread what belongs into its thread, too
     * @param rest what is only in the file, after all that the message has
     */
    Reply reply(List<SlackMessage> thread, List<String> rest) {
        rest.forEach(line -> whole.add(SlackText.visible(line)));
        TextFile file = new TextFile(
                fileName + ".txt",
                SlackText.cut(SlackText.visible(title), Limits.HEADER),
                String.join("\n", whole) + "\n");
        if (overflows) {
            blocks.add(context(List.of("Full text in the file " + file.name())));
        }
        return new Reply(message(), thread, Optional.of(file));
    }

    /** The message without a file, for what is short by itself. */
    SlackMessage message() {
        return new SlackMessage(SlackText.escape(SlackText.cut(SlackText.visible(title), 500)), blocks);
    }
}
