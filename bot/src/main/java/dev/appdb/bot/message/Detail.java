package dev.appdb.bot.message;

import com.slack.api.model.block.RichTextBlock;
import com.slack.api.model.block.element.BlockElement;
import com.slack.api.model.block.element.RichTextElement;
import com.slack.api.model.block.element.RichTextPreformattedElement;
import com.slack.api.model.block.element.RichTextSectionElement;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.stream.Collectors;

/** One of several things of a kind in a message: a sentence, and perhaps lines to copy. Takes one block. */
final class Detail {
    private static final int MAX_CODE_CHARACTERS = 1_000;

    private final List<Span> spans;
    private final String code;

    private Detail(List<Span> spans, String code) {
        List<Span> written =
                spans.stream().filter(span -> !span.text().isEmpty()).toList();
        this.spans = written.isEmpty() ? List.of(Span.plain("–")) : written;
        this.code = code;
    }

    static Detail of(Span... spans) {
        return new Detail(Arrays.asList(spans), "");
    }

    static Detail of(List<Span> spans) {
        return new Detail(spans, "");
    }

    /** A text with what stands in backticks as something to copy. */
    static Detail quoted(String text) {
        return of(Span.quoted(text));
    }

    /** The same with another text after it. */
    Detail andQuoted(String text) {
        List<Span> more = new ArrayList<>(spans);
        more.addAll(Span.quoted(text));
        return new Detail(more, code);
    }

    /** The same with something to copy below it. */
    Detail with(String copied) {
        return with(List.of(copied));
    }

    /** The same with several things to copy below it, each on a line of its own. */
    Detail with(List<String> copied) {
        return new Detail(spans, copied.stream().map(SlackText::visible).collect(Collectors.joining("\n")));
    }

    boolean isCut() {
        return spans.stream().anyMatch(Span::isCut)
                || spans.stream().mapToInt(span -> span.text().length()).sum() > 1_900
                || code.length() > MAX_CODE_CHARACTERS;
    }

    RichTextBlock block() {
        List<BlockElement> elements = new ArrayList<>();
        elements.add(RichTextSectionElement.builder().elements(fitting()).build());
        if (!code.isBlank()) {
            elements.add(RichTextPreformattedElement.builder()
                    .elements(List.of(RichTextSectionElement.Text.builder()
                            .text(SlackText.cut(code, MAX_CODE_CHARACTERS))
                            .build()))
                    .build());
        }
        return RichTextBlock.builder().elements(elements).build();
    }

    private List<RichTextElement> fitting() {
        List<RichTextElement> elements = new ArrayList<>();
        int remaining = Limits.TEXT - MAX_CODE_CHARACTERS;
        for (Span span : spans) {
            if (remaining > 0) {
                RichTextElement element = span.element(remaining);
                remaining -= Limits.characters(element);
                elements.add(element);
            }
        }
        return elements;
    }

    /** The whole of it as text. */
    String line() {
        String sentence = spans.stream().map(Span::line).collect(Collectors.joining());
        return code.isBlank() ? sentence : sentence + "\n    " + code.replace("\n", "\n    ");
    }
}
