package dev.appdb.aws.stack;

import dev.appdb.aws.template.StackTemplate;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;

/**
 * The id of a plan: the name of its change set and the token of its calls. It is a hash of the template and of the
 * stack's state, so that the same plan made again, even by another process after the first was killed, is the same
 * change set.
 *
 * @param value a change set's name: letters, digits and hyphens, at most 128
 */
record PlanId(String value) {
    private static final String PREFIX = "appdb-";
    private static final String SECOND_STEP = "-protect";
    private static final int DIGITS = 16;

    /**
     * The plan's id.
     *
     * @param wanted the template with its parameters
     * @param there the stack's state, as a text that differs whenever the stack has changed
     * @param role the service role of CloudFormation; may be empty
     */
    static PlanId of(StackTemplate wanted, String there, String role) {
        String all = String.join("\n", wanted.minified(), wanted.parameters().toString(), there, role);
        return new PlanId(PREFIX + hex(all));
    }

    /** The second step of a plan. */
    static PlanId protectionAfter(String plan) {
        return new PlanId((plan.startsWith(PREFIX) ? plan : PREFIX + plan) + SECOND_STEP);
    }

    /** Returns true if appdb chose that name. */
    static boolean isOurs(String changeSetName) {
        return changeSetName.startsWith(PREFIX);
    }

    /** Returns true if it is the name of a plan's second step. */
    static boolean isProtection(String changeSetName) {
        return isOurs(changeSetName) && changeSetName.endsWith(SECOND_STEP);
    }

    private static String hex(String text) {
        try {
            byte[] digest = MessageDigest.getInstance("SHA-256").digest(text.getBytes(StandardCharsets.UTF_8));
            return HexFormat.of().formatHex(digest).substring(0, DIGITS);
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("every Java has SHA-256", e);
        }
    }

    @Override
    public String toString() {
        return value;
    }
}
