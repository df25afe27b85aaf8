package dev.appdb.tui.progress;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;

class ColumnsTest {

    @Test
    void aWideCharacterTakesTwoColumnsAndACombiningOneNone() {
        assertThat(Columns.of("abc")).isEqualTo(3);
        assertThat(Columns.of("東京")).isEqualTo(4);
        assertThat(Columns.of("e\u0301")).isEqualTo(1);
        assertThat(Columns.of("")).isZero();
        assertThat(Columns.padded("東京", 6)).isEqualTo("東京  ");
        assertThat(Columns.padded("abcd", 3)).isEqualTo("abcd");
    }

    @Test
    void textBreaksAtSpacesAndWithinAWordOnlyIfItAloneIsTooWide() {
        assertThat(Columns.wrapped("one two three", 7)).containsExactly("one two", "three");
        assertThat(Columns.wrapped("a verylongword b", 6)).containsExactly("a", "verylo", "ngword", "b");
        assertThat(Columns.wrapped("東京都", 5)).containsExactly("東京", "都");
        assertThat(Columns.wrapped("", 5)).containsExactly("");
    }

    @Test
    void wrappingLosesNothingAndKeepsTheWidth() {
        Random random = new Random(7);
        for (int i = 0; i < 2_000; i++) {
            String text = text(random);
            int width = 2 + random.nextInt(20);

            List<String> lines = Columns.wrapped(text, width);

            assertThat(lines).allSatisfy(line -> assertThat(Columns.of(line)).isLessThanOrEqualTo(width));
            assertThat(String.join("", lines).replace(" ", "")).isEqualTo(text.replace(" ", ""));
        }
    }

    private static String text(Random random) {
        String[] letters = {"a", "b", " ", " ", "東", "é", "\uD83D\uDE00", "-"};
        StringBuilder text = new StringBuilder();
        for (int i = random.nextInt(40); i > 0; i--) {
            text.append(letters[random.nextInt(letters.length)]);
        }
        return text.toString();
    }
}
