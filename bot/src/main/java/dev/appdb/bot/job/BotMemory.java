package dev.appdb.bot.job;

import dev.appdb.bot.command.Argument;
import dev.appdb.bot.command.BotCommand;
import dev.appdb.bot.command.CommandName;
import dev.appdb.bot.command.Until;
import dev.appdb.bot.message.HelpMessage;
import dev.appdb.bot.message.HistoryMessage;
import dev.appdb.bot.message.HistoryMessage.HistoryLine;
import dev.appdb.bot.message.HistoryMessage.RunLine;
import dev.appdb.bot.message.Notice;
import dev.appdb.bot.message.Reply;
import dev.appdb.bot.message.RulesMessage;
import dev.appdb.bot.store.AuditEntry;
import dev.appdb.bot.store.AuditLog;
import dev.appdb.bot.store.EnvironmentConfiguration;
import dev.appdb.bot.store.EnvironmentKey;
import dev.appdb.bot.store.Freezes;
import dev.appdb.bot.store.Freezes.Freeze;
import dev.appdb.bot.store.StoredRun;
import dev.appdb.bot.store.Transaction;
import dev.appdb.roles.Rules;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** The commands that need no engine: they tell or change what the bot itself remembers. */
final class BotMemory {
    private static final int RUNS = 25;
    private static final int LINES = 40;
    private static final int LOOKED_THROUGH = 1000;

    void perform(CommandContext asking, BotCommand command) {
        switch (command.name()) {
            case HELP -> asking.replies().toUser(HelpMessage.of(command));
            case ROLES_CHECKS -> asking.replies().toUser(RulesMessage.of(Rules.all(), asking.asked()));
            case RUNS -> runs(asking, command);
            case HISTORY ->
                asking.replies()
                        .toUser(HistoryMessage.history(
                                scope(command), history(asking.transaction(), command), asking.asked()));
            case FILES -> files(asking, command);
            case MUTE -> mute(asking, command);
            case FREEZE -> freeze(asking, command);
            case UNFREEZE -> unfreeze(asking, command);
            default -> throw new IllegalStateException(command.name() + " needs an engine");
        }
    }

    private static void runs(CommandContext asking, BotCommand command) {
        Transaction transaction = asking.transaction();
        if (command.subject().isPresent()) {
            String id = command.subject().get();
            asking.replies()
                    .toUser(RunView.of(transaction, id)
                            .map(BotMemory::shown)
                            .orElseGet(() -> HistoryMessage.noRun(id, asking.asked())));
            return;
        }
        List<RunLine> lines = transaction.runs().newest(Optional.empty(), LOOKED_THROUGH / 10).stream()
                .filter(run -> concerns(command, run.environment()))
                .limit(RUNS)
                .map(run -> new RunLine(
                        run.id(),
                        run.asked().command(),
                        run.environment().app(),
                        run.environment().environment(),
                        run.result()))
                .toList();
        asking.replies().toUser(HistoryMessage.runs(lines, asking.asked()));
    }

    /** A run whose engine did nothing has no record: it was refused before, or has yet to begin. */
    private static Reply shown(RunView view) {
        StoredRun run = view.run();
        return view.record()
                .map(record -> HistoryMessage.run(record, view.state(), view.asked()))
                .orElseGet(() ->
                        HistoryMessage.notBegun(run.id(), view.command(), run.result(), run.failure(), view.asked()));
    }

    private static List<HistoryLine> history(Transaction transaction, BotCommand command) {
        return transaction.audit().named(LOOKED_THROUGH).stream()
                .filter(named -> command.app().isEmpty()
                        || named.entry()
                                .environment()
                                .filter(environment -> concerns(command, environment))
                                .isPresent())
                .limit(LINES)
                .map(BotMemory::line)
                .toList();
    }

    private static HistoryLine line(AuditLog.Named named) {
        AuditEntry entry = named.entry();
        return new HistoryLine(entry.at(), named.name().orElse(entry.user()), shown(entry), outcome(entry));
    }

    private static String shown(AuditEntry entry) {
        if (entry.user().equals(AuditEntry.BOT)) {
            // What the bot itself did names no environment, as a command does.
            return entry.action()
                    + entry.environment()
                            .map(environment -> " (" + environment + ")")
                            .orElse("");
        }
        return entry.command().isEmpty() ? entry.action() : entry.command();
    }

    private static String outcome(AuditEntry entry) {
        return (entry.accepted() ? "" : "refused: ") + entry.reason();
    }

    /** The files as the last run left them: a patch that was posted then may be lost, or no longer apply. */
    private static void files(CommandContext asking, BotCommand command) {
        EnvironmentKey environment = new EnvironmentKey(
                command.app().orElseThrow(), command.environment().orElseThrow());
        Map<String, String> files = asking.transaction()
                .configurations()
                .find(environment)
                .<Map<String, String>>map(EnvironmentConfiguration::files)
                .orElse(Map.of());
        if (files.isEmpty()) {
            asking.replies().toUser(Notice.noFiles(environment.app() + "-" + environment.environment()));
        } else {
            asking.replies().toChannel(Notice.projectFiles(environment.app().value(), files, asking.asked()));
        }
    }

    private static void mute(CommandContext asking, BotCommand command) {
        EnvironmentKey environment = new EnvironmentKey(
                command.app().orElseThrow(), command.environment().orElseThrow());
        Instant now = asking.transaction().now();
        if (isPast(command, now)) {
            asking.replies().toUser(Notice.past(command));
            return;
        }
        Optional<Instant> until = command.until().map(end -> end.at(now)).filter(end -> end.isAfter(now));
        until.ifPresentOrElse(
                end -> asking.transaction()
                        .mutes()
                        .put(environment, asking.delivery().user(), end),
                () -> asking.transaction().mutes().end(environment));
        asking.replies().toChannel(Notice.muted(command, until, asking.asked()));
    }

    /** A date mistyped is no word to end it now. */
    private static boolean isPast(BotCommand command, Instant now) {
        return command.until()
                .filter(end -> end.isPast(now) && !(command.name() == CommandName.MUTE && end.equals(Until.NOW)))
                .isPresent();
    }

    private static void freeze(CommandContext asking, BotCommand command) {
        Instant now = asking.transaction().now();
        if (isPast(command, now)) {
            asking.replies().toUser(Notice.past(command));
            return;
        }
        Optional<Instant> until = command.until().map(end -> end.at(now));
        asking.transaction()
                .freezes()
                .put(
                        app(command),
                        environment(command),
                        asking.delivery().user(),
                        command.reason().orElse("no reason given"),
                        until);
        asking.replies().toChannel(Notice.frozen(command, until, asking.asked()));
    }

    private static void unfreeze(CommandContext asking, BotCommand command) {
        Freezes freezes = asking.transaction().freezes();
        boolean wasFrozen = freezes.end(app(command), environment(command));
        List<BotCommand> left = freezes.all().stream()
                .filter(freeze ->
                        overlap(freeze.app(), app(command)) && overlap(freeze.environment(), environment(command)))
                .map(BotMemory::unfreezing)
                .toList();
        asking.replies().toChannel(Notice.unfrozen(command, wasFrozen, left, asking.asked()));
    }

    /** True if two scopes have something in common; an empty one is all. */
    private static boolean overlap(Optional<String> one, Optional<String> other) {
        return one.isEmpty() || other.isEmpty() || one.equals(other);
    }

    private static BotCommand unfreezing(Freeze freeze) {
        BotCommand command = BotCommand.of(CommandName.UNFREEZE);
        if (freeze.app().isPresent()) {
            command = command.with(Argument.APP, freeze.app().get());
        }
        return freeze.environment().isPresent()
                ? command.with(Argument.ENVIRONMENT, freeze.environment().get())
                : command;
    }

    private static boolean concerns(BotCommand command, EnvironmentKey environment) {
        return command.app().map(environment.app()::equals).orElse(true)
                && command.environment().map(environment.environment()::equals).orElse(true);
    }

    private static Optional<String> scope(BotCommand command) {
        return command.app()
                .map(app -> app
                        + command.environment()
                                .map(environment -> "-" + environment)
                                .orElse(""));
    }

    private static Optional<String> app(BotCommand command) {
        return command.app().map(app -> app.value());
    }

    private static Optional<String> environment(BotCommand command) {
        return command.environment().map(environment -> environment.value());
    }
}
