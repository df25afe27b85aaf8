package dev.appdb.embedded;

import dev.appdb.failure.Secret;
import java.security.SecureRandom;
import java.util.ArrayList;
import java.util.List;
import org.postgresql.util.PasswordUtil;

/**
 * The differences between PostgreSQL and Amazon RDS, as statements for a server that has just been initialized: the
 * bootstrap superuser {@code rdsadmin}, the {@code rds_*} roles, and a master {@code postgres} who is not a superuser.
 *
 * <p>Source: Amazon RDS User Guide, "Understanding the rds_superuser role"; measured on PostgreSQL 14 to 18, not on RDS
 * itself.
 */
final class RdsShape {

    static final String BOOTSTRAP = "rdsadmin";
    static final String MASTER = "postgres";
    static final String DATABASE = "app";

    private static final int SALT_BYTES = 16;
    private static final int ITERATIONS = 4096;

    private final PostgresMajor major;
    private final SecureRandom random;

    RdsShape(PostgresMajor major, SecureRandom random) {
        this.major = major;
        this.random = random;
    }

    /** The statements, to be run in {@code template1} as the bootstrap superuser. */
    List<String> statements(Secret bootstrap, Secret master) {
        List<String> all = new ArrayList<>();
        for (String role : List.of("rds_superuser", "rds_iam", "rds_password", "rds_replication")) {
            all.add("CREATE ROLE " + role + " NOLOGIN");
        }
        all.add("CREATE ROLE postgres LOGIN NOSUPERUSER CREATEROLE CREATEDB");
        all.add(
                "GRANT pg_monitor, pg_signal_backend, rds_password, rds_replication TO rds_superuser WITH ADMIN OPTION");
        if (major.isAtLeast(16)) {
            all.add("GRANT rds_iam TO rds_superuser WITH ADMIN TRUE, INHERIT FALSE, SET FALSE");
        }
        all.add("GRANT rds_superuser TO postgres");
        if (!major.isAtLeast(15)) {
            all.add("ALTER SCHEMA public OWNER TO postgres");
            all.add("DROP DATABASE postgres");
            all.add("CREATE DATABASE postgres");
        }
        all.add("CREATE DATABASE " + DATABASE + " OWNER postgres");
        all.addAll(passwords(bootstrap, master));
        return all;
    }

    /** The statements that set both passwords. */
    List<String> passwords(Secret bootstrap, Secret master) {
        return List.of(
                "ALTER ROLE rdsadmin PASSWORD '" + verifier(bootstrap) + "'",
                "ALTER ROLE postgres PASSWORD '" + verifier(master) + "'");
    }

    /** The statements that let both log in again with these passwords, also where one of them had expired. */
    List<String> admissions(Secret bootstrap, Secret master) {
        return passwords(bootstrap, master).stream()
                .map(statement -> statement + " VALID UNTIL 'infinity'")
                .toList();
    }

    /** The SCRAM verifier that the server stores; derived here so that the password itself never reaches the server. */
    private String verifier(Secret password) {
        byte[] salt = new byte[SALT_BYTES];
        random.nextBytes(salt);
        return PasswordUtil.encodeScramSha256(password.reveal().toCharArray(), ITERATIONS, salt);
    }
}
