package dev.appdb.tui.screen;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.googlecode.lanterna.TerminalSize;
import com.googlecode.lanterna.terminal.virtual.DefaultVirtualTerminal;
import dev.appdb.event.EventSink;
import dev.appdb.form.Answers;
import dev.appdb.tui.Consent;
import dev.appdb.tui.FormResult;
import dev.appdb.tui.Interruption;
import dev.appdb.tui.PlanConsent;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

@Timeout(900)
class ScreenGuideTest {

    @Test
    void theWholeWizardFromTheFirstQuestionToTheEnd() throws Exception {
        try (VirtualUser user = VirtualUser.at(80, 24)) {
            CompletableFuture<FormResult> asked = user.asked(guide -> guide.ask(PageExamples.SETUP, Answers.NONE));
            user.await("App name");
            user.type("shop<Enter>dev<Enter><Enter><Enter>hstore=on<Enter>");
            user.await("Review your answers");
            user.type("<Enter>");
            assertThat(VirtualUser.answer(asked).answers().values())
                    .containsEntry("target", "local")
                    .containsEntry("extension", "hstore=on");

            CompletableFuture<Consent> files = user.asked(guide -> guide.confirm(PageExamples.FILES));
            user.awaitReview("3 files to write");
            user.type("y<Enter>");
            assertThat(VirtualUser.answer(files)).isEqualTo(Consent.GIVEN);

            CompletableFuture<PlanConsent> plan = user.asked(guide -> guide.confirm(PageExamples.PLAN));
            user.awaitReview("Plan for shop-dev");
            user.type("<Tab><Enter>shop-dev-cluster<Enter>shop-dev-dumps<Enter>");
            assertThat(VirtualUser.answer(plan))
                    .isEqualTo(new PlanConsent(Consent.GIVEN, Set.of("shop-dev-cluster", "shop-dev-dumps")));

            EventSink sink = user.guide().progress(PageExamples.interruption());
            PageExamples.events().forEach(sink::accept);
            user.await("1 of 5 complete");

            CompletableFuture<Void> finished = user.asked(guide -> {
                guide.finish(PageExamples.BAD);
                return null;
            });
            user.await("enter close");
            user.type("q");
            VirtualUser.answer(finished);
        }
    }

    @Test
    void keysTypedAheadAnswerQuestionsAndConfirmNothing() throws Exception {
        try (VirtualUser user = VirtualUser.at(80, 24)) {
            user.type("shop<Enter>dev<Enter><Enter><Enter><Enter><Enter>y<Enter>y<Enter>");
            FormResult asked = VirtualUser.answer(user.asked(guide -> guide.ask(PageExamples.SETUP, Answers.NONE)));
            assertThat(asked).isInstanceOf(FormResult.Answered.class);

            CompletableFuture<Consent> files = user.asked(guide -> guide.confirm(PageExamples.FILES));
            user.awaitReview("3 files to write");
            assertThat(files)
                    .as("the y and Enter were typed before the page was shown")
                    .isNotDone();
            assertThat(user.screen()).contains("> [ Don't write ]");
            user.type("<Escape>");
            assertThat(VirtualUser.answer(files)).isEqualTo(Consent.BACK);
        }
    }

    @Test
    void ctrlCWhileNothingIsAskedInterrupts() throws Exception {
        try (VirtualUser user = VirtualUser.at(80, 24)) {
            user.await("Checking your project");
            user.type("abc<C-c>");
            user.awaitInterruption();
            CompletableFuture<FormResult> asked = user.asked(guide -> guide.ask(PageExamples.SETUP, Answers.NONE));
            user.await("> abc");
            user.type("<C-c>");
            assertThat(VirtualUser.answer(asked)).isInstanceOf(FormResult.Cancelled.class);
        }
    }

    @Test
    void aTerminalMadeSmallerSaysSoAndGoesOnOnceItIsLarger() throws Exception {
        try (VirtualUser user = VirtualUser.at(80, 24)) {
            CompletableFuture<Consent> asked = user.asked(guide -> guide.confirm("Sure?"));
            user.awaitReview("Sure?");
            user.type("y");
            user.await("> [ Yes ]");

            user.resize(50, 10);
            user.await("The terminal is 50x10.");
            user.type("<Enter><Enter>");
            user.resize(120, 40);
            user.await("Sure?");

            assertThat(asked).as("nothing is agreed to that is not seen").isNotDone();
            user.type("<Enter>");
            assertThat(VirtualUser.answer(asked)).isEqualTo(Consent.GIVEN);
        }
    }

    @Test
    void closingOnAnotherThreadCancelsWhatIsAskedAndRestoresOnce() throws Exception {
        VirtualUser user = VirtualUser.at(80, 24);
        CompletableFuture<FormResult> asked = user.asked(guide -> guide.ask(PageExamples.SETUP, Answers.NONE));
        user.await("App name");
        user.type("shop<Enter>");
        user.await("Environment");

        user.close();
        user.close();

        assertThat(VirtualUser.answer(asked)).isInstanceOf(FormResult.Cancelled.class);
        assertThat(VirtualUser.answer(asked).answers().values()).containsEntry("app-name", "shop");
        assertThat(user.timesRestored()).isEqualTo(1);
        assertThat(user.guide().confirm("Sure?")).isEqualTo(Consent.CANCELLED);
        assertThat(user.guide().typed("Name")).isEmpty();
        user.guide().finish(PageExamples.GOOD);
        user.guide()
                .progress(PageExamples.interruption())
                .accept(PageExamples.events().get(0));
    }

    @Test
    void aBugInAPageRestoresTheTerminalAndIsThrown() throws Exception {
        DefaultVirtualTerminal breaking = new DefaultVirtualTerminal(new TerminalSize(80, 24)) {
            @Override
            public synchronized void putString(String string) {
                if (string.equals("?")) {
                    throw new IllegalArgumentException("a bug, on purpose");
                }
                super.putString(string);
            }
        };
        try (VirtualUser user = VirtualUser.at(breaking)) {
            assertThatThrownBy(() -> user.guide().confirm("Sure?"))
                    .isInstanceOf(IllegalStateException.class)
                    .hasRootCauseMessage("a bug, on purpose");
            assertThat(user.timesRestored()).isEqualTo(1);
        }
    }

    @Test
    void theEndOfTheTerminalCancelsEveryPageFromThenOn() throws Exception {
        try (VirtualUser user = VirtualUser.at(80, 24)) {
            user.type("<EOF>");
            FormResult asked = VirtualUser.answer(user.asked(guide -> guide.ask(PageExamples.SETUP, Answers.NONE)));
            assertThat(asked).isInstanceOf(FormResult.Cancelled.class);
            Consent consent = VirtualUser.answer(user.asked(guide -> guide.confirm("Sure?")));
            assertThat(consent).isEqualTo(Consent.CANCELLED);
            Optional<String> word = VirtualUser.answer(user.asked(guide -> guide.typed("Name")));
            assertThat(word).isEmpty();
        }
    }

    @Test
    void eventsAreDrawnAtMostTenTimesASecond() throws Exception {
        try (VirtualUser user = VirtualUser.at(80, 24)) {
            EventSink sink = user.guide().progress(PageExamples.interruption());
            user.await("Progress");
            int before = user.frames();
            long begun = System.nanoTime();
            for (int i = 0; i < 2000; i++) {
                sink.accept(PageExamples.events().get(8));
            }
            PageExamples.events().forEach(sink::accept);
            user.await("1 of 5 complete");
            long tenths = TimeUnit.NANOSECONDS.toMillis(System.nanoTime() - begun) / 100;

            assertThat(user.frames() - before).isLessThanOrEqualTo((int) tenths + 2);
        }
    }

    @Test
    void interruptActionsRunOnceAndInTheBackground() throws Exception {
        BlockingQueue<String> done = new LinkedBlockingQueue<>();
        CountDownLatch answer = new CountDownLatch(1);
        try (VirtualUser user = VirtualUser.at(80, 24)) {
            user.guide().progress(new Interruption() {
                @Override
                public boolean isAtOnce() {
                    return false;
                }

                @Override
                public Optional<String> rollBack() {
                    awaited(answer);
                    return Optional.of("delete the stack");
                }

                @Override
                public void detach() {
                    done.add("detached");
                }

                @Override
                public void startRollBack() {
                    done.add("rolled back");
                }
            });
            user.await("Applying");
            user.type("<C-c>");
            user.await("Checking whether it can be rolled back");
            user.type("<Tab>");
            user.await("> [ Detach ]");
            answer.countDown();
            user.await("Roll back: delete the stack.");
            user.type("<Tab><Enter>");
            assertThat(done.poll(60, TimeUnit.SECONDS)).isEqualTo("rolled back");
            user.await("Rolling back");
            user.type("x<ArrowUp><C-c><C-c>");
            assertThat(done.poll(60, TimeUnit.SECONDS)).isEqualTo("detached");
            assertThat(done).isEmpty();
        }
    }

    private static void awaited(CountDownLatch latch) {
        try {
            latch.await();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }
}
