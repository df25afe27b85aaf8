package dev.appdb.tui.screen;

import dev.appdb.event.EventSink;
import dev.appdb.form.Answers;
import dev.appdb.tui.FormResult;
import dev.appdb.tui.Interruption;
import dev.appdb.tui.progress.TerminalCapabilities;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CountDownLatch;

/**
 * The whole wizard on this process's terminal, for trying by hand and for the test in tmux. What was answered is
 * printed at the end.
 */
final class WizardOnTerminal {
    private WizardOnTerminal() {}

    public static void main(String[] arguments) throws Exception {
        List<String> wanted = List.of(arguments);
        TerminalCapabilities style = new TerminalCapabilities(!wanted.contains("plain"), !wanted.contains("ascii"));
        StringBuilder transcript = new StringBuilder();
        Runtime.getRuntime().addShutdownHook(new Thread(() -> System.out.println(transcript + "ended")));
        try (ScreenGuide guide = ScreenGuide.openIfLargeEnough(style).orElseThrow()) {
            if (wanted.contains("run")) {
                run(guide, transcript);
            }
            FormResult result = guide.ask(PageExamples.SETUP, Answers.NONE);
            transcript.append(result).append('\n');
            if (wanted.contains("crash")) {
                throw new IllegalStateException("a bug, on purpose");
            }
            if (result instanceof FormResult.Answered) {
                transcript
                        .append("files: ")
                        .append(guide.confirm(PageExamples.FILES))
                        .append('\n');
                transcript
                        .append("plan: ")
                        .append(guide.confirm(PageExamples.PLAN))
                        .append('\n');
                run(guide, transcript);
            }
        }
    }

    private static void run(ScreenGuide guide, StringBuilder transcript) throws InterruptedException {
        CountDownLatch ended = new CountDownLatch(1);
        EventSink sink = guide.progress(new Interruption() {
            @Override
            public boolean isAtOnce() {
                return false;
            }

            @Override
            public Optional<String> rollBack() {
                return Optional.of("delete the stack that is being created");
            }

            @Override
            public void detach() {
                transcript.append("detached\n");
                Runtime.getRuntime().exit(3);
            }

            @Override
            public void startRollBack() {
                transcript.append("rolled back\n");
                ended.countDown();
            }
        });
        PageExamples.events().forEach(sink::accept);
        ended.await();
        guide.finish(PageExamples.BAD);
        transcript.append("finished\n");
    }
}
