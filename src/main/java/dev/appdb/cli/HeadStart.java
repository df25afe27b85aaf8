package dev.appdb.cli;

import java.security.GeneralSecurityException;
import java.text.Normalizer;
import java.util.GregorianCalendar;
import javax.crypto.SecretKeyFactory;
import javax.crypto.spec.PBEKeySpec;

/**
 * Sets up what a login to a database takes of Java and of the driver, beside the reading of the command line and of the
 * project: on a second processor this takes no time. It calls nobody, and whatever it does not get done is done where it
 * is needed.
 */
final class HeadStart {
    /** The commands that log in and do little else. */
    private static final String ROLES = "roles";

    /** A login's own algorithm and number of iterations (RFC 7677), so that the code for it is compiled by then. */
    private static final String ALGORITHM = "PBKDF2WithHmacSHA256";

    private static final int ITERATIONS = 4096;
    private static final int KEY_BITS = 256;
    private static final int SALT_BYTES = 16;

    private HeadStart() {}

    /** Begins, where the words of the command line are those of a command that logs in. */
    static void begin(String... words) {
        if (words.length > 1 && words[0].equals(ROLES)) {
            Thread thread = new Thread(HeadStart::take, "head-start");
            thread.setDaemon(true);
            thread.start();
        }
    }

    private static void take() {
        try {
            Class.forName("java.math.BigDecimal"); // its powers of ten, which whatever reads JSON needs
            Class.forName("org.postgresql.Driver");
            new GregorianCalendar();
            PBEKeySpec nobodys = new PBEKeySpec(
                    Normalizer.normalize("ü", Normalizer.Form.NFKC).toCharArray(),
                    new byte[SALT_BYTES],
                    ITERATIONS,
                    KEY_BITS);
            SecretKeyFactory.getInstance(ALGORITHM).generateSecret(nobodys);
        } catch (ClassNotFoundException | GeneralSecurityException notSetUp) {
            // The login will say so.
        }
    }
}
