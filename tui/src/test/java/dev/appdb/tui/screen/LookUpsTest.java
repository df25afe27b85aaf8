package dev.appdb.tui.screen;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assertions.assertDoesNotThrow;

import dev.appdb.failure.Failure;
import dev.appdb.failure.Secret;
import dev.appdb.form.Answers;
import dev.appdb.form.Form;
import dev.appdb.form.LookUp;
import dev.appdb.form.Question;
import dev.appdb.form.Refusal;
import dev.appdb.form.SecretPrompt;
import dev.appdb.tui.FormResult;
import dev.appdb.tui.Guide;
import dev.appdb.tui.line.ScriptedKeys;
import dev.appdb.tui.line.StreamPrompter;
import dev.appdb.tui.progress.TerminalCapabilities;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.function.Executable;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Looks between questions, at a host that is good, bad or locked: the same on the whole screen and line by line. */
@Timeout(600)
class LookUpsTest {
    private static final String PASSWORD = "sesame-7";
    private static final String SCENARIOS = """
            good             |     | Host=good; Name=x; Review your answers=<go>                                                        | host=good name=x
            bad, then good   |     | Host=bad; it is bad=good; Name=x; Review your answers=<go>                                         | host=good name=x
            bad again        |     | Host=bad; it is bad=<same>; it is bad=good; Name=x; Review your answers=<go>                       | host=good name=x
            back and another |     | Host=good; Name=<back>; Host=bad; it is bad=good; Name=x; Review your answers=<go>                 | host=good name=x
            locked           |     | Host=locked; Password of locked=sesame-7; Name=x; Review your answers=<go>                         | host=locked name=x
            wrong, then right|     | Host=locked; Password of locked=nope-12; not that=sesame-7; Name=x; Review your answers=<go>       | host=locked name=x
            locked, and back |     | Host=locked; Password of locked=<no>; it is locked=good; Name=x; Review your answers=<go>          | host=good name=x
            locked, and left |     | Host=locked; Password of locked=<quit>                                   | cancelled host=locked
            lacking, answered|     | Host=lacking; Bucket=b; Name=x; Review your answers=<go>                                            | host=lacking bucket=b name=x
            lacking, another |     | Host=lacking; Bucket=<back>; Host=good; Name=x; Review your answers=<go>                            | host=good name=x
            lacking, corrected|     | Host=soon; Bucket=<back>; Host=<same>; Name=x; Review your answers=<go>                             | host=soon name=x
            a good flag      | good| Name=x                                                                   | host=good name=x
            a bad flag       | bad |                                                                          | refused host=bad
            """;

    private final List<String> passwords = new ArrayList<>();
    private final Set<String> seen = new HashSet<>();
    private final Set<String> lacking = new HashSet<>();
    private Executable beforeEachLook = () -> {};
    private final Form form = new Form(
            List.of(
                    Question.text("host", "Host", "The host", "--host", (value, soFar) -> Optional.empty()),
                    Question.text("bucket", "Bucket", "The bucket", "--bucket", (value, soFar) -> Optional.empty())
                            .askedWhen(soFar -> soFar.value("host")
                                    .filter(lacking::contains)
                                    .isPresent()),
                    Question.text("name", "Name", "The name", "--name", (value, soFar) -> Optional.empty())),
            this::due);

    /** The look that is due; a host that lacks something is looked at again once it is asked for again. */
    private Optional<LookUp> due(Answers soFar) {
        if (soFar.value("host").isEmpty()) {
            seen.removeAll(lacking);
        }
        return soFar.value("host").filter(host -> !seen.contains(host)).map(Look::new);
    }

    /** A look at a host. */
    private final class Look implements LookUp {
        private final String host;

        Look(String host) {
            this.host = host;
        }

        @Override
        public String subject() {
            return "the host " + host;
        }

        @Override
        public Optional<Refusal> look(SecretPrompt prompt) {
            assertDoesNotThrow(beforeEachLook);
            if (host.equals("bad")) {
                return refusal("it is bad");
            }
            String problem = "";
            while (host.equals("locked")) {
                Optional<Secret> typed = prompt.ask("Password of locked", problem);
                if (typed.isEmpty()) {
                    return refusal("it is locked");
                }
                passwords.add(typed.get().reveal());
                if (typed.get().reveal().equals(PASSWORD)) {
                    break;
                }
                problem = "not that";
            }
            seen.add(host);
            boolean isLackingStill = host.equals("lacking") || host.equals("soon") && !lacking.contains(host);
            lacking.remove(host);
            if (isLackingStill) {
                lacking.add(host);
            }
            return Optional.empty();
        }
    }

    private static Optional<Refusal> refusal(String why) {
        return Optional.of(new Refusal(
                List.of("host"), Failure.failed("host", "could not use the host", why, "Choose another one.")));
    }

    @ParameterizedTest(name = "{0}")
    @CsvSource(delimiter = '|', textBlock = SCENARIOS)
    void onTheWholeScreen(String name, String flag, String steps, String expected) throws Exception {
        try (VirtualUser user = VirtualUser.at(100, 30)) {
            CompletableFuture<FormResult> asked = user.asked(guide -> guide.ask(form, known(flag)));
            for (String[] step : steps(steps)) {
                user.await(step[0]);
                // A page for a password forgets what was typed before it was seen.
                user.awaitUntil(
                        () -> user.screen().contains("enter next")
                                || user.screen().contains("enter continue"),
                        "takes no keys");
                if (step[1].startsWith("<")) {
                    user.type(
                            switch (step[1]) {
                                case "<same>", "<go>" -> "<Enter>";
                                case "<quit>" -> "<C-c>";
                                default -> "<Escape>";
                            });
                } else {
                    user.type((step[0].startsWith("Password") || step[0].equals("not that") ? "" : "<C-u>") + step[1]);
                    if (step[1].contains("-")) {
                        user.await("•".repeat(step[1].length()));
                        assertThat(user.screen()).doesNotContain(step[1]);
                    }
                    user.type("<Enter>");
                }
            }

            assertThat(text(VirtualUser.answer(asked))).isEqualTo(expected.strip());
        }
    }

    @ParameterizedTest(name = "{0}")
    @CsvSource(delimiter = '|', textBlock = SCENARIOS)
    void lineByLine(String name, String flag, String steps, String expected) {
        ScriptedKeys keys = new ScriptedKeys();
        for (String[] step : steps(steps)) {
            keys.when(
                    step[0],
                    switch (step[1]) {
                        case "<same>", "<no>", "<go>" -> "\n";
                        case "<back>" -> "back\n";
                        case "<quit>" -> "\u0003";
                        default -> step[1] + "\n";
                    });
        }

        try (Guide guide = StreamPrompter.guideOnXterm(keys, keys.screen())) {
            assertThat(text(guide.ask(form, known(flag)))).isEqualTo(expected.strip());
        }
        if (steps != null) {
            assertThat(keys.shown()).contains("Checking the host ");
        }
        passwords.forEach(
                password -> assertThat(keys.shown()).doesNotContain(password).contains("*".repeat(8)));
    }

    @Test
    void aPasswordThatIsTypedBeforeItIsAskedForIsNotShownEither() {
        ScriptedKeys keys = new ScriptedKeys()
                .when("Host", "locked\n")
                .when("Checking the host locked", PASSWORD + "\n")
                .when("Name", "x\n")
                .when("Review your answers", "\n");
        beforeEachLook = keys::awaitTyped;

        try (Guide guide = StreamPrompter.guideOnXterm(keys, keys.screen())) {
            assertThat(text(guide.ask(form, Answers.NONE))).isEqualTo("host=locked name=x");
        }
        assertThat(passwords).containsExactly(PASSWORD);
        assertThat(keys.shown()).doesNotContain(PASSWORD).contains("*".repeat(8));
    }

    @Test
    void aDumbTerminalWouldShowThePasswordAndIsNotAskedForOne() {
        ScriptedKeys keys = new ScriptedKeys()
                .when("Host", "locked\n")
                .when("it is locked", "good\n")
                .when("Name", "x\n")
                .when("Review your answers", "\n");

        FormResult asked = StreamPrompter.guide(keys, keys.screen(), TerminalCapabilities.PLAIN)
                .ask(form, Answers.NONE);

        assertThat(text(asked)).isEqualTo("host=good name=x");
        assertThat(keys.shown()).doesNotContain("Password of");
    }

    @Test
    void aGuideThatIsClosedMeanwhileReturnsTheAnswersUntilThen() throws Exception {
        CountDownLatch looking = new CountDownLatch(1);
        CountDownLatch never = new CountDownLatch(1);
        Form slow = new Form(
                form.questions(),
                soFar -> soFar.value("host").map(host -> new LookUp() {
                    @Override
                    public String subject() {
                        return "a slow host";
                    }

                    @Override
                    public Optional<Refusal> look(SecretPrompt prompt) {
                        looking.countDown();
                        try {
                            never.await();
                        } catch (InterruptedException e) {
                            Thread.currentThread().interrupt();
                        }
                        return Optional.empty();
                    }
                }));
        try (VirtualUser user = VirtualUser.at(100, 30)) {
            CompletableFuture<FormResult> asked = user.asked(guide -> guide.ask(slow, Answers.NONE));
            user.await("Host");
            user.type("slow<Enter>");
            looking.await();
            user.await("Checking a slow host…");
            user.guide().close();

            assertThat(text(VirtualUser.answer(asked))).isEqualTo("cancelled host=slow");
        }
        never.countDown();
    }

    @Test
    void afterAFailedRunTheQuestionIsAskedAgainWithTheReason() throws Exception {
        seen.add("good");
        Answers earlier = Answers.NONE.with("host", "good", "you").with("name", "x", "you");
        try (VirtualUser user = VirtualUser.at(100, 30)) {
            CompletableFuture<FormResult> asked = user.asked(guide -> guide.askAgain(
                    form, Answers.NONE, earlier, refusal("it fell over").orElseThrow()));
            user.await("! it fell over. Choose another one.");
            user.type("<C-u>locked<Enter>");
            user.await("Password of locked");
            user.awaitUntil(() -> user.screen().contains("enter next"), "takes no keys");
            user.type(PASSWORD + "<Enter>");
            user.await("Step 2 of 2");
            user.type("<Enter>");
            user.await("Review your answers");
            user.type("<Enter>");

            assertThat(text(VirtualUser.answer(asked))).isEqualTo("host=locked name=x");
        }
    }

    private static Answers known(String flag) {
        return flag == null ? Answers.NONE : Answers.NONE.with("host", flag, "--host");
    }

    private static List<String[]> steps(String steps) {
        return steps == null
                ? List.of()
                : Arrays.stream(steps.split(";", -1))
                        .map(step -> step.strip().split("=", 2))
                        .toList();
    }

    private static String text(FormResult asked) {
        String end = asked instanceof FormResult.Cancelled
                ? "cancelled "
                : asked instanceof FormResult.Refused ? "refused " : "";
        StringBuilder text = new StringBuilder();
        asked.answers().values().forEach((id, value) -> text.append(' ').append(id + "=" + value));
        return end + text.toString().strip();
    }
}
