package dev.appdb.bot.policy;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assertions.assertTimeoutPreemptively;

import dev.appdb.bot.command.CommandName;
import dev.appdb.bot.policy.Decision.Allowed;
import dev.appdb.bot.policy.Decision.Denied;
import dev.appdb.bot.policy.Decision.NeedsApprovals;
import dev.appdb.failure.ProblemsException;
import dev.appdb.request.AppName;
import dev.appdb.request.EnvironmentName;
import dev.appdb.request.Glob;
import dev.appdb.request.ServerUrl;
import dev.appdb.request.Target;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;

class PolicyTest {
    private static final String FILE = """
            contact: "the platform team in #platform"
            allow:
              - name: everybody looks
                commands: [help, status, plan, "roles check", drift, extensions, runs, history]
                environments: ["*"]
                who: ["*"]
              - name: developers
                commands: [setup, apply, roles*]
                apps: [shop]
                environments: [dev, "pr-*", prod]
                channels: [C0SHOP, "D*"]
                targets: [aws]
                servers: ["*.dev.example.com:5432/*", "db.example.com:5433/shop"]
                who: [S0DEVS]
              - name: Ann
                commands: [freeze, unfreeze, apply]
                environments: ["*"]
                who: U0ANN
            approvals:
              - name: one anywhere but dev
                commands: ["*"]
                environments: [prod, "pr-*"]
                needed: 1
                from: [S0DEVS]
              - name: two for production
                commands: [apply, setup, roles update]
                environments: [prod]
                needed: 2
                from: [S0OPS, U0ANN]
                expire_after: 90m
            break_glass:
              - name: on call
                commands: [apply, roles update]
                environments: [prod]
                who: [S0ONCALL]
            """;
    private static final Policy POLICY = policy(FILE);
    private static final Freeze FREEZE =
            new Freeze("Ann", "holidays", Optional.of(Instant.parse("2026-12-27T00:00:00Z")));

    static Policy policy(String yaml) {
        try {
            return PolicyFile.read(yaml);
        } catch (ProblemsException e) {
            throw new AssertionError(e.problems().toString(), e);
        }
    }

    @ParameterizedTest
    @CsvSource({
        // user, groups, channel, command, app, environment, decision
        "U0BOB, '', C0ANY, help, '', '', allowed",
        "U0BOB, '', C0ANY, roles check, shop, prod, allowed",
        "U0BOB, '', C0ANY, apply, shop, dev, denied",
        "U0BOB, S0DEVS, C0SHOP, apply, shop, dev, allowed",
        "U0BOB, S0DEVS, D012, apply, shop, dev, allowed",
        "U0BOB, S0DEVS, C0ANY, apply, shop, dev, denied",
        "U0BOB, S0DEVS, C0SHOP, apply, blog, dev, denied",
        "U0BOB, S0DEVS, C0SHOP, apply, shop, staging, denied",
        "U0BOB, S0DEVS, C0SHOP, setup, shop, '', denied",
        "U0BOB, S0DEVS, C0SHOP, roles update, shop, pr-12, needs 1",
        "U0BOB, S0DEVS, C0SHOP, roles check, shop, prod, allowed",
        "U0BOB, S0DEVS, C0SHOP, apply, shop, prod, needs 1+2",
        "U0BOB, S0DEVS, C0SHOP, freeze, '', '', denied",
        "U0BOB, S0DEVS, C0SHOP, mute, shop, dev, denied",
        "U0ANN, '', C0ANY, freeze, '', '', allowed",
        "U0ANN, '', C0ANY, apply, blog, dev, allowed",
        "U0ANN, '', C0ANY, apply, blog, prod, needs 1+2",
        "S0DEVS, '', C0SHOP, apply, shop, dev, allowed"
    })
    void theTable(
            String user,
            String groups,
            String channel,
            String command,
            String app,
            String environment,
            String decision) {
        Ask ask = ask(user, groups, channel, command, app, environment);

        assertThat(word(POLICY.decide(ask, Situation.NORMAL))).isEqualTo(decision);
        assertThat(POLICY.explain(ask, Situation.NORMAL).decision()).isEqualTo(POLICY.decide(ask, Situation.NORMAL));
    }

    /** A person's server is denied unless a rule that lets the person do it lists the server too. */
    @ParameterizedTest
    @CsvSource({
        "U0BOB, S0DEVS, setup, dev, pg.dev.example.com/app, allowed",
        "U0BOB, S0DEVS, setup, dev, pg.dev.example.com:5432/app, allowed",
        "U0BOB, S0DEVS, setup, dev, pg.dev.example.com:5433/app, denied",
        "U0BOB, S0DEVS, setup, dev, db.example.com:5433/shop, allowed",
        "U0BOB, S0DEVS, setup, dev, db.example.com:5433/shop2, denied",
        "U0BOB, S0DEVS, setup, dev, db.example.com/shop, denied",
        "U0BOB, S0DEVS, setup, dev, prod.example.com/app, denied",
        "U0BOB, S0DEVS, setup, dev, attacker.example/x.dev.example.com:5432/app, denied",
        "U0BOB, S0DEVS, setup, prod, pg.dev.example.com/app, needs 1+2",
        "U0ANN, '', apply, dev, pg.dev.example.com/app, denied"
    })
    void aServerIsNamedOnlyWhereARuleListsIt(
            String user, String groups, String command, String environment, String server, String decision) {
        Ask ask = ask(user, groups, "C0SHOP", command, "shop", environment)
                .on(new ServerUrl("postgresql://postgres@" + server));

        assertThat(word(POLICY.decide(ask, Situation.NORMAL))).isEqualTo(decision);
        if (decision.equals("denied")) {
            assertThat(POLICY.decide(ask, Situation.NORMAL).why()).startsWith("no rule lets you name the server ");
        }
    }

    /** With a target come the bot's credentials: it is denied unless a rule that lets the person do it lists it. */
    @ParameterizedTest
    @CsvSource({
        "U0BOB, S0DEVS, setup, dev, aws, allowed",
        "U0BOB, S0DEVS, setup, dev, local, denied",
        // that rule lists servers
        "U0BOB, S0DEVS, setup, dev, server, allowed",
        "U0BOB, S0DEVS, setup, prod, aws, needs 1+2",
        "U0ANN, '', apply, dev, aws, denied",
        "U0BOB, S0DEVS, setup, dev, '', allowed"
    })
    void aTargetIsChosenOnlyWhereARuleListsIt(
            String user, String groups, String command, String environment, String target, String decision) {
        Ask ask = ask(user, groups, "C0SHOP", command, "shop", environment)
                .choosing(Optional.of(target).filter(text -> !text.isEmpty()).map(Target::of));

        assertThat(word(POLICY.decide(ask, Situation.NORMAL))).isEqualTo(decision);
        if (decision.equals("denied")) {
            assertThat(POLICY.decide(ask, Situation.NORMAL).why())
                    .isEqualTo(
                            "no rule lets you choose target " + target + " for " + command + " of shop-" + environment);
        }
    }

    @ParameterizedTest
    @CsvSource({
        "*, '', true",
        "'', '', true",
        "'', a, false",
        "a*, a, true",
        "a*c, abcbc, true",
        "a*c, abcb, false",
        "a?c, abc, true",
        "a?c, ac, false",
        "pr-*, pr-12, true",
        "*-x-*, a-x-b-x-c, true",
        "**a**, bab, true",
        "a.c, abc, false"
    })
    void aGlobIsOneOfLettersNotOfExpressions(String glob, String name, boolean matches) {
        assertThat(Glob.matches(glob, name)).isEqualTo(matches);
    }

    @Test
    void aGlobOfThirtyStarsIsAnsweredAtOnce() {
        String glob = "a*".repeat(30) + "b";

        assertTimeoutPreemptively(
                Duration.ofMinutes(1),
                () -> assertThat(Glob.matches(glob, "a".repeat(1000))).isFalse());
    }

    @ParameterizedTest
    @EnumSource(CommandName.class)
    void withoutARuleNothingIsAllowed(CommandName command) {
        Policy nothing = policy("contact: nobody");

        assertThat(nothing.decide(ask("U0ANN", "S0OPS", "C0SHOP", command.words(), "shop", "dev"), Situation.NORMAL))
                .isInstanceOf(Denied.class);
    }

    @Test
    void aDenialSaysWhyWhomToAskAndWhoMay() {
        Decision decision = POLICY.decide(ask("U0BOB", "", "C0SHOP", "apply", "shop", "dev"), Situation.NORMAL);

        assertThat(decision).isInstanceOfSatisfying(Denied.class, denied -> {
            assertThat(denied.why()).isEqualTo("no rule lets you do apply of shop-dev");
            assertThat(denied.contact()).isEqualTo("the platform team in #platform");
            assertThat(denied.mayDoIt().ids()).containsExactly("S0DEVS", "U0ANN");
        });
    }

    @Test
    void everyRuleThatMatchesAsksForApprovalsOfItsOwnPeople() {
        assertThat(POLICY.decide(ask("U0BOB", "S0DEVS", "C0SHOP", "apply", "shop", "prod"), Situation.NORMAL))
                .isEqualTo(new NeedsApprovals(
                        List.of(
                                new Requirement("one anywhere but dev", 1, new People(Set.of("S0DEVS"))),
                                new Requirement("two for production", 2, new People(Set.of("S0OPS", "U0ANN")))),
                        Duration.ofMinutes(90),
                        "rule \"one anywhere but dev\" asks for 1 approval and rule \"two for production\" asks for 2"
                                + " approvals",
                        Optional.of("one anywhere but dev, two for production")));
    }

    @ParameterizedTest
    @CsvSource({
        // groups, command, environment, frozen, reason, decision
        "S0DEVS, apply, dev, true, '', denied",
        "S0DEVS, status, dev, true, '', allowed",
        "S0DEVS, apply, dev, true, fire, denied",
        "S0DEVS, apply, prod, true, fire, denied",
        "'S0DEVS,S0ONCALL', apply, prod, true, fire, allowed",
        "'S0DEVS,S0ONCALL', apply, prod, false, fire, allowed",
        "'S0DEVS,S0ONCALL', apply, prod, false, '', needs 1+2",
        "'S0DEVS,S0ONCALL', apply, prod, true, '', denied",
        "'S0DEVS,S0ONCALL', setup, prod, false, fire, needs 1+2",
        "'S0DEVS,S0ONCALL', apply, dev, true, fire, denied",
        "S0ONCALL, apply, prod, true, fire, denied"
    })
    void aFreezeStopsWhatChangesAndTheGlassIsBrokenByThoseWhoMay(
            String groups, String command, String environment, boolean frozen, String reason, String decision) {
        Situation situation = new Situation(
                frozen ? Optional.of(FREEZE) : Optional.empty(),
                Optional.of(reason).filter(text -> !text.isEmpty()));

        assertThat(word(POLICY.decide(ask("U0BOB", groups, "C0SHOP", command, "shop", environment), situation)))
                .isEqualTo(decision);
    }

    @Test
    void theReasonForBreakGlassIsStored() {
        Situation situation = new Situation(Optional.of(FREEZE), Optional.of("the shop is down"));
        Ask ask = ask("U0BOB", "S0DEVS,S0ONCALL", "C0SHOP", "apply", "shop", "prod");

        assertThat(POLICY.decide(ask, situation))
                .isEqualTo(new Allowed(
                        "rule \"developers\" allows it, and rule \"on call\" allows break-glass",
                        Optional.of("on call"),
                        Optional.of("the shop is down")));
        assertThat(POLICY.decide(ask("U0BOB", "S0DEVS", "C0SHOP", "apply", "shop", "prod"), situation)
                        .why())
                .isEqualTo("apply of shop-prod is frozen by Ann until 2026-12-27T00:00:00Z: holidays, and no rule"
                        + " allows break-glass");
    }

    @ParameterizedTest
    @CsvSource({
        "S0DEVS, C0SHOP, setup, '', '', true",
        "S0DEVS, C0SHOP, setup, shop, '', true",
        "S0DEVS, C0SHOP, setup, blog, '', false",
        "S0DEVS, C0ANY, setup, '', '', false",
        "'', C0SHOP, setup, '', '', false"
    })
    void beforeTheEnvironmentIsGivenOneThatIsAllowedIsEnough(
            String groups, String channel, String command, String app, String environment, boolean might) {
        assertThat(POLICY.mightAllow(ask("U0BOB", groups, channel, command, app, environment)))
                .isEqualTo(might);
    }

    @ParameterizedTest
    @CsvSource({"U0OPA, S0OPS, true", "U0ANN, '', true", "U0BOB, S0OPS, false", "U0DEV, S0DEVS, true"})
    void approvalsComeFromThePeopleOfAnyRuleAndNeverFromTheRequester(String approver, String groups, boolean may) {
        NeedsApprovals needs = (NeedsApprovals)
                POLICY.decide(ask("U0BOB", "S0DEVS", "C0SHOP", "apply", "shop", "prod"), Situation.NORMAL);

        assertThat(POLICY.mayApprove(
                                ask(approver, groups, "C0SHOP", "apply", "shop", "prod"), "U0BOB", needs.requirements())
                        .may())
                .isEqualTo(may);
    }

    @Test
    void everyRuleSaysWhyItMatchedOrNot() {
        Explanation explanation =
                POLICY.explain(ask("U0BOB", "S0DEVS", "C0ANY", "apply", "shop", "prod"), Situation.NORMAL);

        assertThat(explanation.lines())
                .containsExactly(
                        "denied: no rule lets you do apply of shop-prod",
                        "  request: apply of shop-prod, by U0BOB (in S0DEVS) in channel C0ANY",
                        "  allowed there: U0ANN; contact: the platform team in #platform",
                        "  line 3, allow \"everybody looks\" does not match: it is for command help, status, plan, roles"
                                + " check, drift, extensions, runs, history, not apply",
                        "  line 7, allow \"developers\" does not match: it is for channel C0SHOP, D*, not C0ANY",
                        "  line 15, allow \"Ann\" does not match: it is for U0ANN, not U0BOB",
                        "  line 20, approvals \"one anywhere but dev\" matches",
                        "  line 25, approvals \"two for production\" matches",
                        "  line 32, break_glass \"on call\" does not match: it is for S0ONCALL, not U0BOB");
    }

    @Test
    void anExplanationSaysByWhomAndHowSoonApprovalsAreNeeded() {
        assertThat(POLICY.explain(ask("U0BOB", "S0DEVS", "C0SHOP", "apply", "shop", "prod"), Situation.NORMAL)
                        .lines())
                .startsWith(
                        "needs 1 approval from S0DEVS and 2 approvals from S0OPS, U0ANN within 1h 30m: rule \"one anywhere"
                                + " but dev\" asks for 1 approval and rule \"two for production\" asks for 2 approvals");
    }

    @Test
    void anExplanationWithoutChannelAndGroupsSaysThatThereAreNone() {
        assertThat(POLICY.explain(ask("U0BOB", "", "", "setup", "", "prod"), Situation.NORMAL)
                        .lines())
                .contains("  request: setup of prod of all apps, by U0BOB (in no user group) outside of channels")
                .anyMatch(line -> line.contains("it is for channel C0SHOP, D*, not outside of channels")
                        && line.contains("it is for app shop, not all of them")
                        && line.contains("it is for S0DEVS, not U0BOB"));
    }

    @Test
    void aRuleIsForPeopleOfOtherOrganizationsOnlyWhereItSaysSo() throws ProblemsException {
        String rules = """
                allow:
                  - name: all of ours
                    commands: ["*"]
                    environments: ["*"]
                    who: ["*"]
                  - name: consultants
                    commands: [status]
                    environments: [dev]
                    external: true
                    who: ["*"]
                approvals:
                  - name: two eyes
                    commands: [apply]
                    environments: [dev]
                    needed: 1
                    from: ["*"]
                """;
        Policy policy = PolicyFile.read(rules);
        Ask apply = ask("U0BOB", "", "C0SHOP", "apply", "shop", "dev");
        Ask status = ask("U0BOB", "", "C0SHOP", "status", "shop", "dev");
        List<Requirement> requirements = ((NeedsApprovals) policy.decide(apply, Situation.NORMAL)).requirements();

        assertThat(policy.decide(status.external(true), Situation.NORMAL)).isInstanceOf(Allowed.class);
        assertThat(policy.decide(apply.external(true), Situation.NORMAL)).isInstanceOf(Denied.class);
        assertThat(policy.explain(apply.external(true), Situation.NORMAL).lines())
                .anyMatch(line -> line.contains("it is not for people of other organizations"));
        assertThat(policy.countsFor(apply, requirements)).containsExactly(0);
        assertThat(policy.countsFor(apply.external(true), requirements)).isEmpty();
        assertThat(policy.admitsExternal()).isTrue();
        Policy withoutTheRule = PolicyFile.read(rules.substring(0, rules.indexOf("approvals:")));
        assertThat(withoutTheRule.countsFor(apply.external(true), requirements)).isEmpty();
        assertThat(PolicyFile.read(rules.replace("external: true", "external: false"))
                        .admitsExternal())
                .isFalse();
    }

    @Test
    void anExplanationOfApprovingSaysWhereThatStands() {
        assertThat(POLICY.explain(ask("U0BOB", "", "C0SHOP", "approve", "shop", "prod"), Situation.NORMAL)
                        .lines())
                .startsWith("denied: the policy's approvals of the command in question decide who may approve")
                .noneMatch(line -> line.contains("do not apply"));
    }

    private static Ask ask(String user, String groups, String channel, String command, String app, String environment) {
        return new Ask(
                user,
                groups.isEmpty() ? Set.of() : Set.copyOf(List.of(groups.split(",", -1))),
                channel,
                CommandName.of(command).orElseThrow(),
                Optional.of(app).filter(text -> !text.isEmpty()).map(AppName::new),
                Optional.of(environment).filter(text -> !text.isEmpty()).map(EnvironmentName::new));
    }

    private static String word(Decision decision) {
        if (decision instanceof NeedsApprovals needs) {
            return "needs "
                    + needs.requirements().stream()
                            .map(each -> String.valueOf(each.needed()))
                            .collect(Collectors.joining("+"));
        }
        return decision instanceof Allowed ? "allowed" : "denied";
    }
}
