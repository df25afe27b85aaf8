package dev.appdb.cli;

import java.security.NoSuchAlgorithmException;
import java.text.Normalizer;
import java.util.GregorianCalendar;
import javax.crypto.SecretKeyFactory;

/**
 * Sets up what a login to a database takes of Java and of the driver, beside the reading of the command line and of the
 * project: a second processor does it meanwhile. It calls nobody, and what it does not get done is done where it is needed.
 */
final class LoginWarmUp {
    /** The word before the commands that log in and do little else. */
    private static final String ROLES = "roles";

    /** Of a login with a password (SCRAM-SHA-256, RFC 7677). */
    private static final String HASHING = "PBKDF2WithHmacSHA256";

    private LoginWarmUp() {}

    /** Begins, where the words of the command line are those of a command that logs in. */
    static void begin(String... words) {
        if (words.length > 1 && words[0].equals(ROLES)) {
            Thread thread = new Thread(LoginWarmUp::take, "login-warm-up");
            thread.setDaemon(true);
            thread.start();
        }
    }

    private static void take() {
        try {
            Class.forName("java.math.BigDecimal"); // its powers of ten, which whatever reads JSON needs
            Class.forName("org.postgresql.Driver");
            new GregorianCalendar();
            SecretKeyFactory.getInstance(HASHING);
            Normalizer.isNormalized("a password", Normalizer.Form.NFKC);
        } catch (ClassNotFoundException | NoSuchAlgorithmException notSetUp) {
            // The login will say so.
        }
    }
}
