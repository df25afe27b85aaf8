package dev.appdb.postgres.server;

import dev.appdb.failure.Failure;
import dev.appdb.failure.FailureException;
import dev.appdb.failure.Remedy;
import dev.appdb.failure.Secret;
import dev.appdb.file.PasswordFile;
import dev.appdb.request.ServerUrl;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** The passwords of a person's file, judged before anything is done with one. */
final class GivenPasswords {
    private final Path path;
    private final ServerUrl url;
    private final List<String> problems = new ArrayList<>();
    private final Map<String, Secret> passwords = new LinkedHashMap<>();

    private GivenPasswords(Path path, ServerUrl url) {
        this.path = path;
        this.url = url;
    }

    /**
     * Reads the passwords of these users.
     *
     * @return one for each
     * @throws FailureException with everything that is wrong with the file, none of its passwords repeated
     */
    static Map<String, Secret> of(Path path, ServerUrl url, List<String> users) throws FailureException {
        GivenPasswords given = new GivenPasswords(path, url);
        PasswordFile file = new PasswordFile(path);
        if (!Files.isRegularFile(path)) {
            throw given.refusal("there is no such file", Remedy.text("Name a password file of libpq."));
        }
        if (file.isExposed()) {
            throw given.refusal("its group or others have access to it", file.remedy());
        }
        try {
            for (String user : users) {
                given.read(user, file.matching(url.host(), url.port(), url.database(), user));
            }
        } catch (IOException e) {
            throw given.refusal(
                    "it can't be read as text in UTF-8", Remedy.text("Look at its permissions and its content."));
        }
        if (!given.problems.isEmpty()) {
            throw given.refusal(
                    String.join("; ", given.problems),
                    Remedy.text(
                            "It takes one line for each user: host:port:database:user:password, with * for any, and a"
                                    + " backslash before a colon or a backslash in the password."));
        }
        return given.passwords;
    }

    private void read(String user, List<PasswordFile.Match> found) {
        String where = user + " on " + url.host() + ":" + url.port();
        List<Secret> distinct =
                found.stream().map(PasswordFile.Match::password).distinct().toList();
        if (distinct.isEmpty()) {
            problems.add("it has no line for " + where);
        } else if (distinct.size() > 1) {
            problems.add("it has " + distinct.size() + " passwords for " + where);
        } else if (found.stream().anyMatch(PasswordFile.Match::isCut)) {
            problems.add("the password for " + where + " has a colon without a backslash before it");
        } else if (distinct.get(0).reveal().isEmpty()) {
            problems.add("the password for " + where + " is empty");
        } else if (!isPlain(distinct.get(0))) {
            problems.add("the password for " + where
                    + " has a character other than printable ASCII, which clients don't all prepare in the same way"
                    + " (SASLprep)");
        } else {
            passwords.put(user, distinct.get(0));
        }
    }

    /** SASLprep (RFC 4013) changes no printable ASCII character, and other characters in ways that not every client follows. */
    private static boolean isPlain(Secret password) {
        return password.reveal().chars().allMatch(each -> each >= ' ' && each <= '~');
    }

    private FailureException refusal(String why, Remedy remedy) {
        return Failure.input("password-file", "could not use password file " + path, why, remedy)
                .asException();
    }
}
