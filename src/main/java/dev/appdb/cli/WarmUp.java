package dev.appdb.cli;

import dev.appdb.tui.line.StandardStreams;
import dev.appdb.tui.line.Terminals;
import dev.appdb.tui.screen.ScreenWarmUp;
import java.security.NoSuchAlgorithmException;
import java.text.Normalizer;
import java.util.GregorianCalendar;
import javax.crypto.SecretKeyFactory;

/**
 * Sets up what a command will take of Java and of libraries, beside the reading of the command line and of the project: a
 * second processor does it meanwhile. It calls nobody, and what it does not get done is done where it is needed.
 */
final class WarmUp {
    /** The word before the commands that log in and do little else. */
    private static final String ROLES = "roles";

    /** The word of the command that asks on the whole screen. */
    private static final String SETUP = "setup";

    /** Of a login with a password (SCRAM-SHA-256, RFC 7677). */
    private static final String HASHING = "PBKDF2WithHmacSHA256";

    private WarmUp() {}

    /** Begins, for the command that the words of the command line name. */
    static void begin(String... words) {
        if (words.length > 1 && words[0].equals(ROLES)) {
            begin(WarmUp::login);
        } else if ((words.length == 0 || words[0].equals(SETUP))
                && Terminals.interactive(System.getenv(), StandardStreams.ofThisProcess())) {
            begin(WarmUp::questions);
        }
    }

    private static void begin(Runnable warmUp) {
        Thread thread = new Thread(warmUp, "warm-up");
        thread.setDaemon(true);
        thread.start();
    }

    private static void questions() {
        try {
            Class.forName("dev.appdb.setting.Settings"); // the command line waits for these
        } catch (ClassNotFoundException notSetUp) {
            // The command will say so.
        }
        ScreenWarmUp.run();
    }

    private static void login() {
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
