package dev.appdb.cli.command;

import dev.appdb.engine.Resolution;
import dev.appdb.failure.FailureException;
import dev.appdb.failure.Problems;
import dev.appdb.failure.ProblemsException;
import dev.appdb.roles.AccessRequest;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/** The user that a command names: one of the database's users, or a person's who has temporary access. */
final class NamedUser {
    private final DatabaseCommand command;
    private final Resolution resolution;
    private final Map<String, String> users;

    /** @param users each by the words that name it */
    NamedUser(DatabaseCommand command, Resolution resolution, Map<String, String> users) {
        this.command = command;
        this.resolution = resolution;
        this.users = users;
    }

    /**
     * The user's name in the server. Only the server knows the people, so it is asked where the word is no user's.
     *
     * @param flag the flag that names it
     */
    String of(String flag, String word) throws ProblemsException, FailureException {
        String user = users.get(word);
        if (user != null) {
            return user;
        }
        if (isPerson(word)) {
            return word;
        }
        Set<String> words = new LinkedHashSet<>(users.keySet());
        words.remove("reader");
        List<String> known = new ArrayList<>(words);
        Problems unknown = new Problems();
        unknown.add(
                flag,
                "\"" + word + "\" is not known: use " + String.join(", ", known.subList(0, known.size() - 1)) + " or "
                        + known.get(known.size() - 1));
        throw new ProblemsException(unknown.found());
    }

    private boolean isPerson(String word) throws FailureException {
        try {
            AccessRequest.revoke(word);
        } catch (IllegalArgumentException e) {
            return false;
        }
        return command
                .ports(resolution)
                .roleManager()
                .access(resolution.request(), AccessRequest.list(), command.quietly())
                .access()
                .stream()
                .anyMatch(access -> access.user().equals(word));
    }
}
