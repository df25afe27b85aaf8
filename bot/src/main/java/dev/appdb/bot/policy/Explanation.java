package dev.appdb.bot.policy;

import dev.appdb.bot.command.CommandName;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.stream.Collectors;

/** A decision with what every rule had to do with it. */
public record Explanation(Ask ask, Decision decision, List<RuleVerdict> rules) {

    public Explanation {
        rules = List.copyOf(rules);
    }

    /**
     * One rule's part in a decision.
     *
     * @param section {@code allow}, {@code approvals} or {@code break_glass}
     * @param line where the rule stands in the file, from 1
     * @param misses why it did not match; empty if it did
     */
    public record RuleVerdict(String section, String rule, int line, List<String> misses) {
        public RuleVerdict {
            misses = List.copyOf(misses);
        }

        public boolean matched() {
            return misses.isEmpty();
        }
    }

    /**
     * All of it for a person: the decision first, then what was judged, and then every rule in the order of the file's
     * sections. It has text from the policy file in it.
     */
    public List<String> lines() {
        List<String> lines = new ArrayList<>();
        lines.add(verdict() + ": " + decision.why());
        lines.add("  request: " + Policy.action(ask) + ", by " + ask.user() + " ("
                + (ask.userGroups().isEmpty() ? "in no user group" : "in " + new People(ask.userGroups()))
                + ") " + (ask.channel().isEmpty() ? "outside of channels" : "in channel " + ask.channel()));
        if (decision instanceof Decision.Denied denied) {
            lines.add("  allowed there: " + denied.mayDoIt() + "; contact: " + denied.contact());
        }
        for (RuleVerdict rule : rules) {
            lines.add("  line " + rule.line() + ", " + rule.section() + " \"" + rule.rule() + "\" "
                    + (rule.matched() ? "matches" : "does not match: " + String.join("; ", rule.misses())));
        }
        CommandName.Effect effect = ask.command().effect();
        if (effect == CommandName.Effect.READS || effect == CommandName.Effect.CHANGES_BOT) {
            lines.add(
                    "  approvals and break_glass do not apply: " + ask.command().words() + " changes no database");
        }
        return lines;
    }

    private String verdict() {
        if (decision instanceof Decision.NeedsApprovals needs) {
            return "needs "
                    + needs.requirements().stream()
                            .map(each -> each.count() + " from " + each.from())
                            .collect(Collectors.joining(" and "))
                    + " within " + length(needs.expireAfter());
        }
        return decision instanceof Decision.Allowed ? "allowed" : "denied";
    }

    /** {@code 1h 30m}. */
    private static String length(Duration length) {
        return length.toString()
                .substring("PT".length())
                .replaceAll("(?<=[HM])(?=.)", " ")
                .toLowerCase(Locale.ROOT);
    }
}
