package dev.appdb.roles;

import dev.appdb.roles.DatabasePlan.Change;
import dev.appdb.roles.DatabasePlan.Loss;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import java.util.List;

/** The id of a plan: SHA-256 over its mode, its changes and its losses. */
final class PlanDigest {
    private final MessageDigest digest;

    private PlanDigest(MessageDigest digest) {
        this.digest = digest;
    }

    static String of(UpdateMode mode, String database, List<Change> changes) {
        try {
            PlanDigest id = new PlanDigest(MessageDigest.getInstance("SHA-256"));
            id.add(mode.label(), database);
            for (Change change : changes) {
                id.add(change.rule(), change.kind().label(), change.role(), change.sql());
                for (Loss loss : change.losses()) {
                    id.add(loss.role(), loss.what(), loss.on(), loss.through());
                }
            }
            return HexFormat.of().formatHex(id.digest.digest());
        } catch (NoSuchAlgorithmException impossible) {
            throw new IllegalStateException("every Java has SHA-256", impossible);
        }
    }

    /** Each with its length before it, so that no two lists of texts are the same bytes. */
    private void add(String... texts) {
        for (String text : texts) {
            byte[] bytes = text.getBytes(StandardCharsets.UTF_8);
            digest.update((bytes.length + ":").getBytes(StandardCharsets.UTF_8));
            digest.update(bytes);
        }
    }
}
