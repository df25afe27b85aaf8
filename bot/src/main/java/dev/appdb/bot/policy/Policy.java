package dev.appdb.bot.policy;

import dev.appdb.bot.command.CommandName;
import dev.appdb.bot.policy.Decision.Allowed;
import dev.appdb.bot.policy.Decision.Denied;
import dev.appdb.bot.policy.Decision.NeedsApprovals;
import dev.appdb.request.AppName;
import dev.appdb.request.EnvironmentName;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** The rules of the policy file. A command that no rule allows is denied. Read by {@link PolicyFile}. */
public final class Policy {
    private final String contact;
    private final List<Rule> allow;
    private final List<ApprovalRule> approvals;
    private final List<Rule> breakGlass;

    Policy(String contact, List<Rule> allow, List<ApprovalRule> approvals, List<Rule> breakGlass) {
        this.contact = contact;
        this.allow = List.copyOf(allow);
        this.approvals = List.copyOf(approvals);
        this.breakGlass = List.copyOf(breakGlass);
    }

    /**
     * Decides on a request: one rule has to allow it; then no freeze may hold, and every approval rule that matches asks for
     * approvals of its own people. Break-glass passes over freeze and approvals, never over the rules that allow.
     * Approving and denying are for {@link #mayApprove}. Taking access away is stopped by no freeze, and held up only by an
     * approval rule that names it: one for {@code *} does not.
     */
    public Decision decide(Ask ask, Situation situation) {
        Optional<Rule> allowing =
                allow.stream().filter(rule -> rule.matches(ask)).findFirst();
        if (allowing.isEmpty()) {
            return denied(ask, noRule(ask));
        }
        Optional<String> allowingRule = allowing.map(Rule::name);
        String allowed = "rule \"" + allowing.get().name() + "\" allows it";
        if (!ask.command().effect().isApproved()) {
            return new Allowed(allowed, allowingRule, Optional.empty());
        }
        List<ApprovalRule> approving = approving(ask, situation);
        Optional<Freeze> freeze =
                situation.freeze().filter(each -> ask.command().effect() == CommandName.Effect.CHANGES_ENVIRONMENT);
        boolean stopped = freeze.isPresent() || !approving.isEmpty();
        if (stopped && situation.breakGlassReason().isPresent()) {
            Optional<Rule> breaking = breaking(ask)
                    .filter(rule -> situation.sameDatabase().stream()
                            .allMatch(each -> breaking(each).isPresent()));
            if (breaking.isPresent()) {
                return new Allowed(
                        allowed + ", and rule \"" + breaking.get().name() + "\" allows break-glass",
                        breaking.map(Rule::name),
                        situation.breakGlassReason());
            }
        }
        String noGlass = situation.breakGlassReason().isPresent() ? ", and no rule allows break-glass" : "";
        if (freeze.isPresent()) {
            return denied(ask, action(ask) + " is " + freeze.get().sentence() + noGlass);
        }
        return approving.isEmpty()
                ? new Allowed(allowed, allowingRule, Optional.empty())
                : needsApprovals(approving, noGlass);
    }

    /** The approvals of all these rules, within the shortest of their times. */
    private static NeedsApprovals needsApprovals(List<ApprovalRule> rules, String noGlass) {
        List<Requirement> requirements =
                rules.stream().map(ApprovalRule::requirement).toList();
        String why = requirements.stream()
                .map(each -> "rule \"" + each.rule() + "\" asks for " + each.count())
                .collect(Collectors.joining(" and "));
        return new NeedsApprovals(
                requirements,
                rules.stream()
                        .map(ApprovalRule::expireAfter)
                        .min(Comparator.naturalOrder())
                        .orElseThrow(),
                why + noGlass,
                Optional.of(requirements.stream().map(Requirement::rule).collect(Collectors.joining(", "))));
    }

    /**
     * True if there is an app and an environment for which a rule would let the person do this, which is checked
     * before asking for them. Names already given count.
     */
    public boolean mightAllow(Ask ask) {
        return allow.stream().anyMatch(rule -> rule.missesSoFar(ask).isEmpty() && rule.isFor(ask));
    }

    /** True if a rule is meant for people of other organizations, too. */
    public boolean admitsExternal() {
        return Stream.concat(
                        Stream.concat(allow.stream(), breakGlass.stream()),
                        approvals.stream().map(ApprovalRule::rule))
                .anyMatch(Rule::external);
    }

    /** True if the decision may change with the person's user groups. */
    public boolean dependsOnGroups(Ask withoutGroups) {
        boolean isSettled = !withoutGroups.command().effect().isApproved()
                && allow.stream().anyMatch(rule -> rule.matches(withoutGroups));
        return !isSettled && mightDependOnGroups(withoutGroups);
    }

    /** True if a rule for user groups may match, for some app and environment where they are not given. */
    public boolean mightDependOnGroups(Ask withoutGroups) {
        return Stream.of(allow.stream(), approvals.stream().map(ApprovalRule::rule), breakGlass.stream())
                .flatMap(rules -> rules)
                .anyMatch(rule -> rule.missesSoFar(withoutGroups).isEmpty()
                        && rule.people().hasGroups());
    }

    /**
     * Judges a person's approval.
     *
     * @param approver the approver, in the channel where the button is, for the command that is to be approved
     * @param requester the id of the user who asked for it
     * @param requirements what {@link #decide} asked for
     */
    public ApproverVerdict mayApprove(Ask approver, String requester, List<Requirement> requirements) {
        if (approver.user().equals(requester)) {
            return new ApproverVerdict(false, "you can't approve your own request; someone else has to");
        }
        return !countsFor(approver, requirements).isEmpty()
                ? new ApproverVerdict(true, "you are an approver of " + action(approver))
                : new ApproverVerdict(false, "you are not an approver of " + action(approver));
    }

    /**
     * The positions of the requirements that a person's approval counts for: by the rules at the time of the request and,
     * where the policy still has the rule, by those of now. The requester does not matter here.
     */
    public Set<Integer> countsFor(Ask approver, List<Requirement> requirements) {
        Set<Integer> counts = new TreeSet<>();
        for (int position = 0; position < requirements.size(); position++) {
            Requirement requirement = requirements.get(position);
            List<Rule> now = approvals.stream()
                    .map(ApprovalRule::rule)
                    .filter(rule -> rule.name().equals(requirement.rule()))
                    .toList();
            boolean isOneNow =
                    now.isEmpty() ? !approver.isExternal() : now.stream().allMatch(rule -> rule.isFor(approver));
            if (isOneNow && requirement.from().include(approver.user(), approver.userGroups())) {
                counts.add(position);
            }
        }
        return counts;
    }

    /** The decision, and of every rule whether it matched and why not. */
    public Explanation explain(Ask ask, Situation situation) {
        List<Explanation.RuleVerdict> verdicts = new ArrayList<>();
        allow.forEach(rule -> verdicts.add(verdict("allow", rule, ask, rule.isFor(ask))));
        if (ask.command().effect().isApproved()) {
            approvals.forEach(rule -> verdicts.add(approvalVerdict(rule.rule(), ask)));
            breakGlass.forEach(rule -> verdicts.add(verdict("break_glass", rule, ask, rule.isFor(ask))));
        }
        return new Explanation(ask, decide(ask, situation), verdicts);
    }

    private static Explanation.RuleVerdict verdict(String section, Rule rule, Ask ask, boolean isFor) {
        List<String> misses = new ArrayList<>(rule.misses(ask));
        if (!isFor) {
            misses.add(
                    ask.isExternal() && !rule.external()
                            ? "it is not for people of other organizations"
                            : "it is for " + rule.people() + ", not " + ask.user());
        }
        return new Explanation.RuleVerdict(section, rule.name(), rule.line(), misses);
    }

    private static Explanation.RuleVerdict approvalVerdict(Rule rule, Ask ask) {
        List<String> misses = new ArrayList<>(rule.misses(ask));
        if (misses.isEmpty() && !rule.mayHoldUp(ask.command())) {
            misses.add("it does not name " + ask.command().words() + ", which waits for no approval otherwise");
        }
        return new Explanation.RuleVerdict("approvals", rule.name(), rule.line(), misses);
    }

    /** A refusal that no rule can lift. */
    public Decision denied(String why) {
        return new Denied(why, contact, People.NONE);
    }

    private String noRule(Ask ask) {
        if (ask.target().isPresent()
                && allow.stream().anyMatch(rule -> rule.withAnyTarget().matches(ask))) {
            return "no rule lets you choose target " + ask.target().get() + " for " + action(ask);
        }
        if (ask.server().isPresent()
                && allow.stream().anyMatch(rule -> rule.withAnyServer().matches(ask))) {
            return "no rule lets you name the server " + ask.server().get() + " for " + action(ask);
        }
        return ask.command().effect() == CommandName.Effect.REVIEWS
                ? "the policy's approvals of the command in question decide who may "
                        + ask.command().words()
                : "no rule lets you do " + action(ask);
    }

    private Optional<Rule> breaking(Ask ask) {
        return breakGlass.stream().filter(rule -> rule.matches(ask)).findFirst();
    }

    /** The rules that ask for approvals here, or in another environment of the same database. */
    private List<ApprovalRule> approving(Ask ask, Situation situation) {
        List<Ask> asks =
                Stream.concat(Stream.of(ask), situation.sameDatabase().stream()).toList();
        return approvals.stream()
                .filter(rule -> rule.rule().mayHoldUp(ask.command())
                        && asks.stream()
                                .anyMatch(each -> rule.rule().misses(each).isEmpty()))
                .toList();
    }

    private Denied denied(Ask ask, String why) {
        Set<String> others = new TreeSet<>();
        allow.stream()
                .filter(rule -> rule.misses(ask).isEmpty() && !rule.isFor(ask))
                .forEach(rule -> others.addAll(rule.people().ids()));
        return new Denied(why, contact, new People(others));
    }

    /** {@code roles update of shop-prod}, as it reads after "no rule lets you do". */
    static String action(Ask ask) {
        Optional<String> app = ask.app().map(AppName::value);
        String where = ask.environment()
                .map(EnvironmentName::value)
                .map(environment -> app.map(name -> name + "-" + environment).orElse(environment + " of all apps"))
                .orElse(app.orElse(""));
        return ask.command().words() + (where.isEmpty() ? "" : " of " + where);
    }
}
