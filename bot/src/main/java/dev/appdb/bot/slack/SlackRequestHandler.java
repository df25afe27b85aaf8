package dev.appdb.bot.slack;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.slack.api.model.view.View;
import com.slack.api.util.json.GsonFactory;
import dev.appdb.bot.command.BotCommand;
import dev.appdb.bot.command.CommandName;
import dev.appdb.bot.command.CommandText;
import dev.appdb.bot.command.Flag;
import dev.appdb.bot.command.Parsed;
import dev.appdb.bot.job.Inbox;
import dev.appdb.bot.job.SlackResult;
import dev.appdb.bot.job.UserGroups;
import dev.appdb.bot.message.ButtonAction;
import dev.appdb.bot.modal.CommandModal;
import dev.appdb.bot.modal.Submission;
import dev.appdb.bot.policy.Policy;
import dev.appdb.bot.store.Delivery;
import dev.appdb.bot.store.ResponseUrl;
import dev.appdb.bot.store.Store;
import dev.appdb.setting.SetupFacts;
import java.time.Duration;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;

/**
 * Reads what Slack delivered, and keeps what is to be done for a job. Only modals are dealt with at once: they can be
 * opened for 3 s, and what is wrong in one is told with the acknowledgement.
 *
 * <p>A modal is in no channel, so it carries that of the message whose button opened it: the policy judges by it, and the
 * answers go there.
 */
public final class SlackRequestHandler implements RequestHandler {
    private static final ObjectMapper JSON = new ObjectMapper();
    /** With what {@link KnownDatabases} takes it is well below the 3 s that Slack waits. */
    private static final Duration FOR_A_FORM = Duration.ofMillis(1_500);
    /**
     * The number of forms opened at once; as many as a receiver has threads, so that hanging ones do not keep others
     * from trying.
     */
    private static final int FORMS_AT_ONCE = 16;

    private final Inbox inbox;
    private final SlackWeb web;
    private final KnownDatabases databases;
    private final TimeLimiter limiter = new TimeLimiter(FORMS_AT_ONCE, FOR_A_FORM);

    public SlackRequestHandler(Inbox inbox, SlackWeb web, Store store, Policy policy, UserGroups groups) {
        this.inbox = inbox;
        this.web = web;
        this.databases = new KnownDatabases(store, policy, groups);
    }

    @Override
    public Receipt accept(SlackRequest incoming) {
        JsonNode payload = tree(incoming.payload());
        return switch (incoming.kind()) {
            case COMMAND -> command(incoming, payload);
            case ACTION -> payload.has("view") ? changed(payload) : clicked(incoming, payload);
            case SUBMISSION -> submitted(incoming, payload);
            case CLOSED, SUGGESTION, EVENT, UNKNOWN -> Receipt.NEW;
        };
    }

    private Receipt command(SlackRequest incoming, JsonNode payload) {
        String text = payload.path("text").asText();
        Map<String, String> fields = new HashMap<>();
        fields.put(Delivery.TEXT, text);
        fields.put(Delivery.NAME, payload.path("user_name").asText());
        Delivery command = new Delivery(
                incoming.id(),
                Delivery.Kind.COMMAND,
                payload.path("user_id").asText(),
                payload.path("channel_id").asText(),
                fields,
                responseUrl(payload),
                incoming.received());
        return isForForm(text) ? opened(payload, command) : keep(command);
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

    private Receipt clicked(SlackRequest incoming, JsonNode payload) {
        JsonNode action = payload.path("actions").path(0);
        Optional<ButtonAction> button = ButtonAction.of(
                action.path("action_id").asText(), action.path("value").asText());
        if (button.isEmpty()) {
            return Receipt.NEW;
        }
        Delivery click = click(incoming, payload, action, button.get());
        return button.get().kind() == ButtonAction.Kind.FORM ? opened(payload, click) : keep(click);
    }

    private static Delivery click(SlackRequest incoming, JsonNode payload, JsonNode action, ButtonAction button) {
        Map<String, String> fields = new HashMap<>();
        fields.put(Delivery.TEXT, button.text());
        fields.put(Delivery.NAME, name(payload));
        fields.put(Delivery.ACTION, action.path("action_id").asText());
        fields.put(
                Delivery.MESSAGE, payload.path("container").path("message_ts").asText());
        return new Delivery(
                incoming.id(),
                Delivery.Kind.CLICK,
                user(payload),
                payload.path("channel").path("id").asText(),
                fields,
                responseUrl(payload),
                incoming.received());
    }

    /**
     * Opens the form of what was typed or clicked, once. Where that can't be, or Slack does not say in time that it is
     * open, the command's answer says how to type it; it begins nothing, since the form may be open all the same.
     */
    private Receipt opened(JsonNode payload, Delivery asked) {
        if (inbox.knows(asked.id())) {
            return Receipt.DUPLICATE;
        }
        Optional<View> view = command(CommandText.parse(asked.field(Delivery.TEXT)))
                .map(command -> CommandModal.of(
                                command, databases.offeredTo(asked.user(), asked.channel(), command.name()))
                        .view());
        String trigger = payload.path("trigger_id").asText();
        Optional<SlackResult> opened = view.map(form -> new Origin(asked.channel(), asked.id()).json(form))
                .flatMap(form -> limiter.call(() -> web.openView(trigger, form)));
        if (opened.isPresent() && opened.get() instanceof SlackResult.Done) {
            inbox.done(asked);
            return Receipt.NEW;
        }
        return keep(asked.with(Delivery.FORM, "not opened"));
    }

    /** An answer on which others depend was changed in a modal. */
    private Receipt changed(JsonNode payload) {
        ModalIn seen = ModalIn.of(payload);
        // If it was closed or changed again in the meantime, there is nothing to show.
        modal(payload, seen)
                .map(modal -> seen.origin().json(modal.updated(seen.view())))
                .ifPresent(view -> limiter.call(() -> web.updateView(
                        seen.view().getId(), Optional.ofNullable(seen.view().getHash()), view)));
        return Receipt.NEW;
    }

    private Receipt submitted(SlackRequest incoming, JsonNode payload) {
        ModalIn seen = ModalIn.of(payload);
        Optional<CommandModal> modal = modal(payload, seen);
        if (modal.isEmpty()) {
            return Receipt.NEW;
        }
        Submission submission = modal.get().submitted(seen.view());
        if (submission instanceof Submission.Wrong wrong) {
            return Receipt.replying(JSON.createObjectNode()
                    .put("response_action", "errors")
                    .set("errors", JSON.valueToTree(wrong.errors()))
                    .toString());
        }
        if (submission instanceof Submission.MoreQuestions more) {
            return Receipt.replying(JSON.createObjectNode()
                    .put("response_action", "update")
                    .set("view", tree(seen.origin().json(more.view())))
                    .toString());
        }
        return keep(new Delivery(
                // However often it is submitted, a modal is done once: it closes when it is complete.
                "view_id:" + seen.view().getId(),
                Delivery.Kind.SUBMISSION,
                user(payload),
                seen.origin().channel(),
                fields(modal.get(), (Submission.Complete) submission, payload),
                inbox.responseUrl(seen.origin().click()),
                incoming.received()));
    }

    private static Map<String, String> fields(CommandModal modal, Submission.Complete complete, JsonNode payload) {
        Map<String, String> fields = new HashMap<>();
        Parsed completed = modal.completed(complete.answers());
        BotCommand command =
                completed instanceof Parsed.Incomplete incomplete ? incomplete.soFar() : (BotCommand) completed;
        fields.put(Delivery.TEXT, command.text());
        fields.put(Delivery.NAME, name(payload));
        if (command.name() == CommandName.SETUP) {
            complete.answers().values().forEach((question, value) -> fields.put(Delivery.ANSWER + question, value));
        }
        return fields;
    }

    private Receipt keep(Delivery delivery) {
        return inbox.accept(delivery) ? Receipt.NEW : Receipt.DUPLICATE;
    }

    private Optional<CommandModal> modal(JsonNode payload, ModalIn seen) {
        // Which command it is of is known before what may be offered for it.
        CommandName command =
                CommandText.parse(seen.view().getPrivateMetadata()) instanceof Parsed.Incomplete incomplete
                        ? incomplete.soFar().name()
                        : CommandName.SETUP;
        return CommandModal.of(seen.view(), facts(payload, seen.origin().channel(), command));
    }

    private SetupFacts facts(JsonNode payload, String channel, CommandName command) {
        return databases.offeredTo(user(payload), channel, command);
    }

    private static String user(JsonNode payload) {
        return payload.path("user").path("id").asText();
    }

    private static String name(JsonNode payload) {
        return payload.path("user").path("username").asText();
    }

    private static Optional<ResponseUrl> responseUrl(JsonNode payload) {
        String url = payload.path("response_url").asText();
        return url.isEmpty() ? Optional.empty() : Optional.of(new ResponseUrl(url));
    }

    private static JsonNode tree(String json) {
        try {
            return JSON.readTree(json);
        } catch (JsonProcessingException e) {
            throw new IllegalArgumentException("a delivery is JSON");
        }
    }

    /**
     * The origin of a modal.
     *
     * @param channel of the message whose button opened it
     * @param click the delivery that opened it, whose response URL the answers need where the bot is no member
     */
    private record Origin(String channel, String click) {

        /** The view as Slack takes it, with this before the command in what it hands back. */
        String json(View view) {
            view.setPrivateMetadata(channel + " " + click + " " + view.getPrivateMetadata());
            return GsonFactory.createSnakeCase().toJson(view);
        }
    }

    /** A modal as Slack hands it back. */
    private record ModalIn(View view, Origin origin) {

        static ModalIn of(JsonNode payload) {
            View view =
                    GsonFactory.createSnakeCase().fromJson(payload.path("view").toString(), View.class);
            String[] parts =
                    payload.path("view").path("private_metadata").asText().split(" ", 3);
            view.setPrivateMetadata(parts[parts.length - 1]);
            return new ModalIn(view, parts.length < 3 ? new Origin("", "") : new Origin(parts[0], parts[1]));
        }
    }
}
