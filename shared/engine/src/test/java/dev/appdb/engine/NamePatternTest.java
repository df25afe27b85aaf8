package dev.appdb.engine;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.Random;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class NamePatternTest {

    @ParameterizedTest
    @CsvSource({
        "*, shop, true",
        "shop, shop, true",
        "shop, shop-eu, false",
        "shop*, shop, true",
        "shop*, shop-eu, true",
        "*-eu, shop-eu, true",
        "*-eu, shop-eu-2, false",
        "s?op, shop, true",
        "s?op, sop, false",
        "?*, a, true",
        "*a*b*, xaxxb, true",
        "*ab, aab, true",
        "*ab*ab, abxab, true",
        "*ab*ab, ab, false"
    })
    void aStarStandsForAnyCharactersAndAQuestionMarkForOne(String pattern, String name, boolean matches) {
        assertThat(new NamePattern(pattern).matches(name)).isEqualTo(matches);
    }

    @Test
    void randomPatternsMatchAsTheSameRegularExpressionDoes() {
        long seed = System.nanoTime();
        Random random = new Random(seed);
        for (int i = 0; i < 20_000; i++) {
            String pattern = letters(random, "ab*?", 1 + random.nextInt(8));
            String name = letters(random, "ab", 1 + random.nextInt(8));
            boolean expected = Pattern.matches(pattern.replace("*", ".*").replace("?", "."), name);

            assertThat(new NamePattern(pattern).matches(name))
                    .as("%s against %s, seed %s", pattern, name, seed)
                    .isEqualTo(expected);
        }
    }

    private static String letters(Random random, String alphabet, int length) {
        StringBuilder letters = new StringBuilder();
        for (int i = 0; i < length; i++) {
            letters.append(alphabet.charAt(random.nextInt(alphabet.length())));
        }
        return letters.toString();
    }

    @Test
    @Timeout(60)
    void aPatternThatMakesRegularExpressionsHangIsDecidedAtOnce() {
        NamePattern pattern = new NamePattern("*a".repeat(39) + "*b");

        for (int i = 0; i < 10_000; i++) {
            assertThat(pattern.matches("a".repeat(40))).isFalse();
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "Shop", "shop_eu", "shop/*", "[a-z]", "shop\u001b", "ä"})
    void aPatternThatNoNameCanMatchIsRefusedInWords(String pattern) {
        assertThatThrownBy(() -> new NamePattern(pattern))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("matches no name")
                .hasMessageContaining("* for any characters");
    }

    @Test
    void aPatternLongerThanAnyNameIsRefused() {
        assertThatThrownBy(() -> new NamePattern("a".repeat(81))).hasMessageContaining("up to 80");
    }
}
