package dev.appdb.tui.screen;

import static org.assertj.core.api.Assertions.assertThat;

import com.googlecode.lanterna.TerminalSize;
import com.googlecode.lanterna.input.KeyStroke;
import com.googlecode.lanterna.input.KeyType;
import dev.appdb.form.Answers;
import dev.appdb.tui.Consent;
import dev.appdb.tui.FormResult;
import dev.appdb.tui.PlanConsent;
import dev.appdb.tui.progress.TerminalCapabilities;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import java.util.concurrent.CompletableFuture;
import java.util.stream.Stream;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Random keys on the wizard: 10,000 of them, the same ones in every run. */
@Timeout(900)
class RandomWalkTest {
    private static final int KEYS = 10_000;
    private static final TerminalCapabilities STYLE = new TerminalCapabilities(true, true);
    private static final List<TerminalSize> SIZES =
            List.of(new TerminalSize(60, 16), new TerminalSize(80, 24), new TerminalSize(120, 40));
    private static final List<KeyType> NAMED = Stream.of(KeyType.values())
            .filter(type -> type != KeyType.Character
                    && type != KeyType.EOF
                    && type != KeyType.CursorLocation
                    && type != KeyType.MouseEvent)
            .toList();
    /** Words that lead on, so that the walk sees more than the first question. */
    private static final List<String> WORDS = List.of(
            "<End><C-u>shop<Enter>",
            "<End><C-u>dev<Enter>",
            "<End><C-u>local<Enter>",
            "<End><C-u>16<Enter>",
            "<End><C-u><Enter>",
            "y<Enter>",
            "<Tab><Enter>",
            "<End><C-u>shop-dev-cluster<Enter>",
            "<End><C-u>shop-dev-dumps<Enter>",
            "<End><C-u>shop-dev-cluster<Enter><End><C-u>shop-dev-dumps<Enter>",
            "<End><C-u>shop<Enter><End><C-u>dev<Enter><End><C-u>local<Enter><Enter><End><C-u><Enter><End><Enter>",
            "<C-c><End><C-u>shop<Enter><End><C-u>dev<Enter><End><C-u>local<Enter><Enter><End><C-u><Enter><End><Enter>"
                    + "y<Enter>y<Enter>y<Enter>shop-dev-cluster<Enter>shop-dev-dumps<Enter>");

    @ParameterizedTest
    @ValueSource(longs = {20260301, 4})
    void nothingIsEverAppliedThatWasNotConfirmedOnTheScreen(long seed) throws Exception {
        Random random = new Random(seed);
        Walk state = new Walk(random);
        int hit = 0;
        while (hit < KEYS) {
            List<KeyStroke> keys =
                    random.nextInt(2) == 0 ? Typed.keys(WORDS.get(random.nextInt(WORDS.size()))) : List.of(key(random));
            for (KeyStroke key : keys) {
                state.hit(key);
            }
            hit += keys.size();
        }

        assertThat(state.asked).as("it got somewhere").isPositive();
        assertThat(state.applied).as("it got to the end").isPositive();
        assertThat(state.refused).isPositive();
    }

    @ParameterizedTest
    @ValueSource(longs = 42)
    void theThreadsNeverHang(long seed) throws Exception {
        Random random = new Random(seed);
        CompletableFuture<Void> command;
        try (VirtualUser user = VirtualUser.at(60, 16)) {
            command = user.asked(guide -> {
                while (user.timesRestored() == 0) {
                    guide.ask(PageExamples.SETUP, Answers.NONE);
                    guide.confirm(PageExamples.FILES);
                    guide.confirm(PageExamples.PLAN);
                    guide.confirm("Sure?");
                    guide.typed("Name");
                    guide.finish(PageExamples.GOOD);
                }
                return null;
            });
            user.await("App name");
            for (int i = 0; i < KEYS; i++) {
                KeyStroke key = key(random);
                // While nothing is asked Ctrl-C ends the process, and this one is to go on.
                if (!Keys.cancels(key)) {
                    user.guide().typed(key);
                }
            }
        }
        VirtualUser.answer(command);
    }

    private static KeyStroke key(Random random) {
        int kind = random.nextInt(100);
        if (kind < 3) {
            return new KeyStroke("cduwzuw".charAt(random.nextInt(7)), true, false);
        }
        if (kind < 45) {
            return new KeyStroke(NAMED.get(random.nextInt(NAMED.size())));
        }
        if (kind < 50) {
            return new KeyStroke((char) (0xa0 + random.nextInt(0xff00)), false, random.nextBoolean());
        }
        if (kind < 52) {
            return Paste.of("y\nshop-dev-cluster\n");
        }
        return new KeyStroke((char) (' ' + random.nextInt(95)), false, false);
    }

    /** The wizard as the command goes through it: each answer leads to the next page. */
    private static final class Walk {
        private final Random random;
        private final List<VirtualScreen> screens;
        private TerminalSize size = SIZES.get(0);
        private Page<?> page = PageExamples.form(PageExamples.SETUP, Answers.NONE);
        private int asked;
        private int refused;
        private int applied;

        Walk(Random random) throws IOException {
            this.random = random;
            this.screens = new ArrayList<>();
            for (TerminalSize each : SIZES) {
                screens.add(new VirtualScreen(each, STYLE));
            }
        }

        void hit(KeyStroke key) throws IOException {
            int screen = random.nextInt(100) == 0 ? random.nextInt(SIZES.size()) : SIZES.indexOf(size);
            size = SIZES.get(screen);
            Page<?> before = page;
            page = before.after(key, size);
            Optional<?> result = page.result();
            if (result.isPresent()) {
                page = next(
                        result.get(), key, String.join("\n", screens.get(screen).draw(before)));
            } else if (random.nextInt(8) == 0) {
                screens.get(screen).draw(page);
            }
        }

        private Page<?> next(Object answer, KeyStroke key, String seen) {
            ReviewPages reviews = new ReviewPages(STYLE);
            if (answer instanceof FormResult.Answered) {
                asked++;
                return reviews.files(PageExamples.FILES);
            } else if (answer == Consent.GIVEN && seen.contains("Sure?")) {
                assertThat(seen).contains("> [ Yes ]");
                return reviews.plan(PageExamples.PLAN);
            } else if (answer == Consent.GIVEN) {
                assertThat(seen).contains("> [ Write these files ]");
                return reviews.question("Sure?");
            } else if (answer instanceof PlanConsent plan && plan.consent().isGiven()) {
                assertThat(key.getKeyType()).isEqualTo(KeyType.Enter);
                assertThat(seen).contains("Type its name to continue", "2 of 2", "> shop-dev-dumps");
                assertThat(plan.typed()).containsExactlyInAnyOrder("shop-dev-cluster", "shop-dev-dumps");
                applied++;
                return PageExamples.run();
            } else if (answer == InterruptAction.QUERY_ROLLBACK && page instanceof RunPage run) {
                return run.found(Optional.of("delete the stack"));
            } else if (answer instanceof InterruptAction action) {
                assertThat(key.getKeyType() == KeyType.Enter || Keys.cancels(key))
                        .isTrue();
                assertThat(seen).contains("[ Continue ]");
                return ClosingPage.of(action == InterruptAction.DETACH ? PageExamples.GOOD : PageExamples.BAD, STYLE);
            }
            refused++;
            return PageExamples.form(PageExamples.SETUP, Answers.NONE);
        }
    }
}
