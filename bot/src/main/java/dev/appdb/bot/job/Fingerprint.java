package dev.appdb.bot.job;

import dev.appdb.bot.store.DatabaseKey;
import dev.appdb.bot.store.StoredJson;
import dev.appdb.plan.DatabasePart;
import dev.appdb.plan.Plan;
import dev.appdb.roles.DatabasePlan;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import java.util.Map;
import java.util.TreeMap;

/** The name that approvals are bound to: it changes with everything that is to be approved. */
final class Fingerprint {
    /** 16 hexadecimal digits tell changes apart; nobody gains by forging one, since it stands in the database. */
    private static final int LENGTH = 16;

    private static final int LONGEST_NAME = 100;

    private Fingerprint() {}

    /**
     * The name of a plan with the database, the files and the answers that are approved with it. What is only seen beside the plan, such
     * as the number of sessions that somebody has now, does not count.
     */
    static String of(Plan plan, DatabaseKey database, String patch, Map<String, String> answers) {
        try {
            MessageDigest digest = MessageDigest.getInstance("SHA-256");
            String all = StoredJson.write(plan.resources()) + "\n"
                    + database.value() + "\n"
                    + plan.database().map(Fingerprint::content).orElse("") + "\n"
                    + patch + "\n"
                    + StoredJson.write(new TreeMap<>(answers));
            byte[] hash = digest.digest(all.getBytes(StandardCharsets.UTF_8));
            // People type it to approve without a mouse, and CloudFormation's names are long enough without it.
            String name = plan.id();
            String shortName = name.length() > LONGEST_NAME ? name.substring(0, LONGEST_NAME) : name;
            return shortName + "-" + HexFormat.of().formatHex(hash).substring(0, LENGTH);
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("every Java has SHA-256", e);
        }
    }

    private static String content(DatabasePart part) {
        return part.exists() + " " + part.plan().map(DatabasePlan::id).orElse("unknown");
    }
}
