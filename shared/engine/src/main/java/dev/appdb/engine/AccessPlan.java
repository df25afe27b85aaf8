package dev.appdb.engine;

import dev.appdb.failure.Failure;
import dev.appdb.failure.FailureException;
import dev.appdb.failure.Remedy;
import dev.appdb.plan.DatabasePart;
import dev.appdb.plan.Plan;
import dev.appdb.request.DatabaseRequest;
import dev.appdb.request.ServerUrl;
import dev.appdb.roles.AccessRequest;
import dev.appdb.roles.DatabasePlan;
import dev.appdb.roles.DatabasePlan.Change;
import dev.appdb.roles.DatabasePlan.Kind;
import dev.appdb.roles.DatabasePlan.Loss;
import dev.appdb.roles.UpdateMode;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import java.util.Locale;

/** The plan of giving or taking a person's temporary access: everything that people agree to, and nothing else. */
final class AccessPlan {
    /** The check about temporary access. */
    private static final String RULE = "R12";

    private AccessPlan() {}

    /** @throws FailureException if the end is over, as where it was approved too late */
    static Plan of(DatabaseRequest request, AccessRequest asked, Instant now) throws FailureException {
        boolean grants = asked.operation() == AccessRequest.Operation.GRANT;
        if (asked.until().filter(until -> !until.isAfter(now)).isPresent()) {
            throw Failure.refused(
                            "access-over",
                            "did not give " + asked.user() + " access to " + request.cluster(),
                            "the access would have ended at " + asked.until().get(),
                            Remedy.of("Ask for it again."))
                    .asException();
        }
        Change change = grants ? granting(request, asked) : revoking(request, asked);
        List<String> notes = notes(request, asked);
        DatabasePlan plan = new DatabasePlan(
                digest(change.sentence() + "\n" + String.join("\n", notes)),
                request.names().database(),
                UpdateMode.FULL,
                List.of(change),
                List.of(),
                List.of(),
                "");
        return new Plan("access", request.cluster(), List.of(), notes).with(DatabasePart.of(plan));
    }

    private static Change granting(DatabaseRequest request, AccessRequest asked) {
        String until = asked.until().map(end -> " until " + end).orElseGet(() -> " for " + time(asked));
        return new Change(
                RULE,
                Kind.CREATE,
                "let user " + asked.user() + " log in with the rights of " + asked.as() + until,
                "CREATE ROLE \"" + asked.user() + "\" LOGIN",
                master(request),
                List.of());
    }

    /** Such as 2h or 1h30m. */
    private static String time(AccessRequest asked) {
        return asked.duration().toString().replace("PT", "").toLowerCase(Locale.ROOT);
    }

    private static Change revoking(DatabaseRequest request, AccessRequest asked) {
        return new Change(
                RULE,
                Kind.REVOKE,
                "end the sessions of user " + asked.user() + " and drop it",
                "DROP ROLE \"" + asked.user() + "\"",
                master(request),
                List.of(new Loss(
                        asked.user(),
                        "its temporary access",
                        "database " + request.names().database(),
                        "",
                        "",
                        false)));
    }

    private static List<String> notes(DatabaseRequest request, AccessRequest asked) {
        List<String> notes = new ArrayList<>(List.of(
                "Database: " + request.names().database() + " of " + request.cluster(), "User: " + asked.user()));
        if (asked.operation() == AccessRequest.Operation.GRANT) {
            notes.add("As: " + asked.as());
            asked.until().ifPresent(until -> notes.add("End: " + until));
            notes.add("Reason: " + asked.reason());
            notes.add("Requested by: " + asked.by());
        }
        return notes;
    }

    private static String master(DatabaseRequest request) {
        return request.serverUrl().map(ServerUrl::user).orElse("postgres");
    }

    private static String digest(String content) {
        try {
            return HexFormat.of()
                    .formatHex(MessageDigest.getInstance("SHA-256").digest(content.getBytes(StandardCharsets.UTF_8)));
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("every Java has SHA-256", e);
        }
    }
}
