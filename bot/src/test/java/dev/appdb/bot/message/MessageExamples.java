package dev.appdb.bot.message;

import dev.appdb.bot.command.Argument;
import dev.appdb.bot.command.BotCommand;
import dev.appdb.bot.command.CommandName;
import dev.appdb.bot.command.CommandText;
import dev.appdb.bot.command.DatabaseName;
import dev.appdb.bot.command.Flag;
import dev.appdb.bot.command.Parsed;
import dev.appdb.bot.command.Reviewed;
import dev.appdb.bot.message.HistoryMessage.RunLine;
import dev.appdb.engine.CheckProgress;
import dev.appdb.engine.DriftReport;
import dev.appdb.engine.RunRecord;
import dev.appdb.engine.TargetStatus;
import dev.appdb.event.EventHeader;
import dev.appdb.event.Level;
import dev.appdb.event.ResourceState;
import dev.appdb.event.RunEvent;
import dev.appdb.event.RunResult;
import dev.appdb.event.Step;
import dev.appdb.failure.Failure;
import dev.appdb.failure.Remedy;
import dev.appdb.failure.Subcommand;
import dev.appdb.plan.Action;
import dev.appdb.plan.MonthlyCost;
import dev.appdb.plan.Plan;
import dev.appdb.plan.ResourceChange;
import dev.appdb.plan.Risk;
import dev.appdb.request.AppName;
import dev.appdb.request.EnvironmentName;
import dev.appdb.roles.AvailableExtension;
import dev.appdb.roles.Check;
import dev.appdb.roles.CheckReport;
import dev.appdb.roles.RolesReport;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.stream.IntStream;

/** Every message that the bot has, with one text in every place that comes from outside. */
final class MessageExamples {
    static final AppName SHOP = new AppName("shop");
    static final EnvironmentName PROD = new EnvironmentName("prod");
    static final String RUN = "20261123-151204-7f3a9c";
    static final Instant NOON = Instant.parse("2026-11-23T12:00:00Z");

    private final String text;
    private final Asked asked;

    MessageExamples(String text) {
        this.text = text;
        this.asked = new Asked(text, NOON, List.of(text));
    }

    static BotCommand command(String typed) {
        return (BotCommand) CommandText.parse(typed);
    }

    /** All of them by name, the names of the golden files. */
    Map<String, Reply> all() {
        Map<String, Reply> all = new LinkedHashMap<>();
        all.put("check-failed", check("roles check shop prod", report()));
        all.put("check-again", checkAgain());
        all.put("check-passed", check("roles check shop prod --probe --private", passed()));
        all.put("check-scheduled", scheduled());
        all.put("digest", digest());
        all.put("plan-shown", plan("plan shop prod", safePlan(), new PlanReview.Shown()));
        all.put("plan-refused", plan("plan shop prod", dangerousPlan(), new PlanReview.Shown()));
        all.put("plan-awaits-requester", plan("apply shop prod", safePlan(), requester()));
        all.put("plan-awaits-approvals", planForApproval());
        all.put("plan-closed", plan("apply shop prod", safePlan(), new PlanReview.Closed("approved by " + text)));
        all.putAll(new DatabaseExamples(text).all(asked));
        all.put("run-under-way", run(events().subList(0, 9), Optional.empty()));
        all.put("run-waiting", run(events().subList(0, 5), Optional.of(text)));
        all.put("run-failed", failedRun());
        all.put("status", status());
        all.put("drift", drift());
        all.put("extensions", extensions());
        all.put(
                "runs",
                HistoryMessage.runs(
                        List.of(new RunLine(RUN, "apply", SHOP, PROD, Optional.of(RunResult.FAILED))), asked));
        all.put("run-shown", HistoryMessage.run(record(), text, asked));
        all.put("run-not-begun", notBegun(Optional.of(RunResult.FAILED), Optional.of(failure())));
        all.put("run-not-yet-begun", notBegun(Optional.empty(), Optional.empty()));
        all.put("history", history());
        all.put("failure", FailureMessage.of(failure(), Optional.of(command("apply shop prod"))));
        all.put("help", HelpMessage.of(command("help")));
        all.put("help-apply", HelpMessage.of(command("help apply")));
        all.putAll(notices());
        return all;
    }

    private Map<String, Reply> notices() {
        BotCommand apply = command("apply shop prod");
        Map<String, Reply> all = new LinkedHashMap<>();
        all.put("working", Reply.of(Notice.workingOn(apply)));
        all.put("form-not-opened", Reply.of(HelpMessage.notOpened(command("setup shop dev vector=on"))));
        all.put("denied", Reply.of(Notice.denied(apply, text, text)));
        List<Approver> reviewers =
                List.of(new Approver("U0456EF7", Optional.of(text)), new Approver("S012AB3CD", Optional.empty()));
        all.put("review-requested", Reply.of(Notice.reviewRequested(apply, reviewers, false, NOON, false)));
        all.put("review-reminder", Reply.of(Notice.reviewRequested(apply, reviewers, false, NOON, true)));
        all.put(
                "project-files",
                Reply.of(Notice.projectFiles("shop", Map.of("infra/shop/appdb/prod.json", text), asked)
                        .message()));
        all.put("no-files", Reply.of(Notice.noFiles("shop-prod")));
        all.put("may-not-approve", Reply.of(Notice.mayNotApprove(text)));
        all.put(
                "not-in-channel",
                Reply.of(
                        Notice.inviting(check("roles check shop prod", passed()).message(), text)));
        BotCommand freeze =
                BotCommand.of(CommandName.FREEZE).with(Argument.APP, "shop").with(Flag.REASON, text);
        all.put("frozen", Reply.of(Notice.frozen(freeze, Optional.of(NOON), asked)));
        all.put("unfrozen", Reply.of(Notice.unfrozen(command("unfreeze"), true, List.of(), asked)));
        List<BotCommand> left = List.of(command("unfreeze"), command("unfreeze shop prod"));
        all.put("still-frozen", Reply.of(Notice.unfrozen(command("unfreeze shop"), false, left, asked)));
        all.put("past", Reply.of(Notice.past(command("mute shop prod --until 2020-01-01"))));
        all.put("in-shell", HelpMessage.inShell((Parsed.InShell) CommandText.parse("destroy shop prod")));
        all.put(
                "instead-of-channel",
                Reply.of(Notice.insteadOfChannel(scheduled().message(), text)));
        all.put("no-run", HistoryMessage.noRun(text, asked));
        all.put("broke-glass", Reply.of(Notice.brokeGlass(apply, text, asked)));
        all.put("muted", Reply.of(Notice.muted(command("mute shop prod --until 1d"), Optional.of(NOON), asked)));
        all.put("patch", Notice.patch("shop-prod", List.of(text), "--- a\n+++ b\n"));
        return all;
    }

    /** The answer to a typed text that is not a complete command. */
    static Optional<Reply> answer(String typed) {
        Parsed parsed = CommandText.parse(typed);
        if (parsed instanceof Parsed.Unclear unclear) {
            return Optional.of(HelpMessage.unclear(unclear));
        }
        return parsed instanceof Parsed.Incomplete incomplete
                ? Optional.of(HelpMessage.missing(
                        incomplete,
                        List.of(new DatabaseName(SHOP, PROD), new DatabaseName(SHOP, new EnvironmentName("dev")))))
                : Optional.empty();
    }

    Reply check(String typed, CheckReport report) {
        return CheckMessage.of(command(typed), report, CheckProgress.first(), asked, Duration.ofMillis(2_140));
    }

    /** A check after one that passed and one in which a finding was there, and another one that is gone. */
    private Reply checkAgain() {
        CheckReport before = new CheckReport(report().checks().stream()
                .map(check -> check.id().equals("R01") ? failed("R02") : check)
                .filter(check -> !check.id().equals("O01"))
                .toList());
        CheckProgress.Kept green = CheckProgress.first().kept(passed(), NOON);
        CheckProgress.Kept last = CheckProgress.of(Optional.of(green), before, NOON.plusSeconds(60))
                .kept(before, NOON.plusSeconds(60));
        CheckProgress progress = CheckProgress.of(Optional.of(last), report(), NOON.plusSeconds(120));
        return CheckMessage.of(command("roles check shop prod"), report(), progress, asked, Duration.ofMillis(2_140));
    }

    private static Check failed(String id) {
        return new Check(id, Check.Severity.CRITICAL, "app", Check.Status.FAILED, "is so", "Look.");
    }

    CheckReport report() {
        List<Check> checks = new ArrayList<>(passed().checks());
        checks.add(new Check("O01", Check.Severity.WARNING, "orders", Check.Status.FAILED, text, text));
        Remedy update = Remedy.run(Subcommand.ROLES_UPDATE.about("shop", "prod"));
        checks.add(new Check("R04", Check.Severity.CRITICAL, "app", Check.Status.FAILED, text, update));
        checks.add(
                new Check("S02", Check.Severity.CRITICAL, "schema app", Check.Status.FAILED, text, update, "R04 app"));
        checks.add(new Check("L1", Check.Severity.CRITICAL, text, Check.Status.UNKNOWN, text, ""));
        return new CheckReport(checks, Optional.of(roles()));
    }

    /** A report with so many failures. */
    CheckReport failures(int count) {
        return new CheckReport(IntStream.range(0, count)
                .mapToObj(index -> new Check(
                        "O01", Check.Severity.WARNING, "table_" + index, Check.Status.FAILED, text, "ALTER " + text))
                .toList());
    }

    CheckReport passed() {
        return new CheckReport(
                List.of(
                        new Check("R01", Check.Severity.CRITICAL, "app", Check.Status.PASSED, "exists", ""),
                        new Check("S01", Check.Severity.CRITICAL, text, Check.Status.PASSED, text, ""),
                        new Check(
                                "X1",
                                Check.Severity.CRITICAL,
                                "both",
                                Check.Status.NOT_APPLICABLE,
                                "not asked for",
                                "")),
                Optional.of(roles()));
    }

    private RolesReport roles() {
        return new RolesReport(
                List.of("app", "migrator", text),
                new TreeMap<>(Map.of("app", "rds_iam", "rds_superuser", "pg_monitor,rds_replication")),
                new TreeMap<>(Map.of("app", "{migrator=UC/migrator,app=U/migrator}", text, text)));
    }

    private Reply scheduled() {
        CheckChange change = CheckChange.between(Set.of("R01 app", "L1 " + text), report());
        return ScheduledCheckMessage.change(SHOP, PROD, change, Map.of(Check.Severity.CRITICAL, "S012AB3CD"), NOON);
    }

    private Reply digest() {
        return ScheduledCheckMessage.digest(
                List.of(
                        new ScheduledCheckMessage.DigestLine(
                                SHOP,
                                new EnvironmentName("dev"),
                                List.of(),
                                Optional.of(NOON),
                                Optional.of(NOON),
                                Optional.empty()),
                        new ScheduledCheckMessage.DigestLine(
                                SHOP,
                                new EnvironmentName("test"),
                                List.of(),
                                Optional.of(NOON),
                                Optional.empty(),
                                Optional.of(NOON)),
                        new ScheduledCheckMessage.DigestLine(
                                SHOP,
                                PROD,
                                List.of("R04 " + text),
                                Optional.of(NOON),
                                Optional.empty(),
                                Optional.empty())),
                NOON);
    }

    private Reply notBegun(Optional<RunResult> result, Optional<Failure> failure) {
        return HistoryMessage.notBegun(RUN, command("apply shop prod"), result, failure, asked);
    }

    private Reply plan(String typed, Plan plan, PlanReview review) {
        List<String> fileNotes = review instanceof PlanReview.AwaitsApprovals ? List.of("Warning: " + text) : List.of();
        return PlanMessage.of(command(typed), plan, fileNotes, review, asked);
    }

    private static PlanReview requester() {
        return new PlanReview.AwaitsRequester(new Reviewed(RUN, "appdb-0123456789abcdef"), true);
    }

    private PlanReview approvals() {
        return new PlanReview.AwaitsApprovals(
                new Reviewed(RUN, "appdb-0123456789abcdef"),
                false,
                List.of(new PlanReview.Approvals(
                        2,
                        List.of(text),
                        List.of(
                                new Approver("U012AB3CD", Optional.of(text)),
                                new Approver("U0456EF7", Optional.empty()),
                                new Approver("S012AB3CD", Optional.empty())))),
                NOON.plusSeconds(3_600));
    }

    private Plan safePlan() {
        return new Plan(
                text,
                "shop-prod",
                List.of(
                        ResourceChange.of(Action.ADD, text, text, text, true, List.of(text)),
                        ResourceChange.of(Action.MODIFY, "AWS::RDS::DBInstance", "shop-1", "", false, List.of())),
                List.of(text),
                Optional.of(new MonthlyCost(
                        text, LocalDate.of(2026, 11, 1), List.of(new MonthlyCost.Item(text, 4_380, 8_760)), text)),
                Optional.empty());
    }

    private Plan dangerousPlan() {
        return new Plan(
                "appdb-0123456789abcdef",
                "shop-prod",
                List.of(
                        ResourceChange.of(Action.REPLACE, "AWS::RDS::DBCluster", "Cluster", text, true, List.of(text)),
                        new ResourceChange(
                                Action.MODIFY, text, text, text, true, List.of(text), List.of(Risk.MAJOR_UPGRADE))),
                List.of());
    }

    Reply planForApproval() {
        return plan("apply shop prod", safePlan(), approvals());
    }

    Reply failedRun() {
        return run(events(), Optional.empty());
    }

    private Reply run(List<RunEvent> events, Optional<String> waiting) {
        return new Reply(RunMessage.of(RUN, RunProgress.of(events), asked, waiting), List.of(), Optional.empty());
    }

    RunRecord record() {
        List<RunEvent> events = events();
        return new RunRecord(RUN, (RunEvent.RunStarted) events.get(0), events);
    }

    List<RunEvent> events() {
        List<RunEvent> events = new ArrayList<>();
        events.add(new RunEvent.RunStarted(
                header(1),
                "apply",
                "shop",
                "prod",
                text,
                Map.of(),
                Optional.of(text),
                List.of(Step.PLAN, Step.APPLY, Step.UPDATE_ROLES, Step.CHECK_ROLES)));
        events.add(new RunEvent.FileWritten(header(2), text, text));
        events.add(new RunEvent.StepStarted(header(3), Step.PLAN));
        events.add(new RunEvent.PlanMade(header(4), safePlan()));
        events.add(new RunEvent.StepFinished(header(5), Step.PLAN, false, text, Duration.ofSeconds(2)));
        events.add(new RunEvent.StepStarted(header(6), Step.APPLY));
        events.add(new RunEvent.ResourceProgressed(header(7), text, text, ResourceState.IN_PROGRESS, text));
        events.add(new RunEvent.ResourceProgressed(header(8), "a", "b", ResourceState.COMPLETE, text));
        events.add(new RunEvent.Noted(header(9), Level.WARNING, text));
        events.add(new RunEvent.ResourceProgressed(header(10), text, text, ResourceState.FAILED, text));
        events.add(new RunEvent.Noted(
                header(10), Level.WARNING, failure().problem(), failure().remedy()));
        events.add(new RunEvent.RolesUpdated(header(11), List.of(text)));
        events.add(new RunEvent.RolesChecked(header(12), 34, 1, 0, 2, List.of(text)));
        events.add(new RunEvent.RunFinished(
                header(13), RunResult.FAILED, Optional.of(failure()), Duration.ofSeconds(185)));
        return events;
    }

    private static EventHeader header(long sequence) {
        return new EventHeader(RUN, sequence, NOON.plusSeconds(sequence));
    }

    private Failure failure() {
        return Failure.failed(
                "stack-failed",
                "could not apply " + text,
                text,
                Remedy.of("Run {}.", Subcommand.PLAN.about("shop", "prod")).and(Remedy.text(text)));
    }

    private Reply status() {
        return EnvironmentMessage.status(
                SHOP,
                PROD,
                new TargetStatus(TargetStatus.State.RUNNING, Map.of("address", text)),
                Map.of("frozen", text),
                asked);
    }

    private Reply drift() {
        return EnvironmentMessage.drift(
                SHOP,
                PROD,
                new DriftReport(
                        true,
                        text,
                        List.of(new DriftReport.DriftedResource(
                                "AWS::RDS::DBCluster",
                                text,
                                text,
                                DriftReport.Kind.MODIFIED,
                                List.of(new DriftReport.DriftedProperty(text, text, ""))))),
                asked);
    }

    private Reply extensions() {
        return EnvironmentMessage.extensions(
                SHOP,
                PROD,
                new TreeMap<>(Map.of("vector", true, "gone", false)),
                List.of(
                        new AvailableExtension("vector", "0.8.0", "0.7.4", "app", true, true, text),
                        new AvailableExtension("pg_trgm", "1.6", null, null, true, true, text)),
                asked);
    }

    private Reply history() {
        return HistoryMessage.history(
                Optional.of("shop-prod"), List.of(new HistoryMessage.HistoryLine(NOON, text, text, text)), asked);
    }
}
