package dev.appdb.bot.job;

import com.fasterxml.jackson.databind.JsonNode;
import dev.appdb.bot.command.BotCommand;
import dev.appdb.bot.command.CommandName;
import dev.appdb.bot.command.Reviewed;
import dev.appdb.bot.message.AccessMessage;
import dev.appdb.bot.message.Approver;
import dev.appdb.bot.message.Asked;
import dev.appdb.bot.message.CheckChange;
import dev.appdb.bot.message.CheckMessage;
import dev.appdb.bot.message.EnvironmentMessage;
import dev.appdb.bot.message.FailureMessage;
import dev.appdb.bot.message.Notice;
import dev.appdb.bot.message.PlanMessage;
import dev.appdb.bot.message.PlanReview;
import dev.appdb.bot.message.Reply;
import dev.appdb.bot.message.RunMessage;
import dev.appdb.bot.message.RunProgress;
import dev.appdb.bot.message.ScheduledCheckMessage;
import dev.appdb.bot.message.ScheduledCheckMessage.DigestLine;
import dev.appdb.bot.message.StepOutputs;
import dev.appdb.bot.store.CheckState;
import dev.appdb.bot.store.EnvironmentKey;
import dev.appdb.bot.store.Mutes.Mute;
import dev.appdb.bot.store.RequiredApprovals;
import dev.appdb.bot.store.RunState;
import dev.appdb.bot.store.StoredJson;
import dev.appdb.bot.store.StoredRun;
import dev.appdb.engine.DriftReport;
import dev.appdb.engine.ProcedureStep;
import dev.appdb.engine.StepResult;
import dev.appdb.engine.TargetStatus;
import dev.appdb.event.RunEvent;
import dev.appdb.event.Step;
import dev.appdb.failure.Failure;
import dev.appdb.plan.DatabasePart;
import dev.appdb.plan.Plan;
import dev.appdb.roles.Check;
import dev.appdb.roles.CheckReport;
import dev.appdb.roles.DatabasePlan;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/** Says things as the rooms for messages and commands have them. */
public final class SlackMessageRenderer implements MessageRenderer {
    /** The codes of what the engine does not carry out although it is planned. */
    private static final Set<String> PLAN_REFUSALS = Set.of("guardrail", "roles-consent", "roles-refused");

    private final String botName;
    private final Clock clock;

    /** @param botName what the bot is called in the workspace, without the at sign */
    public SlackMessageRenderer(String botName, Clock clock) {
        this.botName = botName;
        this.clock = clock;
    }

    @Override
    public MessageContent run(RunView view) {
        return MessageContents.of(reply(view)).get(0);
    }

    @Override
    public Optional<Map<String, String>> outputs(RunView view) {
        return Optional.ofNullable(view.results().get(ProcedureStep.CHECK_ROLES))
                .map(json -> StoredJson.read(json, CheckReport.class))
                .map(StepOutputs::of);
    }

    @Override
    public List<MessageContent> stepDone(RunView view, ProcedureStep step) {
        StoredRun run = view.run();
        return switch (step) {
            case STATUS, DRIFT, EXTENSIONS, LIST_ACCESS -> rest(reply(view));
            case PLAN_ACCESS -> rest(plan(view, new PlanReview.Shown()));
            case CHANGE_ACCESS -> isAnswer(run) ? rest(reply(view)) : MessageContents.of(access(view));
            case PLAN, PLAN_ROLES -> planned(view, step);
            case APPROVE -> List.of(reviewed(view));
            case CONFIGURE -> patch(view, ProcedureStep.CONFIGURE);
            case CHECK_ROLES -> {
                List<MessageContent> check = MessageContents.of(check(view));
                boolean passed = result(view, ProcedureStep.CHECK_ROLES, CheckReport.class)
                        .findings()
                        .isEmpty();
                // The last step of a run that went well needs no file of its own.
                List<MessageContent> ofRun = check.stream()
                        .filter(content -> !passed || content.file().isEmpty())
                        .toList();
                yield isAnswer(run) ? check.subList(1, check.size()) : ofRun;
            }
            case APPLY, UPDATE_ROLES, LOCK, VERIFY, PLAN_REMOVAL, DESTROY, END -> List.of();
        };
    }

    @Override
    public MessageContent reviewRequested(RunView view, boolean isReminder) {
        StoredRun run = view.run();
        boolean isOwn = !run.asked().needsOthers();
        List<Approver> reviewers =
                isOwn ? List.of(new Approver(run.asked().requester(), Optional.empty())) : stillAsked(view);
        return MessageContents.of(Notice.reviewRequested(
                view.command(), reviewers, isOwn, run.approvalUntil().orElseThrow(), isReminder));
    }

    @Override
    public MessageContent checkChanged(
            CheckState state,
            Optional<CheckReport> report,
            Optional<Failure> failure,
            Map<Check.Severity, String> notify) {
        EnvironmentKey environment = state.environment();
        BotCommand again = BotCommand.of(CommandName.ROLES_CHECK, environment.app(), environment.environment());
        Reply reply = report.map(checked -> ScheduledCheckMessage.change(
                        environment.app(),
                        environment.environment(),
                        CheckChange.between(Set.copyOf(state.postedProblems()), checked),
                        notify,
                        state.checkedAt().orElseGet(clock::instant)))
                .orElseGet(() -> FailureMessage.of(failure.orElseThrow(), Optional.of(again)));
        return MessageContents.of(reply).get(0);
    }

    @Override
    public MessageContent digest(List<CheckState> states, List<Mute> mutes) {
        Map<EnvironmentKey, Instant> muted = new LinkedHashMap<>();
        mutes.forEach(mute -> muted.put(mute.environment(), mute.until()));
        List<DigestLine> lines = states.stream()
                .map(state -> new DigestLine(
                        state.environment().app(),
                        state.environment().environment(),
                        state.problems(),
                        state.checkedAt(),
                        Optional.ofNullable(muted.get(state.environment())),
                        state.pausedSince()))
                .toList();
        return MessageContents.of(ScheduledCheckMessage.digest(lines, clock.instant()))
                .get(0);
    }

    @Override
    public MessageContent fromOutside(MessageContent content) {
        return MessageContents.extensible(content)
                .map(message -> MessageContents.of(Notice.inviting(message, botName)))
                .orElse(content);
    }

    @Override
    public MessageContent insteadOfChannel(MessageContent content) {
        return MessageContents.extensible(content)
                .map(message -> MessageContents.of(Notice.insteadOfChannel(message, botName)))
                .orElse(content);
    }

    /** The run's message with all that belongs to it. */
    private static Reply reply(RunView view) {
        StoredRun run = view.run();
        if (run.state() == RunState.WAITING) {
            return waiting(view);
        }
        if (isRefusedPlan(view)) {
            return plan(view, new PlanReview.Refused(run.failure().orElseThrow().remedy()));
        }
        boolean wentWell = run.hasEnded() && run.failure().isEmpty();
        if (wentWell && isAnswer(run)) {
            return answer(view);
        }
        if (view.story().isEmpty()) {
            return run.failure()
                    .map(failure -> FailureMessage.of(failure, Optional.of(view.command())))
                    .orElseGet(() -> new Reply(Notice.workingOn(view.command()), List.of(), Optional.empty()));
        }
        return new Reply(
                RunMessage.of(run.id(), RunProgress.of(view.story()), asked(view), view.waitingFor()),
                List.of(),
                Optional.empty());
    }

    /** True if the run ended with its plan, since guardrails or the database do not let it be carried out. */
    private static boolean isRefusedPlan(RunView view) {
        StoredRun run = view.run();
        return run.hasEnded()
                && run.plan().isPresent()
                && run.failure()
                        .filter(failure -> PLAN_REFUSALS.contains(failure.code()))
                        .isPresent()
                && view.events().stream()
                        .noneMatch(
                                event -> event instanceof RunEvent.StepStarted started && started.step() != Step.PLAN);
    }

    /** True if the command asks for an answer that the run's one message shows, rather than for changes. */
    private static boolean isAnswer(StoredRun run) {
        return RunProcedure.of(run.asked()).steps().size() == 1;
    }

    private static Reply answer(RunView view) {
        StoredRun run = view.run();
        EnvironmentKey key = run.environment();
        Asked asked = asked(view);
        return switch (RunProcedure.of(run.asked()).first()) {
            case STATUS ->
                EnvironmentMessage.status(
                        key.app(),
                        key.environment(),
                        result(view, ProcedureStep.STATUS, TargetStatus.class),
                        lockOf(view),
                        asked);
            case DRIFT ->
                EnvironmentMessage.drift(
                        key.app(), key.environment(), result(view, ProcedureStep.DRIFT, DriftReport.class), asked);
            case EXTENSIONS -> {
                StepResult.Extensions found = result(view, ProcedureStep.EXTENSIONS, StepResult.Extensions.class);
                yield EnvironmentMessage.extensions(
                        key.app(), key.environment(), found.declared(), found.offered(), asked);
            }
            case PLAN, PLAN_ROLES -> plan(view, new PlanReview.Shown());
            case LIST_ACCESS ->
                AccessMessage.list(
                        key.app(),
                        key.environment(),
                        result(view, ProcedureStep.LIST_ACCESS, StepResult.Access.class),
                        asked);
            case CHANGE_ACCESS -> access(view);
            case CHECK_ROLES -> check(view);
            default ->
                throw new IllegalStateException(
                        "no answer of one step: " + run.asked().command());
        };
    }

    private static Reply access(RunView view) {
        StoredRun run = view.run();
        return AccessMessage.changed(
                view.command(),
                AccessOrder.of(run),
                result(view, ProcedureStep.CHANGE_ACCESS, StepResult.Access.class),
                asked(view));
    }

    private static Map<String, String> lockOf(RunView view) {
        return view.waitsFor()
                .map(holder -> Map.of(
                        "locked by",
                        view.name(holder.requester()) + " with run " + holder.run() + " (" + holder.command() + ")"))
                .orElse(Map.of());
    }

    private static Reply check(RunView view) {
        StoredRun run = view.run();
        EnvironmentKey place = run.environment();
        BotCommand command = BotCommand.of(CommandName.ROLES_CHECK, place.app(), place.environment());
        return CheckMessage.of(
                isAnswer(run) ? view.command() : command,
                result(view, ProcedureStep.CHECK_ROLES, CheckReport.class),
                view.progress(),
                asked(view),
                view.took(Step.CHECK_ROLES)
                        .orElseGet(() ->
                                Duration.between(run.createdAt(), run.endedAt().orElse(run.updatedAt()))));
    }

    private static Reply plan(RunView view, PlanReview review) {
        Plan plan = view.run().plan().orElseThrow();
        return PlanMessage.of(view.command(), plan, view.fileNotes(), review, asked(view));
    }

    /** All that belongs to a plan and has no room in its message: the whole of a long one, the script, and the files. */
    private static List<MessageContent> planned(RunView view, ProcedureStep step) {
        List<MessageContent> all = new ArrayList<>(rest(plan(view, new PlanReview.Shown())));
        view.run().plan().flatMap(SlackMessageRenderer::script).ifPresent(all::add);
        if (!view.run().hasEnded() || isAnswer(view.run())) {
            all.addAll(patch(view, step));
        }
        return all;
    }

    /** The changes in a database that exists, as one script. */
    private static Optional<MessageContent> script(Plan plan) {
        return plan.database()
                .filter(DatabasePart::exists)
                .flatMap(DatabasePart::plan)
                .map(DatabasePlan::script)
                .filter(script -> !script.isBlank())
                .map(script -> new MessageContent(
                        "Changes in the database of " + plan.cluster() + " as a script for psql",
                        Optional.empty(),
                        Optional.of(new MessageContent.File("plan-" + plan.cluster() + ".sql", script))));
    }

    /** The record of what was reviewed, for when the run's message has something else to show. */
    private static MessageContent reviewed(RunView view) {
        List<String> deniedBy = view.approvals().stream()
                .filter(approval -> !approval.approved())
                .map(approval -> view.name(approval.approver()))
                .toList();
        String how = !deniedBy.isEmpty()
                ? "Denied by " + String.join(", ", deniedBy)
                : view.run().hasEnded()
                        ? "Not approved in time"
                        : "Approved by " + String.join(", ", view.approvedBy());
        return MessageContents.of(plan(view, new PlanReview.Closed(how))).get(0);
    }

    /** Those whose approval is still needed, each once. */
    private static List<Approver> stillAsked(RunView view) {
        return view.requirements().stream()
                .filter(each -> !each.isMet())
                .flatMap(each -> approvers(view, each.required()).stream())
                .distinct()
                .toList();
    }

    private static PlanReview.Approvals approvals(RunView view, ApprovalProgress progress) {
        return new PlanReview.Approvals(
                progress.required().needed(),
                progress.given().stream()
                        .map(approval -> view.name(approval.approver()))
                        .toList(),
                approvers(view, progress.required()));
    }

    private static List<Approver> approvers(RunView view, RequiredApprovals required) {
        return required.from().stream()
                .filter(id -> !id.equals(view.run().asked().requester()))
                .sorted()
                .map(id -> new Approver(id, Optional.of(view.name(id)).filter(name -> !name.equals(id))))
                .toList();
    }

    private static Reply waiting(RunView view) {
        StoredRun run = view.run();
        Reviewed reviewed = new Reviewed(run.id(), run.approvalId().orElseThrow());
        PlanReview review = !run.asked().needsOthers()
                ? new PlanReview.AwaitsRequester(reviewed, view.approvedBefore())
                : new PlanReview.AwaitsApprovals(
                        reviewed,
                        view.approvedBefore(),
                        view.requirements().stream()
                                .map(each -> approvals(view, each))
                                .toList(),
                        run.approvalUntil().orElseThrow());
        return plan(view, review);
    }

    /** The files of the step's result: those that would be written, once planned, and those that were. */
    private static List<MessageContent> patch(RunView view, ProcedureStep step) {
        JsonNode result = result(view, step, JsonNode.class);
        List<String> paths = new ArrayList<>();
        result.path("files").forEach(path -> paths.add(path.asText()));
        if (paths.isEmpty()) {
            return List.of();
        }
        String cluster =
                view.run().environment().app() + "-" + view.run().environment().environment();
        String patch = result.path("patch").asText();
        return MessageContents.of(
                step == ProcedureStep.CONFIGURE
                        ? Notice.patch(cluster, paths, patch)
                        : Notice.filesToReview(cluster, paths, patch));
    }

    private static List<MessageContent> rest(Reply reply) {
        return MessageContents.of(reply).stream().skip(1).toList();
    }

    private static Asked asked(RunView view) {
        Asked asked = view.asked();
        // Those who approve while it waits are named where it says so.
        return view.run().state() == RunState.WAITING ? new Asked(asked.by(), asked.at()) : asked;
    }

    private static <T> T result(RunView view, ProcedureStep step, Class<T> type) {
        return StoredJson.read(String.valueOf(view.results().get(step)), type);
    }
}
