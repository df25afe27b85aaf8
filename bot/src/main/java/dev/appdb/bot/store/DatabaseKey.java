package dev.appdb.bot.store;

import dev.appdb.request.Adoption;
import dev.appdb.request.DatabaseRequest;
import dev.appdb.request.ServerUrl;
import dev.appdb.request.Target;
import java.net.InetAddress;
import java.net.UnknownHostException;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * The database itself, which two environments may lead to. It is known by its server's address, however that is written;
 * once the server was asked, by its identity as well, which is the same under every name.
 *
 * @param value such as {@code server db.example.com:5432/app} or {@code aws shop-dev}
 * @param identity the server's own word for the database; empty where it was not asked or does not say
 */
public record DatabaseKey(String value, Optional<String> identity) {
    private static final Set<String> THIS_MACHINE = Set.of("127.0.0.1", "0:0:0:0:0:0:0:1");

    /**
     * {@code shop-dev.cluster-c1x2.eu-west-1.rds.amazonaws.com}, that of its readers, and those of the instances as appdb's
     * template names them: {@code shop-dev-primary.c1x2.eu-west-1.rds.amazonaws.com}. Other instances' names, and those of
     * custom endpoints, do not tell the cluster.
     */
    private static final Pattern AURORA =
            Pattern.compile("([a-z0-9-]+?)(?:\\.cluster-(?:ro-)?|-(?:primary|reader-[0-9]+)\\.)[a-z0-9]+\\.[a-z0-9-]+"
                    + "\\.rds\\.amazonaws\\.com(?:\\.cn)?");

    /** A database whose server was not asked. */
    public DatabaseKey(String value) {
        this(value, Optional.empty());
    }

    /** The database of a request. */
    public static DatabaseKey of(DatabaseRequest request) {
        return request.serverUrl()
                .map(DatabaseKey::of)
                .orElseGet(() -> new DatabaseKey(request.target() + " "
                        + request.aurora().adopted().map(Adoption::name).orElse(request.cluster())));
    }

    /** The database that appdb makes for an environment. */
    public static DatabaseKey of(Target target, EnvironmentKey environment) {
        return new DatabaseKey(target + " " + environment.app() + "-" + environment.environment());
    }

    /** The database on a server of somebody's own; an endpoint of an Aurora cluster leads to that of its environment. */
    public static DatabaseKey of(ServerUrl url) {
        String host = host(url.host());
        Matcher aurora = AURORA.matcher(host);
        return aurora.matches()
                ? new DatabaseKey(Target.AWS + " " + aurora.group(1))
                : new DatabaseKey(Target.SERVER + " " + host + ":" + url.port() + "/" + url.database());
    }

    private static String host(String written) {
        String host = written.toLowerCase(Locale.ROOT).replaceFirst("\\.$", "");
        boolean isAddress = host.startsWith("[") || host.matches("[0-9]+(\\.[0-9]+){3}");
        if (isAddress) {
            try {
                host = InetAddress.getByName(host).getHostAddress();
            } catch (UnknownHostException e) {
                return host;
            }
        }
        return THIS_MACHINE.contains(host) ? "localhost" : host;
    }

    /** The same with its server's answer, if any. */
    public DatabaseKey identifiedBy(Optional<String> answer) {
        return new DatabaseKey(value, answer);
    }
}
