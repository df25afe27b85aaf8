package dev.appdb.bot.job;

import dev.appdb.bot.command.BotCommand;
import dev.appdb.bot.command.CommandName;
import dev.appdb.bot.message.Asked;
import dev.appdb.bot.policy.Ask;
import dev.appdb.bot.policy.Decision;
import dev.appdb.bot.store.AuditEntry;
import dev.appdb.bot.store.Delivery;
import dev.appdb.bot.store.EnvironmentKey;
import dev.appdb.bot.store.Transaction;
import dev.appdb.request.AppName;
import dev.appdb.request.EnvironmentName;
import java.util.Optional;
import java.util.Set;

/** A person's request, with everything needed to decide on it and answer it. */
record CommandContext(Transaction transaction, Delivery delivery, Set<String> groups, Replies replies) {

    Ask ask(BotCommand command) {
        Ask ask = ask(command.name(), command.app(), command.environment()).choosing(NamedTarget.chosen(this, command));
        return NamedServer.in(delivery, command).map(ask::on).orElse(ask);
    }

    /** A request of the person who asks, for a command at any place. */
    Ask ask(CommandName command, Optional<AppName> app, Optional<EnvironmentName> environment) {
        return new Ask(delivery.user(), groups, delivery.channel(), command, app, environment)
                .external(!delivery.field(Delivery.EXTERNAL_TEAM).isEmpty());
    }

    Asked asked() {
        return new Asked(transaction.names().of(delivery.user()), delivery.receivedAt());
    }

    /** Takes note of what the policy decided. */
    void audit(BotCommand command, Decision decision, Optional<String> run) {
        Optional<EnvironmentKey> environment =
                command.app().flatMap(app -> command.environment().map(name -> new EnvironmentKey(app, name)));
        boolean accepted = !(decision instanceof Decision.Denied);
        audit(command, environment, accepted, decision.why(), decision.rule(), run);
    }

    void audit(
            BotCommand command,
            Optional<EnvironmentKey> environment,
            boolean accepted,
            String reason,
            Optional<String> rule,
            Optional<String> run) {
        transaction
                .audit()
                .add(new AuditEntry(
                        transaction.now(),
                        delivery.user(),
                        delivery.channel(),
                        command.name().words(),
                        command.text(),
                        environment,
                        accepted,
                        reason,
                        rule,
                        run));
    }
}
