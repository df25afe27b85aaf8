package dev.appdb.roles.lambda;

import dev.appdb.failure.FailureException;
import dev.appdb.roles.RoleManagerFailure;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import org.jspecify.annotations.Nullable;

/** The RDS authorities from this jar, put where the JDBC driver can read them: once for each function that starts. */
final class RdsAuthorities implements TlsAuthorities {
    static final String RESOURCE = "rds-global-bundle.pem";

    private static final String WHAT = "could not connect to the database";

    private final String resource;
    private @Nullable Path file;

    RdsAuthorities() {
        this(RESOURCE);
    }

    RdsAuthorities(String resource) {
        this.resource = resource;
    }

    @Override
    public synchronized Path file() throws FailureException {
        Path known = file;
        if (known == null) {
            known = copied();
            file = known;
        }
        return known;
    }

    private Path copied() throws FailureException {
        try (InputStream bundle = RdsAuthorities.class.getResourceAsStream(resource)) {
            if (bundle == null) {
                throw RoleManagerFailure.of(
                        WHAT,
                        "this function's jar holds no RDS authorities, so it cannot tell the database from an impostor",
                        "Get AWS's global-bundle.pem (Aurora User Guide, \"Using SSL/TLS to encrypt a connection\"),"
                                + " build the jar with -Drds.ca.bundle=FILE and deploy it again.",
                        FailureCode.CONFIGURATION,
                        null);
            }
            Path copy = Files.createTempFile("rds-authorities-", ".pem");
            Files.copy(bundle, copy, StandardCopyOption.REPLACE_EXISTING);
            copy.toFile().deleteOnExit();
            return copy;
        } catch (IOException e) {
            throw RoleManagerFailure.of(
                    WHAT,
                    "the RDS authorities could not be written to this function's temporary folder (" + e.getMessage()
                            + ")",
                    "Deploy the function again: AWS Lambda then gives it a new temporary folder.",
                    FailureCode.SYSTEM,
                    e);
        }
    }
}
