package dev.appdb.aws.account;

import dev.appdb.failure.Problems;
import dev.appdb.process.ProxyExceptions;
import java.net.PasswordAuthentication;
import java.net.URI;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * The proxies that the environment configures: {@code HTTPS_PROXY} for HTTPS endpoints, {@code HTTP_PROXY} for HTTP ones,
 * and none for the hosts in {@code NO_PROXY}. Lower-case names come first, as everywhere.
 *
 * @param https the proxy of HTTPS endpoints
 * @param http the proxy of HTTP endpoints
 * @param excluded the hosts that are reached without one
 * @see <a href="https://docs.aws.amazon.com/cli/latest/userguide/cli-configure-proxy.html">AWS CLI: proxies</a>
 */
record ProxySettings(Optional<URI> https, Optional<URI> http, ProxyExceptions excluded) {
    private static final String HTTPS = "HTTPS_PROXY";
    private static final String HTTP = "HTTP_PROXY";

    /** The settings of an environment, without those that are not valid. */
    static ProxySettings of(Map<String, String> environment) {
        return new ProxySettings(proxy(environment, HTTPS), proxy(environment, HTTP), ProxyExceptions.of(environment));
    }

    /** Adds the variables whose values can't be used; a proxy's URL may have a password, so the values are not shown. */
    static void check(Map<String, String> environment, Problems problems) {
        for (String name : List.of(HTTPS, HTTP)) {
            if (variable(environment, name).isPresent()
                    && proxy(environment, name).isEmpty()) {
                problems.add(name, "is not the URL of a proxy, such as http://proxy.example.com:3128");
            }
        }
    }

    /**
     * The proxy for an endpoint.
     *
     * @param scheme {@code https} or {@code http}
     */
    Optional<URI> of(String scheme, String host) {
        return excluded.contain(host) ? Optional.empty() : scheme.equalsIgnoreCase("https") ? https : http;
    }

    boolean hasPassword() {
        return Stream.of(https, http).flatMap(Optional::stream).anyMatch(url -> url.getUserInfo() != null);
    }

    /** The name and password in the URL of a proxy. */
    Optional<PasswordAuthentication> password(String host, int port) {
        return Stream.of(https, http)
                .flatMap(Optional::stream)
                .filter(url -> url.getHost().equalsIgnoreCase(host) && (url.getPort() < 0 || url.getPort() == port))
                .flatMap(url -> Stream.ofNullable(url.getUserInfo()))
                .map(user -> user.split(":", 2))
                .filter(user -> user.length == 2)
                .map(user -> new PasswordAuthentication(user[0], user[1].toCharArray()))
                .findFirst();
    }

    private static Optional<URI> proxy(Map<String, String> environment, String name) {
        return variable(environment, name)
                .map(value -> value.contains("://") ? value : "http://" + value)
                .flatMap(ProxySettings::url)
                .filter(url -> "http".equalsIgnoreCase(url.getScheme()) && url.getHost() != null);
    }

    private static Optional<URI> url(String text) {
        try {
            return Optional.of(URI.create(text));
        } catch (IllegalArgumentException e) {
            return Optional.empty();
        }
    }

    private static Optional<String> variable(Map<String, String> environment, String name) {
        return Stream.of(name.toLowerCase(Locale.ROOT), name)
                .map(each -> environment.getOrDefault(each, "").strip())
                .filter(value -> !value.isEmpty())
                .findFirst();
    }
}
