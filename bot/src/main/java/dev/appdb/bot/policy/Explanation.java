package dev.appdb.bot.policy;

import java.util.ArrayList;
import java.util.List;

/** A decision with what every rule had to do with it. */
public record Explanation(Decision decision, List<RuleVerdict> rules) {

    public Explanation {
        rules = List.copyOf(rules);
    }

    /**
     * What one rule had to do with it.
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

    /** All of it for a person, the decision first. */
    public List<String> lines() {
        List<String> lines = new ArrayList<>();
        lines.add(verdict() + ": " + decision.why());
        for (RuleVerdict rule : rules) {
            lines.add("  line " + rule.line() + ", " + rule.section() + " \"" + rule.rule() + "\" "
                    + (rule.matched() ? "matches" : "does not match: " + String.join("; ", rule.misses())));
        }
        return lines;
    }

    private String verdict() {
        if (decision instanceof Decision.NeedsApprovals needs) {
            return "needs " + needs.needed() + (needs.needed() == 1 ? " approval" : " approvals") + " from "
                    + needs.from();
        }
        return decision instanceof Decision.Allowed ? "allowed" : "denied";
    }
}
