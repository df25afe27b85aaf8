package dev.appdb.bot.job;

import dev.appdb.bot.command.BotCommand;
import dev.appdb.bot.store.Delivery;
import dev.appdb.request.ServerUrl;
import dev.appdb.request.ThisMachine;
import dev.appdb.setting.Settings;
import java.util.Optional;

/**
 * The server that a person names in a command or a form. The bot logs in there with its own credentials, so the policy has to
 * list the server, and the server has to prove who it is.
 */
public final class NamedServer {
    private NamedServer() {}

    /** Empty where none is named, or a text that is no server's address, which is refused before anything connects. */
    static Optional<ServerUrl> in(Delivery delivery, BotCommand command) {
        String id = Settings.SERVER_URL.id();
        String typed = command.answers().values().getOrDefault(id, "");
        String answered = delivery.field(Delivery.ANSWER + id);
        try {
            return Optional.of(answered.isEmpty() ? typed : answered)
                    .filter(text -> !text.isEmpty())
                    .map(ServerUrl::new);
        } catch (IllegalArgumentException invalid) {
            return Optional.empty();
        }
    }

    /** The reason why the bot must not log in there: the server's certificate would not be verified. */
    public static Optional<String> unverified(ServerUrl url) {
        boolean isVerified = url.parameter("sslmode").equals(Optional.of("verify-full"))
                || url.parameter("sslrootcert").equals(Optional.of("system"));
        return isVerified || ThisMachine.is(url.host())
                ? Optional.empty()
                : Optional.of(
                        "the certificate of a server that is named in Slack has to be verified. End the address with"
                                + " ?sslrootcert=system where a public authority signed it, or with ?sslmode=verify-full where"
                                + " the bot has PGSSLROOTCERT");
    }
}
