package dev.appdb.bot;

import dev.appdb.failure.ProblemsException;
import dev.appdb.failure.Secret;
import java.nio.file.Path;
import java.util.Map;
import java.util.Optional;

/**
 * The places where the bot stores its state.
 *
 * @param databaseUrl of its database; it may have a password in it; empty for an embedded one
 * @param data the folder of the embedded database and of local targets
 */
public record BotStorage(Optional<Secret> databaseUrl, Path data) {
    static final String DATA = ".appdb/bot";

    /**
     * Reads only this of the environment and the file.
     *
     * @throws ProblemsException with everything that is wrong with it
     */
    public static BotStorage read(Map<String, String> environment, Optional<Path> file) throws ProblemsException {
        return new ConfigurationReader(environment, file, Optional.empty()).readStorage();
    }
}
