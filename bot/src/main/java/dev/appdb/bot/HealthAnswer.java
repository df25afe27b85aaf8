package dev.appdb.bot;

import dev.appdb.failure.ProblemsException;
import java.io.IOException;
import java.io.InputStream;
import java.net.HttpURLConnection;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.Proxy;
import java.net.URI;
import java.net.URISyntaxException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Map;
import java.util.Optional;

/**
 * The answer of a bot on this machine to the question how it is, for a container's health check.
 *
 * @param isGood true if the bot answered, and with 200
 * @param text what it answered, or why it did not
 */
public record HealthAnswer(boolean isGood, String text) {
    private static final Duration LIMIT = Duration.ofSeconds(10);

    /**
     * Reads from the bot's settings where it answers.
     *
     * @throws ProblemsException if what they say is no address
     */
    public static InetSocketAddress address(Map<String, String> environment, Optional<Path> file)
            throws ProblemsException {
        return new ConfigurationReader(environment, file, Optional.empty()).readHealth();
    }

    /**
     * Asks the bot; a bot that listens on all addresses is asked on the loopback one.
     *
     * @param page such as {@code /readyz}
     */
    public static HealthAnswer ask(InetSocketAddress address, String page) {
        InetAddress host =
                address.getAddress().isAnyLocalAddress() ? InetAddress.getLoopbackAddress() : address.getAddress();
        try {
            HttpURLConnection asked = (HttpURLConnection)
                    new URI("http", null, host.getHostAddress(), address.getPort(), page, null, null)
                            .toURL()
                            .openConnection(Proxy.NO_PROXY);
            asked.setConnectTimeout((int) LIMIT.toMillis());
            asked.setReadTimeout((int) LIMIT.toMillis());
            boolean isGood = asked.getResponseCode() == HttpURLConnection.HTTP_OK;
            try (InputStream body = isGood ? asked.getInputStream() : asked.getErrorStream()) {
                String text = body == null ? "" : new String(body.readAllBytes(), StandardCharsets.UTF_8).strip();
                return new HealthAnswer(isGood, text.isEmpty() ? "status " + asked.getResponseCode() : text);
            }
        } catch (IOException e) {
            return new HealthAnswer(
                    false, "no answer from " + host.getHostAddress() + ":" + address.getPort() + ": " + e.getMessage());
        } catch (URISyntaxException e) {
            throw new IllegalArgumentException("an address and a page are a URL", e);
        }
    }
}
