package dev.appdb.bot.message;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.slack.api.model.block.ActionsBlock;
import com.slack.api.model.block.DividerBlock;
import com.slack.api.model.block.HeaderBlock;
import com.slack.api.model.block.LayoutBlock;
import com.slack.api.model.block.SectionBlock;
import com.slack.api.model.block.element.BlockElement;
import com.slack.api.model.block.element.ButtonElement;
import java.util.Collections;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

class LimitsTest {
    @ParameterizedTest
    @MethodSource("beyond")
    void aMessageThatSlackWouldRefuseCanNotBeMade(List<LayoutBlock> blocks, String problem) {
        assertThatThrownBy(() -> new SlackMessage("x", blocks)).hasMessageContaining(problem);
    }

    static Stream<Arguments> beyond() {
        return Stream.of(
                Arguments.of(Collections.nCopies(51, new DividerBlock()), "blocks: 51 of at most 50"),
                Arguments.of(List.of(header("x".repeat(151))), "header: 151 of at most 150"),
                Arguments.of(List.of(section("x".repeat(3_001))), "section: 3001 of at most 3000"),
                Arguments.of(List.of(section("")), "a section without text"),
                Arguments.of(Collections.nCopies(4, section("x".repeat(2_500))), "all texts: 10000 of at most 8000"),
                Arguments.of(List.of(button("x".repeat(76), "v", "l")), "button: 76 of at most 75"),
                Arguments.of(List.of(button("x", "v".repeat(2_001), "l")), "value of a button: 2001 of at most 2000"),
                Arguments.of(List.of(button("x", "v", "l".repeat(76))), "accessibility label: 76 of at most 75"));
    }

    @Test
    void aMessageHasAFallbackText() {
        assertThatThrownBy(() -> new SlackMessage(" ", List.of(section("x")))).hasMessageContaining("fallback");
        assertThat(new SlackMessage("x", List.of(section("x".repeat(3_000)))).blocks())
                .hasSize(1);
    }

    private static LayoutBlock header(String text) {
        return HeaderBlock.builder().text(MessageLayout.plain(text)).build();
    }

    private static LayoutBlock section(String text) {
        return SectionBlock.builder().text(MessageLayout.plain(text)).build();
    }

    private static LayoutBlock button(String text, String value, String label) {
        List<BlockElement> elements = List.of(ButtonElement.builder()
                .text(MessageLayout.plain(text))
                .actionId("a")
                .value(value)
                .accessibilityLabel(label)
                .build());
        return ActionsBlock.builder().elements(elements).build();
    }
}
