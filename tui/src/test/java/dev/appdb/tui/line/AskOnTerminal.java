package dev.appdb.tui.line;

import dev.appdb.form.Answers;
import dev.appdb.setting.SetupForm;
import dev.appdb.tui.FormResult;
import java.util.List;
import org.jline.utils.AttributedString;

/** Asks the set-up form on this process's terminal, for trying by hand and for the test in tmux. */
final class AskOnTerminal {
    private AskOnTerminal() {}

    public static void main(String[] arguments) {
        StandardStreams streams = StandardStreams.ofThisProcess();
        System.out.println(streams + " interactive=" + Terminals.interactive(System.getenv(), streams));
        try (LinePrompter prompter = Terminals.prompter(
                Terminals.capabilities(System.getenv(), streams.output() || streams.error(), false))) {
            FormResult asked = prompter.ask(SetupForm.of(new ShopFacts()), Answers.NONE);
            System.out.println("asked: " + asked);
            if (asked instanceof FormResult.Answered) {
                prompter.show(
                        List.of(new AttributedString("one line"), new AttributedString("another \u001b[2J line")));
                System.out.println("consent: " + prompter.confirm("Apply this plan?"));
                System.out.println("typed: " + prompter.typed("Type the cluster's name, shop-dev, to remove it"));
            }
        }
    }
}
