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
        StringBuilder said = new StringBuilder();
        Runtime.getRuntime().addShutdownHook(new Thread(() -> System.out.println(said + "ended")));
        try (ScreenGuide guide = ScreenGuide.open(style)) {
            if (wanted.contains("run")) {
                run(guide, said);
            }
            FormResult asked = guide.ask(PageExamples.SETUP, Answers.NONE);
            said.append(asked).append('\n');
            if (wanted.contains("crash")) {
                throw new IllegalStateException("a bug, on purpose");
            }
            if (asked instanceof FormResult.Answered) {
                said.append("files: ").append(guide.confirm(PageExamples.FILES)).append('\n');
                said.append("plan: ").append(guide.confirm(PageExamples.PLAN)).append('\n');
                run(guide, said);
            }
        }
    }

    private static void run(ScreenGuide guide, StringBuilder said) throws InterruptedException {
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
                said.append("detached\n");
                Runtime.getRuntime().exit(3);
            }

            @Override
            public void startRollBack() {
                said.append("rolled back\n");
                ended.countDown();
            }
        });
        PageExamples.events().forEach(sink::accept);
        ended.await();
        guide.finish(PageExamples.BAD);
        said.append("finished\n");
    }
}
