package dev.appdb.tui.screen;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.googlecode.lanterna.TerminalSize;
import com.googlecode.lanterna.terminal.virtual.DefaultVirtualTerminal;
import dev.appdb.event.EventSink;
import dev.appdb.form.Answers;
import dev.appdb.tui.Asked;
import dev.appdb.tui.Consent;
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

@Timeout(180)
class ScreenGuideTest {

    @Test
    void theWholeWayFromTheFirstQuestionToTheEnd() throws Exception {
        try (Person person = Person.at(80, 24)) {
            CompletableFuture<Asked> asked = person.asked(guide -> guide.ask(PageExamples.SETUP, Answers.NONE));
            person.await("App name");
            person.type("shop<Enter>dev<Enter><Enter><Enter>vector=on<Enter>");
            assertThat(Person.answer(asked).answers().values())
                    .containsEntry("target", "local")
                    .containsEntry("extension", "vector=on");

            CompletableFuture<Consent> files = person.asked(guide -> guide.confirm(PageExamples.FILES));
            person.awaitReview("3 files to write");
            person.type("y<Enter>");
            assertThat(Person.answer(files)).isEqualTo(Consent.GIVEN);

            CompletableFuture<PlanConsent> plan = person.asked(guide -> guide.confirm(PageExamples.PLAN));
            person.awaitReview("Plan for shop-dev");
            person.type("<Tab><Enter>shop-dev-cluster<Enter>shop-dev-dumps<Enter>");
            assertThat(Person.answer(plan))
                    .isEqualTo(new PlanConsent(Consent.GIVEN, Set.of("shop-dev-cluster", "shop-dev-dumps")));

            EventSink sink = person.guide().progress(PageExamples.interruption());
            PageExamples.events().forEach(sink::accept);
            person.await("1 of 5 complete");

            CompletableFuture<Void> finished = person.asked(guide -> {
                guide.finish(PageExamples.BAD);
                return null;
            });
            person.await("Enter leaves");
            person.type("q");
            Person.answer(finished);
        }
    }

    @Test
    void whatIsTypedAheadAnswersQuestionsAndConfirmsNothing() throws Exception {
        try (Person person = Person.at(80, 24)) {
            person.type("shop<Enter>dev<Enter><Enter><Enter><Enter>y<Enter>y<Enter>");
            Asked asked = Person.answer(person.asked(guide -> guide.ask(PageExamples.SETUP, Answers.NONE)));
            assertThat(asked).isInstanceOf(Asked.Answered.class);

            CompletableFuture<Consent> files = person.asked(guide -> guide.confirm(PageExamples.FILES));
            person.awaitReview("3 files to write");
            assertThat(files)
                    .as("the y and Enter were typed before the page was shown")
                    .isNotDone();
            assertThat(person.screen()).contains("> [ Do not write ]");
            person.type("<Escape>");
            assertThat(Person.answer(files)).isEqualTo(Consent.BACK);
        }
    }

    @Test
    void ctrlCWhileNothingIsAskedInterrupts() throws Exception {
        try (Person person = Person.at(80, 24)) {
            person.await("One moment");
            person.type("abc<C-c>");
            person.awaitInterruption();
            CompletableFuture<Asked> asked = person.asked(guide -> guide.ask(PageExamples.SETUP, Answers.NONE));
            person.await("> abc");
            person.type("<C-c>");
            assertThat(Person.answer(asked)).isInstanceOf(Asked.Cancelled.class);
        }
    }

    @Test
    void aTerminalMadeSmallerSaysSoAndGoesOnOnceItIsLarger() throws Exception {
        try (Person person = Person.at(80, 24)) {
            CompletableFuture<Consent> asked = person.asked(guide -> guide.confirm("Sure?"));
            person.awaitReview("Sure?");
            person.type("y");
            person.await("> [ Yes ]");

            person.resize(50, 10);
            person.await("The terminal is 50x10.");
            person.type("<Enter><Enter>");
            person.resize(120, 40);
            person.await("Sure?");

            assertThat(asked).as("nothing is agreed to that is not seen").isNotDone();
            person.type("<Enter>");
            assertThat(Person.answer(asked)).isEqualTo(Consent.GIVEN);
        }
    }

    @Test
    void closingOnAnotherThreadCancelsWhatIsAskedAndRestoresOnce() throws Exception {
        Person person = Person.at(80, 24);
        CompletableFuture<Asked> asked = person.asked(guide -> guide.ask(PageExamples.SETUP, Answers.NONE));
        person.await("App name");
        person.type("shop<Enter>");
        person.await("Environment");

        person.close();
        person.close();

        assertThat(Person.answer(asked)).isInstanceOf(Asked.Cancelled.class);
        assertThat(Person.answer(asked).answers().values()).containsEntry("app-name", "shop");
        assertThat(person.timesRestored()).isEqualTo(1);
        assertThat(person.guide().confirm("Sure?")).isEqualTo(Consent.CANCELLED);
        assertThat(person.guide().typed("Name")).isEmpty();
        person.guide().finish(PageExamples.GOOD);
        person.guide()
                .progress(PageExamples.interruption())
                .accept(PageExamples.events().get(0));
    }

    @Test
    void aBugInAPageRestoresTheTerminalAndIsTold() throws Exception {
        DefaultVirtualTerminal breaking = new DefaultVirtualTerminal(new TerminalSize(80, 24)) {
            @Override
            public synchronized void putString(String string) {
                if (string.equals("?")) {
                    throw new IllegalArgumentException("a bug, on purpose");
                }
                super.putString(string);
            }
        };
        try (Person person = Person.at(breaking)) {
            assertThatThrownBy(() -> person.guide().confirm("Sure?"))
                    .isInstanceOf(IllegalStateException.class)
                    .hasRootCauseMessage("a bug, on purpose");
            assertThat(person.timesRestored()).isEqualTo(1);
        }
    }

    @Test
    void theEndOfTheTerminalCancelsEveryPageFromThenOn() throws Exception {
        try (Person person = Person.at(80, 24)) {
            person.type("<EOF>");
            Asked asked = Person.answer(person.asked(guide -> guide.ask(PageExamples.SETUP, Answers.NONE)));
            assertThat(asked).isInstanceOf(Asked.Cancelled.class);
            Consent consent = Person.answer(person.asked(guide -> guide.confirm("Sure?")));
            assertThat(consent).isEqualTo(Consent.CANCELLED);
            Optional<String> word = Person.answer(person.asked(guide -> guide.typed("Name")));
            assertThat(word).isEmpty();
        }
    }

    @Test
    void eventsAreDrawnAtMostTenTimesASecond() throws Exception {
        try (Person person = Person.at(80, 24)) {
            EventSink sink = person.guide().progress(PageExamples.interruption());
            person.await("progress");
            int before = person.frames();
            long begun = System.nanoTime();
            for (int i = 0; i < 2000; i++) {
                sink.accept(PageExamples.events().get(8));
            }
            PageExamples.events().forEach(sink::accept);
            person.await("1 of 5 complete");
            long tenths = TimeUnit.NANOSECONDS.toMillis(System.nanoTime() - begun) / 100;

            assertThat(person.frames() - before).isLessThanOrEqualTo((int) tenths + 2);
        }
    }

    @Test
    void whatIsWantedOfARunIsDoneOnceAndApart() throws Exception {
        BlockingQueue<String> done = new LinkedBlockingQueue<>();
        CountDownLatch answer = new CountDownLatch(1);
        try (Person person = Person.at(80, 24)) {
            person.guide().progress(new Interruption() {
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
            person.await("At work");
            person.type("<C-c>");
            person.await("Looking whether it can be rolled back");
            person.type("<Tab>");
            person.await("> [ Detach ]");
            answer.countDown();
            person.await("Roll back: delete the stack.");
            person.type("<Tab><Enter>");
            assertThat(done.poll(60, TimeUnit.SECONDS)).isEqualTo("rolled back");
            person.await("Rolling back");
            person.type("x<ArrowUp><C-c><C-c>");
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
