package dev.appdb.bot.job;

import dev.appdb.bot.command.Argument;
import dev.appdb.bot.command.BotCommand;
import dev.appdb.bot.command.CommandName;
import dev.appdb.bot.command.Flag;
import dev.appdb.bot.store.StoredRun;
import dev.appdb.request.PrintableLine;
import dev.appdb.roles.AccessRequest;
import java.util.HashMap;
import java.util.Map;

/**
 * The temporary access that a run is about, as it stands among the run's answers. Its end is the moment of the request and
 * the time that was asked for: stored with the run, it is the same for those who approve it and for every replica that goes
 * on with it.
 */
final class AccessOrder {
    private static final String BY = "access-by";
    private static final int LONGEST_NAME = 100;

    private AccessOrder() {}

    /** The answers that a command gives; none where it is not about access. */
    static Map<String, String> answers(BotCommand command, String id, String name) {
        if (!command.name().takesUser()) {
            return Map.of();
        }
        Map<String, String> answers = new HashMap<>();
        command.subject().ifPresent(user -> answers.put(Argument.USER.id(), user));
        command.value(Flag.AS).ifPresent(as -> answers.put(Argument.AS.id(), as));
        command.value(Flag.FOR).ifPresent(time -> answers.put(Argument.TIME.id(), time));
        command.reason().ifPresent(reason -> answers.put(Argument.ACCESS_REASON.id(), reason));
        answers.put(BY, by(id, name));
        return answers;
    }

    /** The request of a run; a list where the run is about anything else. */
    static AccessRequest of(StoredRun run) {
        Map<String, String> answers = run.asked().answers();
        String user = answers.getOrDefault(Argument.USER.id(), "");
        if (isOf(run, CommandName.ACCESS_REVOKE)) {
            return AccessRequest.revoke(user);
        }
        return isOf(run, CommandName.ACCESS_GRANT)
                ? AccessRequest.grantUntil(
                        user,
                        answers.getOrDefault(Argument.AS.id(), ""),
                        run.createdAt().plus(AccessRequest.duration(answers.getOrDefault(Argument.TIME.id(), ""))),
                        answers.getOrDefault(Argument.ACCESS_REASON.id(), ""),
                        answers.getOrDefault(BY, ""))
                : AccessRequest.list();
    }

    static boolean isOf(StoredRun run, CommandName command) {
        return run.asked().command().equals(command.words());
    }

    /** Such as {@code Ann (U0ANN)}; a person chooses the name, and it may be anything. */
    private static String by(String id, String name) {
        String line = PrintableLine.of(name).strip();
        String shortName = line.length() > LONGEST_NAME
                ? line.substring(0, line.offsetByCodePoints(0, LONGEST_NAME / 2)) + "…"
                : line;
        return shortName.isEmpty() || shortName.equals(id) ? id : shortName + " (" + id + ")";
    }
}
