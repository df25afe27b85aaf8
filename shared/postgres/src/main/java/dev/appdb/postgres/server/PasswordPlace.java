package dev.appdb.postgres.server;

import java.nio.file.Path;
import java.util.Optional;

/**
 * The place of the passwords of users on existing servers.
 *
 * @param folder keeps them, in a folder for each application and in it one for each environment
 * @param given a person's password file, from which they are taken
 * @param makesNew whether users that are created get passwords
 */
public record PasswordPlace(Path folder, Optional<Path> given, boolean makesNew) {

    /** One where passwords are generated. */
    public static PasswordPlace in(Path folder) {
        return new PasswordPlace(folder, Optional.empty(), true);
    }
}
