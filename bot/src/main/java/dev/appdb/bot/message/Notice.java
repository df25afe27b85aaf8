package dev.appdb.bot.message;

import com.slack.api.model.block.LayoutBlock;
import dev.appdb.bot.command.BotCommand;
import dev.appdb.bot.command.CommandName;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;

/** Short messages: what the bot is at, what it may not do, and what has been switched. */
public final class Notice {
    private Notice() {}

    /** The immediate answer, before the work begins. */
    public static SlackMessage workingOn(BotCommand command) {
        return new MessageLayout("Working on " + command.slashText(), "").message();
    }

    /**
     * The policy said no.
     *
     * @param why as the policy says it
     * @param contact whom to ask
     */
    public static SlackMessage denied(BotCommand command, String why, String contact) {
        return new MessageLayout("Not allowed: " + command.slashText(), "")
                .paragraph(Span.plain(why + ". "), Span.bold("Ask: "), Span.plain(contact))
                .message();
    }

    /** The refusal of somebody who sees the bot in a shared channel. */
    public static SlackMessage external() {
        return new MessageLayout("Not allowed", "")
                .paragraph(Span.plain("Only members of the organization that installed this app can use it."))
                .message();
    }

    /**
     * The request for a review, which notifies those who can give it.
     *
     * @param isOwn true if the requester alone confirms
     * @param isReminder true if they were asked before
     */
    public static SlackMessage reviewRequested(
            BotCommand command, List<Approver> reviewers, boolean isOwn, Instant until, boolean isReminder) {
        List<Span> spans = new ArrayList<>();
        for (Approver reviewer : reviewers) {
            spans.add(reviewer.mention());
            spans.add(Span.plain(" "));
        }
        spans.add(Span.plain((isOwn ? "Apply or cancel" : "Approve or deny") + " the plan above. It expires "));
        spans.add(Span.date(until));
        spans.add(Span.plain("."));
        return new MessageLayout(
                        (isReminder ? "Still waiting for review: " : "Review needed: ") + command.slashText(), "")
                .paragraph(spans)
                .message();
    }

    /** A review that does not count, be it an approval or a denial. */
    public static SlackMessage mayNotApprove(String why) {
        return new MessageLayout("Your review does not count", "")
                .paragraph(Span.plain(why + "."))
                .message();
    }

    /**
     * The message with how to invite the bot below it, for the response URL of a channel that the bot is not in.
     *
     * @param botName as it is mentioned, without the at sign
     */
    public static SlackMessage inviting(SlackMessage message, String botName) {
        return with(
                message,
                "I am not in this channel, so I can't update this message or answer in its thread. To change"
                        + " that, type /invite @" + botName);
    }

    /**
     * The message with why it comes directly.
     *
     * @param botName as it is mentioned, without the at sign
     */
    public static SlackMessage insteadOfChannel(SlackMessage message, String botName) {
        return with(
                message,
                "You get this because the channel in the bot's configuration refuses it. Type /invite @" + botName
                        + " there, or name another channel.");
    }

    private static SlackMessage with(SlackMessage message, String hint) {
        List<LayoutBlock> blocks = new ArrayList<>(message.blocks());
        if (blocks.isEmpty()) {
            return new SlackMessage(message.text() + "\n" + hint, blocks);
        }
        blocks.add(MessageLayout.context(List.of(hint)));
        return new SlackMessage(message.text(), blocks);
    }

    /** A message's button makes one run: whoever presses it again later learns that, and how to do it once more. */
    public static SlackMessage usedButton(BotCommand command, String run) {
        return new MessageLayout("This button already started run " + run, "used-button")
                .paragraph(
                        Span.plain("A button starts one run only. To start another, type: "),
                        Span.code(command.slashText()))
                .message();
    }

    /** @param freeze the command, whose app and environment say what is frozen */
    public static SlackMessage frozen(BotCommand freeze, Optional<Instant> until, Asked asked) {
        BotCommand plain = BotCommand.of(CommandName.UNFREEZE);
        BotCommand unfreeze = new BotCommand(
                plain.name(), freeze.app(), freeze.environment(), plain.switches(), plain.flags(), plain.subject());
        return new MessageLayout("Frozen: " + scope(freeze), "")
                .paragraph(
                        Span.bold("No changes until "),
                        until.map(Span::date).orElseGet(() -> Span.plain("someone ends the freeze")),
                        Span.plain(": " + freeze.reason().orElse("no reason given")))
                .foot(asked.spans())
                .buttons(List.of(Button.of("Unfreeze", unfreeze)))
                .message();
    }

    /**
     * The result of ending a freeze, with the freezes that still cover the same environments.
     *
     * @param wasFrozen whether exactly this was frozen
     * @param left the commands that would end the freezes that still hold it, or a part of it
     */
    public static SlackMessage unfrozen(BotCommand unfreeze, boolean wasFrozen, List<BotCommand> left, Asked asked) {
        String scopes = left.stream().map(Notice::scope).collect(Collectors.joining(", "));
        return new MessageLayout(
                        (wasFrozen ? "No longer frozen: " : "Was not frozen: ")
                                + scope(unfreeze)
                                + (left.isEmpty() ? "" : "; still frozen: " + scopes),
                        "")
                .foot(asked.spans())
                .buttons(left.stream()
                        .map(command -> Button.of("Unfreeze " + scope(command), command))
                        .toList())
                .message();
    }

    /** An end that is over is a slip: nothing was done. */
    public static SlackMessage past(BotCommand command) {
        return new MessageLayout("Problem with " + command.slashText(), "past")
                .paragraph(
                        Span.code("--until " + command.until().orElseThrow()),
                        Span.plain(" is in the past, so nothing was changed. Use a time in the future, such as 2h."))
                .message();
    }

    private static String scope(BotCommand command) {
        String environment = command.environment().map(name -> "-" + name).orElse("");
        return command.app().map(name -> name + environment).orElse("everything");
    }

    /** The glass was broken: everybody is to see who and why. */
    public static SlackMessage brokeGlass(BotCommand command, String reason, Asked asked) {
        return new MessageLayout("Break-glass: " + command.name().words() + " of " + scope(command), "")
                .paragraph(Span.bold(asked.by()), Span.plain(" bypasses freezes and approvals: "), Span.plain(reason))
                .foot(asked.spans())
                .message();
    }

    /** @param until empty when the mute has ended */
    public static SlackMessage muted(BotCommand mute, Optional<Instant> until, Asked asked) {
        String cluster = mute.app().orElseThrow() + "-" + mute.environment().orElseThrow();
        String state = until.map(end -> "muted until " + Asked.time(end)).orElse("no longer muted");
        MessageLayout layout = new MessageLayout("Scheduled checks of " + cluster + " are " + state, "");
        until.ifPresent(
                end -> layout.paragraph(Span.plain("In your time zone, until "), Span.date(end), Span.plain(".")));
        return layout.foot(asked.spans()).message();
    }

    /**
     * Changed project files, as a patch to commit: nobody commits what lies on a bot's disk.
     *
     * @param paths the files that changed
     * @param patch whose paths have no prefix: for {@code git apply -p0}
     */
    public static Reply patch(String cluster, List<String> paths, String patch) {
        SlackMessage message = files("Changed files of " + cluster + " to commit", paths)
                .paragraph(
                        Span.plain("Save the patch in your checkout and run "),
                        Span.code("git apply -p0 " + name(cluster)))
                .message();
        return new Reply(
                message, List.of(), Optional.of(new TextFile(name(cluster), "Changed files of " + cluster, patch)));
    }

    /**
     * The project files of an application, each as a whole.
     *
     * @param files their contents by path
     */
    public static FilesMessage projectFiles(String app, Map<String, String> files, Asked asked) {
        SlackMessage message = files("Project files of " + app, List.copyOf(files.keySet()))
                .paragraph(Span.plain("Save each file in the thread at its path in your checkout, review the diff, and"
                        + " commit it."))
                .foot(asked.spans())
                .message();
        List<TextFile> whole = files.entrySet().stream()
                .map(file -> new TextFile(
                        file.getKey().substring(file.getKey().lastIndexOf('/') + 1), file.getKey(), file.getValue()))
                .toList();
        return new FilesMessage(message, whole);
    }

    /** The answer where there is no file to commit. */
    public static SlackMessage noFiles(String cluster) {
        return new MessageLayout("No project files of " + cluster, "")
                .paragraph(Span.plain("Nothing has been set up or applied from Slack there."))
                .message();
    }

    /** The project files that will change, to be reviewed with the plan; nothing has been written yet. */
    public static Reply filesToReview(String cluster, List<String> paths, String patch) {
        String title = "Files of " + cluster + " that will change";
        return new Reply(
                files(title + " with the plan", paths).message(),
                List.of(),
                Optional.of(new TextFile("appdb-" + cluster + ".diff", title, patch)));
    }

    private static MessageLayout files(String headline, List<String> paths) {
        return new MessageLayout(headline, "")
                .details(paths.stream().map(path -> Detail.of(Span.code(path))).toList(), "");
    }

    private static String name(String cluster) {
        return "appdb-" + cluster + ".patch";
    }
}
