package dev.appdb.bot.slack;

import com.slack.api.Slack;
import com.slack.api.SlackConfig;
import com.slack.api.methods.MethodsClient;
import dev.appdb.call.CallLog;
import dev.appdb.failure.Secret;
import dev.appdb.process.ProxyExceptions;
import dev.appdb.request.ThisMachine;
import java.net.URI;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Slack's SDK, set up for one workspace. What the SDK would do by itself and the bot must not do is switched off here:
 * logging whole bodies, which have tokens and response URLs in them; statistics with threads of their own; a proxy for
 * hosts that {@code NO_PROXY} excepts; tokens from {@code SLACK_CLIENT_ID}, which only Bolt's {@code App} would take.
 */
public final class SlackAccount implements AutoCloseable {
    private static final Logger LOG = LoggerFactory.getLogger(SlackAccount.class);
    private static final int CALL_TIMEOUT_MILLIS = 10_000;

    private final Slack slack;
    private final SlackConfig config;
    private final Secret botToken;

    private SlackAccount(Slack slack, SlackConfig config, Secret botToken) {
        this.slack = slack;
        this.config = config;
        this.botToken = botToken;
    }

    /**
     * Makes clients; asks Slack nothing.
     *
     * @param apiUrl of the Web API; ends with a slash
     * @param environment for {@code NO_PROXY}
     */
    public static SlackAccount of(URI apiUrl, Secret botToken, Map<String, String> environment) {
        return of(apiUrl, botToken, environment, new CallLog());
    }

    /**
     * As {@link #of(URI, Secret, Map)}.
     *
     * @param log gets the calls of Slack, if it is on
     */
    public static SlackAccount of(URI apiUrl, Secret botToken, Map<String, String> environment, CallLog log) {
        SlackConfig config = new SlackConfig();
        config.setMethodsEndpointUrlPrefix(apiUrl.toString());
        config.setHttpClientResponseHandlers(
                new ArrayList<>(log.isOn() ? List.of(new LoggedResponses(log, apiUrl.toString())) : List.of()));
        config.setStatsEnabled(false);
        config.setHttpClientCallTimeoutMillis(CALL_TIMEOUT_MILLIS);
        if (isDirect(apiUrl.getHost(), environment)) {
            config.setProxyUrl(null);
        }
        return new SlackAccount(Slack.getInstance(config), config, botToken);
    }

    /** True if a host is reached without a proxy: this machine, and the hosts in {@code NO_PROXY}. */
    static boolean isDirect(String host, Map<String, String> environment) {
        return ThisMachine.is(host) || ProxyExceptions.of(environment).contain(host);
    }

    /** The Web API as the bot. */
    MethodsClient methods() {
        return slack.methods(botToken.reveal());
    }

    Secret botToken() {
        return botToken;
    }

    Slack slack() {
        return slack;
    }

    @Override
    public void close() {
        try {
            slack.close();
            config.close();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        } catch (Exception e) {
            // It only lets connections and threads go, and the process is about to end.
            LOG.debug("closing", e);
        }
    }
}
