package dev.appdb.bot.job;

import dev.appdb.bot.command.BotCommand;
import dev.appdb.bot.message.Asked;
import dev.appdb.bot.policy.Ask;
import dev.appdb.bot.store.AuditEntry;
import dev.appdb.bot.store.Delivery;
import dev.appdb.bot.store.EnvironmentKey;
import dev.appdb.bot.store.Transaction;
import java.util.Optional;
import java.util.Set;

/** Somebody asking for something, with all that it takes to decide and answer. */
record Asking(Transaction transaction, Delivery delivery, Set<String> groups, Replies replies) {

    Ask ask(BotCommand command) {
        return new Ask(
                delivery.user(), groups, delivery.channel(), command.name(), command.app(), command.environment());
    }

    Asked asked() {
        return new Asked(transaction.names().of(delivery.user()), delivery.receivedAt());
    }

    void audit(BotCommand command, boolean accepted, String reason, Optional<String> run) {
        Optional<EnvironmentKey> environment =
                command.app().flatMap(app -> command.environment().map(name -> new EnvironmentKey(app, name)));
        audit(command, environment, accepted, reason, run);
    }

    void audit(
            BotCommand command,
            Optional<EnvironmentKey> environment,
            boolean accepted,
            String reason,
            Optional<String> run) {
        transaction
                .audit()
                .add(AuditEntry.of(
                        transaction.now(),
                        delivery.user(),
                        delivery.channel(),
                        command.text(),
                        environment,
                        accepted,
                        reason,
                        run));
    }
}
