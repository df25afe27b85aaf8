package dev.appdb.aws.account;

import java.net.URI;
import java.time.Duration;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import software.amazon.awssdk.http.ExecutableHttpRequest;
import software.amazon.awssdk.http.HttpExecuteRequest;
import software.amazon.awssdk.http.SdkHttpClient;
import software.amazon.awssdk.http.SdkHttpRequest;
import software.amazon.awssdk.http.urlconnection.ProxyConfiguration;
import software.amazon.awssdk.http.urlconnection.UrlConnectionHttpClient;
import software.amazon.awssdk.utils.AttributeMap;

/**
 * The SDK's HTTP client, with the proxy that belongs to the scheme of each request. By itself the SDK's client takes the
 * proxy of HTTP for everything.
 *
 * @see <a href="https://github.com/aws/aws-sdk-java-v2/issues/3868">aws-sdk-java-v2#3868</a>
 */
final class ProxiedHttpClient implements SdkHttpClient {
    private static final int HTTP_PORT = 80;

    private final UrlConnectionHttpClient.Builder client;
    private final AttributeMap defaults;
    private final ProxySettings proxies;
    private final Map<Optional<URI>, SdkHttpClient> clients = new ConcurrentHashMap<>();

    private ProxiedHttpClient(UrlConnectionHttpClient.Builder client, AttributeMap defaults, ProxySettings proxies) {
        this.client = client;
        this.defaults = defaults;
        this.proxies = proxies;
    }

    @Override
    public ExecutableHttpRequest prepareRequest(HttpExecuteRequest request) {
        SdkHttpRequest http = request.httpRequest();
        return clients.computeIfAbsent(proxies.of(http.protocol(), http.host()), this::through)
                .prepareRequest(request);
    }

    /** Without a proxy of the environment, Java applies its own system properties for proxies. */
    private synchronized SdkHttpClient through(Optional<URI> proxy) {
        ProxyConfiguration.Builder configuration =
                ProxyConfiguration.builder().useSystemPropertyValues(false).useEnvironmentVariablesValues(false);
        // A name and password are given by Java, when the proxy asks for them.
        proxy.ifPresent(url -> configuration.endpoint(
                URI.create("http://" + url.getHost() + ":" + (url.getPort() < 0 ? HTTP_PORT : url.getPort()))));
        return client.proxyConfiguration(configuration.build()).buildWithDefaults(defaults);
    }

    @Override
    public void close() {
        clients.values().forEach(SdkHttpClient::close);
    }

    @Override
    public String clientName() {
        return "UrlConnection";
    }

    /** Builds clients, as the SDK asks for them. */
    static final class Builder implements SdkHttpClient.Builder<Builder> {
        private final UrlConnectionHttpClient.Builder client = UrlConnectionHttpClient.builder();
        private final ProxySettings proxies;

        Builder(ProxySettings proxies) {
            this.proxies = proxies;
        }

        Builder timeouts(Duration connection, Duration socket) {
            client.connectionTimeout(connection).socketTimeout(socket);
            return this;
        }

        @Override
        public SdkHttpClient buildWithDefaults(AttributeMap defaults) {
            return new ProxiedHttpClient(client, defaults, proxies);
        }
    }
}
