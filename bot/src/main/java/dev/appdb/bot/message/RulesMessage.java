package dev.appdb.bot.message;

import dev.appdb.roles.Rule;
import java.util.List;
import java.util.stream.Stream;

/** The list of the rules that {@code roles check} checks and {@code roles update} repairs. */
public final class RulesMessage {
    private RulesMessage() {}

    public static Reply of(List<Rule> rules, Asked asked) {
        List<String> lines = rules.stream().flatMap(RulesMessage::lines).toList();
        String title = rules.size() + " checks of roles check";
        MessageLayout layout = new MessageLayout(title, "roles-checks").foot(asked.spans());
        return LongText.reply(layout, lines, new TextFile("roles-checks.txt", title, String.join("\n", lines) + "\n"));
    }

    private static Stream<String> lines(Rule rule) {
        return Stream.of(
                rule.id() + "  " + rule.severity().label() + "  " + rule.title(), "     Repair: " + rule.repair());
    }
}
