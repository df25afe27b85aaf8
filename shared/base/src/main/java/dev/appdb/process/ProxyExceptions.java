package dev.appdb.process;

import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.stream.Stream;

/**
 * The hosts that are reached without a proxy, as {@code no_proxy} or {@code NO_PROXY} lists them; the former goes first.
 *
 * @param entries hosts and domains, in lower case and without a leading dot; {@code *} is every host
 * @see <a href="https://docs.aws.amazon.com/cli/latest/userguide/cli-configure-proxy.html">AWS CLI: proxies</a>
 */
public record ProxyExceptions(List<String> entries) {
    public ProxyExceptions {
        entries = List.copyOf(entries);
    }

    public static ProxyExceptions of(Map<String, String> environment) {
        return new ProxyExceptions(Stream.of("no_proxy", "NO_PROXY")
                .map(name -> environment.getOrDefault(name, ""))
                .filter(list -> !list.isBlank())
                .findFirst()
                .stream()
                .flatMap(list -> Stream.of(list.toLowerCase(Locale.ROOT).split("[\\s,]+")))
                .map(entry -> entry.replaceFirst("^\\*?\\.", ""))
                .filter(entry -> !entry.isEmpty())
                .toList());
    }

    /** True for a listed host, one of a listed domain, and any if {@code *} is listed. */
    public boolean contain(String host) {
        String lower = host.toLowerCase(Locale.ROOT);
        return entries.stream()
                .anyMatch(entry -> entry.equals("*") || lower.equals(entry) || lower.endsWith("." + entry));
    }
}
