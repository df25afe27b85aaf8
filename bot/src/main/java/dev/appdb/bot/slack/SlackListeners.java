package dev.appdb.bot.slack;

import com.slack.api.app_backend.events.payload.EventsApiPayload;
import com.slack.api.app_backend.interactive_components.payload.BlockActionPayload;
import com.slack.api.app_backend.interactive_components.payload.GlobalShortcutPayload;
import com.slack.api.app_backend.interactive_components.payload.MessageShortcutPayload;
import com.slack.api.app_backend.slash_commands.payload.SlashCommandPayload;
import com.slack.api.app_backend.views.payload.ViewSubmissionPayload;
import com.slack.api.bolt.context.Context;
import com.slack.api.bolt.context.builtin.ActionContext;
import com.slack.api.bolt.context.builtin.EventContext;
import com.slack.api.bolt.context.builtin.GlobalShortcutContext;
import com.slack.api.bolt.context.builtin.MessageShortcutContext;
import com.slack.api.bolt.context.builtin.SlashCommandContext;
import com.slack.api.bolt.context.builtin.ViewSubmissionContext;
import com.slack.api.bolt.request.builtin.BlockActionRequest;
import com.slack.api.bolt.request.builtin.GlobalShortcutRequest;
import com.slack.api.bolt.request.builtin.MessageShortcutRequest;
import com.slack.api.bolt.request.builtin.SlashCommandRequest;
import com.slack.api.bolt.request.builtin.ViewSubmissionRequest;
import com.slack.api.bolt.response.Response;
import com.slack.api.model.event.AppHomeOpenedEvent;
import com.slack.api.model.event.FunctionExecutedEvent;
import dev.appdb.bot.command.BotCommand;
import dev.appdb.bot.command.CommandName;
import dev.appdb.bot.command.CommandText;
import dev.appdb.bot.command.Flag;
import dev.appdb.bot.command.Parsed;
import dev.appdb.bot.job.EnvironmentEngines;
import dev.appdb.bot.job.Inbox;
import dev.appdb.bot.job.SlackResult;
import dev.appdb.bot.job.UserGroups;
import dev.appdb.bot.modal.CommandModal;
import dev.appdb.bot.modal.Submission;
import dev.appdb.bot.policy.Policy;
import dev.appdb.bot.store.Delivery;
import dev.appdb.bot.store.ResponseUrl;
import dev.appdb.bot.store.Store;
import java.time.Clock;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * The listeners. Each stores what is to be done, as a delivery and a job for it in one transaction, and then
 * acknowledges; it throws where that fails. Only modals are dealt with at once: they can be opened for 3 s, and what is
 * wrong in one goes with the acknowledgement.
 */
public final class SlackListeners {
    private static final String CHECK = CommandName.ROLES_CHECK.words();

    private final Inbox inbox;
    private final Modals modals;
    private final FormFacts facts;
    private final FormDialog dialog;
    private final Clock clock;

    SlackListeners(Inbox inbox, Modals modals, FormFacts facts, Clock clock) {
        this.inbox = inbox;
        this.modals = modals;
        this.facts = facts;
        this.dialog = new FormDialog(modals, facts);
        this.clock = clock;
    }

    /**
     * The listeners of a bot whose forms offer what its database knows.
     *
     * @param engines know what the project declares now, and look at the places that forms name
     */
    public static SlackListeners of(
            Inbox inbox,
            SlackMetrics metrics,
            Store store,
            Policy policy,
            UserGroups groups,
            EnvironmentEngines engines) {
        return new SlackListeners(
                inbox, new Modals(metrics), new KnownDatabases(store, policy, groups, engines), store.clock());
    }

    Response command(SlashCommandRequest request, SlashCommandContext context) {
        SlashCommandPayload payload = request.getPayload();
        Map<String, String> fields = fields(context, text(payload.getText()), text(payload.getUserName()));
        Delivery command = new Delivery(
                DeliveryId.of(request, payload.getTriggerId()),
                Delivery.Kind.COMMAND,
                text(payload.getUserId()),
                text(payload.getChannelId()),
                fields,
                responseUrl(payload.getResponseUrl()),
                clock.instant());
        return isForForm(command.field(Delivery.TEXT))
                ? open(context, payload.getTriggerId(), command)
                : store(context, command);
    }

    /** A set-up is asked for by its form, filled with what was typed, unless that says even where the database lives. */
    private static boolean isForForm(String text) {
        return command(CommandText.parse(text))
                .filter(command -> command.name() == CommandName.SETUP && !command.has(Flag.TARGET))
                .isPresent();
    }

    private static Optional<BotCommand> command(Parsed parsed) {
        if (parsed instanceof Parsed.Incomplete incomplete) {
            return Optional.of(incomplete.soFar());
        }
        return parsed instanceof BotCommand whole ? Optional.of(whole) : Optional.empty();
    }

    /** A button that stands for a whole command. */
    Response pressed(BlockActionRequest request, ActionContext context) {
        return store(context, click(request, context));
    }

    /** A button that opens the form for the rest of a command. */
    Response formRequested(BlockActionRequest request, ActionContext context) {
        return open(context, request.getPayload().getTriggerId(), click(request, context));
    }

    private Delivery click(BlockActionRequest request, ActionContext context) {
        BlockActionPayload payload = request.getPayload();
        BlockActionPayload.Action action = payload.getActions().get(0);
        Map<String, String> fields =
                fields(context, text(action.getValue()), text(payload.getUser().getUsername()));
        fields.put(Delivery.ACTION, text(action.getActionId()));
        fields.put(
                Delivery.MESSAGE,
                payload.getContainer() == null
                        ? ""
                        : text(payload.getContainer().getMessageTs()));
        return new Delivery(
                DeliveryId.of(request, payload.getTriggerId()),
                Delivery.Kind.CLICK,
                text(payload.getUser().getId()),
                text(
                        payload.getChannel() == null
                                ? payload.getUser().getId()
                                : payload.getChannel().getId()),
                fields,
                responseUrl(payload.getResponseUrl()),
                clock.instant());
    }

    /**
     * Opens the form of what was typed or clicked, once. Where that can't be, or Slack does not say in time that it is
     * open, the command's answer says how to type it; it begins nothing, since the form may be open all the same. No one
     * of another organization sees a form, which offers databases.
     */
    private Response open(Context context, @Nullable String trigger, Delivery asked) {
        if (RequestAttributes.externalTeam(context).isPresent()) {
            return store(context, asked);
        }
        if (inbox.knows(asked.id())) {
            RequestAttributes.duplicate(context);
            return context.ack();
        }
        boolean isOpen = command(CommandText.parse(asked.field(Delivery.TEXT)))
                .map(command -> CommandModal.of(command, facts.offeredTo(asked.user(), asked.channel(), command.name()))
                        .view())
                .map(view -> new ModalOrigin(asked.channel(), asked.id()).on(view))
                .flatMap(view -> modals.open(context, trigger, view))
                .filter(SlackResult.Done.class::isInstance)
                .isPresent();
        if (isOpen) {
            inbox.done(asked);
            return context.ack();
        }
        return store(context, asked.with(Delivery.FORM, "not opened"));
    }

    /** A shortcut of the shortcuts menu, which is in no channel: the answer is a direct message. */
    Response checkRequested(GlobalShortcutRequest request, GlobalShortcutContext context) {
        GlobalShortcutPayload payload = request.getPayload();
        String user = text(payload.getUser().getId());
        Delivery asked = new Delivery(
                DeliveryId.of(request, payload.getTriggerId()),
                Delivery.Kind.COMMAND,
                user,
                user,
                fields(context, CHECK, text(payload.getUser().getUsername())),
                Optional.empty(),
                clock.instant());
        return open(context, payload.getTriggerId(), asked);
    }

    /** A shortcut of a message's menu: the answer goes to the message's channel. */
    Response checkRequested(MessageShortcutRequest request, MessageShortcutContext context) {
        MessageShortcutPayload payload = request.getPayload();
        Delivery asked = new Delivery(
                DeliveryId.of(request, payload.getTriggerId()),
                Delivery.Kind.COMMAND,
                text(payload.getUser().getId()),
                text(payload.getChannel().getId()),
                fields(context, CHECK, text(payload.getUser().getName())),
                responseUrl(payload.getResponseUrl()),
                clock.instant());
        return open(context, payload.getTriggerId(), asked);
    }

    /** A step of a workflow, which no person asks for: it may do what everybody may. */
    Response stepBegun(EventsApiPayload<FunctionExecutedEvent> request, EventContext context) {
        FunctionExecutedEvent event = request.getEvent();
        String command = CHECK + " " + input(event, CallbackIds.APP) + " " + input(event, CallbackIds.ENVIRONMENT) + " "
                + Flag.PRIVATE.word();
        return store(
                context,
                new Delivery(
                        DeliveryId.ofStep(event.getFunctionExecutionId()),
                        Delivery.Kind.STEP,
                        Delivery.WORKFLOW,
                        Delivery.channelOfStep(event.getFunctionExecutionId()),
                        fields(context, command, "a workflow"),
                        Optional.empty(),
                        clock.instant()));
    }

    /** An input as one word, whatever it is: so that none is taken for a flag's. */
    private static String input(FunctionExecutedEvent event, String name) {
        FunctionExecutedEvent.InputValue value =
                event.getInputs() == null ? null : event.getInputs().get(name);
        return CommandText.quoted(value == null ? "" : text(value.getStringValue()));
    }

    /** An answer on which others depend was changed in a modal. */
    Response answerChanged(BlockActionRequest request, ActionContext context) {
        BlockActionPayload payload = request.getPayload();
        if (payload.getView() != null) {
            ModalOrigin.Seen seen = ModalOrigin.of(payload.getView());
            dialog.form(text(payload.getUser().getId()), seen).ifPresent(form -> dialog.show(context, form));
        }
        return context.ack();
    }

    Response submitted(ViewSubmissionRequest request, ViewSubmissionContext context) {
        ViewSubmissionPayload payload = request.getPayload();
        ModalOrigin.Seen seen = ModalOrigin.of(payload.getView());
        Optional<FormDialog.Form> form = dialog.form(text(payload.getUser().getId()), seen);
        if (form.isEmpty()) {
            return context.ack();
        }
        CommandModal modal = form.get().modal();
        if (!(modal.submitted(seen.view()) instanceof Submission.Wrong)) {
            Map<String, String> refused = dialog.refused(context, form.get());
            if (!refused.isEmpty()) {
                return context.ackWithErrors(refused);
            }
        }
        // Judged by what was found at the place, too.
        Submission submission = modal.submitted(seen.view());
        if (submission instanceof Submission.Wrong wrong) {
            return context.ackWithErrors(wrong.errors());
        }
        if (submission instanceof Submission.MoreQuestions more) {
            return context.ackWithUpdate(seen.origin().on(more.view()));
        }
        return store(context, submission(payload, seen, modal, (Submission.Complete) submission, context));
    }

    /** Somebody opened the app in Slack: its home tab is made anew. */
    Response homeOpened(EventsApiPayload<AppHomeOpenedEvent> request, EventContext context) {
        boolean isForThem = "home".equals(request.getEvent().getTab())
                && RequestAttributes.externalTeam(context).isEmpty();
        return isForThem
                ? store(
                        context,
                        new Delivery(
                                DeliveryId.ofEvent(request.getEventId()),
                                Delivery.Kind.HOME,
                                text(request.getEvent().getUser()),
                                "",
                                Map.of(),
                                Optional.empty(),
                                clock.instant()))
                : context.ack();
    }

    private Delivery submission(
            ViewSubmissionPayload payload,
            ModalOrigin.Seen seen,
            CommandModal modal,
            Submission.Complete complete,
            Context context) {
        Parsed completed = modal.completed(complete.answers());
        BotCommand command =
                completed instanceof Parsed.Incomplete incomplete ? incomplete.soFar() : (BotCommand) completed;
        Map<String, String> fields =
                fields(context, command.text(), text(payload.getUser().getUsername()));
        if (command.name() == CommandName.SETUP) {
            complete.answers().values().forEach((question, value) -> fields.put(Delivery.ANSWER + question, value));
        }
        return new Delivery(
                DeliveryId.ofModal(seen.view().getId()),
                Delivery.Kind.SUBMISSION,
                text(payload.getUser().getId()),
                seen.origin().channel(),
                fields,
                inbox.responseUrl(seen.origin().click()),
                clock.instant());
    }

    private Response store(Context context, Delivery delivery) {
        if (!inbox.accept(delivery)) {
            RequestAttributes.duplicate(context);
        }
        return context.ack();
    }

    private static Map<String, String> fields(Context context, String text, String name) {
        Map<String, String> fields = new HashMap<>();
        fields.put(Delivery.TEXT, text);
        fields.put(Delivery.NAME, name);
        RequestAttributes.externalTeam(context).ifPresent(team -> fields.put(Delivery.EXTERNAL_TEAM, team));
        return fields;
    }

    private static Optional<ResponseUrl> responseUrl(@Nullable String url) {
        return Optional.ofNullable(url).filter(each -> !each.isEmpty()).map(ResponseUrl::new);
    }

    private static String text(@Nullable String value) {
        return value == null ? "" : value;
    }
}
