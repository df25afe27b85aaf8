package dev.appdb.bot;

import dev.appdb.bot.job.CheckSchedule;
import dev.appdb.bot.job.DigestSchedule;
import dev.appdb.bot.policy.Policy;
import dev.appdb.failure.ProblemsException;
import dev.appdb.failure.Secret;
import java.net.InetSocketAddress;
import java.net.URI;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * The settings of the bot. A variable of the environment wins over the file.
 *
 * <table>
 * <caption>Names</caption>
 * <tr><th>variable</th><th>in the file</th><th></th></tr>
 * <tr><td>SLACK_BOT_TOKEN</td><td>slack.bot-token</td><td>required</td></tr>
 * <tr><td>SLACK_APP_TOKEN</td><td>slack.app-token</td><td>required for Socket Mode</td></tr>
 * <tr><td>SLACK_SIGNING_SECRET</td><td>slack.signing-secret</td><td>required for HTTP</td></tr>
 * <tr><td>SLACK_API_URL</td><td>slack.api-url</td><td>https://slack.com/api/</td></tr>
 * <tr><td>APPDB_DATABASE_URL</td><td>database-url</td><td>an embedded PostgreSQL</td></tr>
 * <tr><td>APPDB_BOT_POLICY</td><td>policy</td><td>required</td></tr>
 * <tr><td>APPDB_BOT_HTTP</td><td>http</td><td>none: Socket Mode</td></tr>
 * <tr><td>APPDB_BOT_HEALTH</td><td>health</td><td>127.0.0.1:3001</td></tr>
 * <tr><td>APPDB_BOT_PROJECT</td><td>project</td><td>none</td></tr>
 * <tr><td>APPDB_BOT_DATA</td><td>data</td><td>.appdb/bot</td></tr>
 * <tr><td>APPDB_BOT_KEEP_RUNS</td><td>keep-runs</td><td>180d</td></tr>
 * <tr><td>APPDB_BOT_KEEP_AUDIT</td><td>keep-audit</td><td>for ever</td></tr>
 * <tr><td></td><td>time-zone, checks, digest</td><td>UTC, none, none</td></tr>
 * </table>
 *
 * {@code SLACK_CLIENT_ID} and {@code SLACK_CLIENT_SECRET}, with which Slack's libraries replace the bot's token, are not
 * looked at.
 *
 * @param apiUrl of Slack's Web API, with a slash at its end
 * @param storage where the bot keeps what it remembers
 * @param policy who may do what
 * @param http where to listen for Slack; empty for Socket Mode
 * @param project a checkout of the project, of which {@code infra/} is read and nothing is ever written
 * @param runsKept how long runs stay after their end
 * @param auditKept how long entries of the audit log stay; empty for ever
 */
public record BotConfiguration(
        Secret botToken,
        Optional<Secret> appToken,
        Optional<Secret> signingSecret,
        URI apiUrl,
        BotStorage storage,
        Policy policy,
        List<CheckSchedule> checks,
        List<DigestSchedule> digests,
        Optional<InetSocketAddress> http,
        InetSocketAddress health,
        Optional<Path> project,
        Duration runsKept,
        Optional<Duration> auditKept) {
    static final String API_URL = "https://slack.com/api/";
    static final String HEALTH = "127.0.0.1:3001";

    /**
     * Reads the environment and the file.
     *
     * @param environment the variables
     * @param file of YAML; empty for none
     * @param http from the command line; wins over both
     * @throws ProblemsException with everything that is missing or wrong
     */
    public static BotConfiguration read(Map<String, String> environment, Optional<Path> file, Optional<String> http)
            throws ProblemsException {
        return new ConfigurationReader(environment, file, http).read();
    }
}
