package dev.appdb.aws.account;

import java.net.Authenticator;
import java.net.PasswordAuthentication;
import org.jspecify.annotations.Nullable;
import software.amazon.awssdk.core.SdkSystemSetting;
import software.amazon.awssdk.http.SdkHttpClient;
import software.amazon.awssdk.http.SdkHttpService;

/**
 * Makes the HTTP clients that the SDK needs for itself: to assume a profile's role, or to get the credentials of IAM Identity
 * Center. They take the same proxies as the others.
 */
public final class ProxiedHttpService implements SdkHttpService {

    /** Java's own, which by default does not give a password to the proxy of an HTTPS connection. */
    private static final String DISABLED_SCHEMES = "jdk.http.auth.tunneling.disabledSchemes";

    /**
     * Has the SDK use this service, by its own setting for that, and Java answer proxies that ask for a password.
     *
     * @see <a href="https://docs.oracle.com/en/java/javase/17/docs/api/java.base/java/net/doc-files/net-properties.html">Java:
     *     networking properties</a>
     */
    static void use(ProxySettings proxies) {
        System.setProperty(SdkSystemSetting.SYNC_HTTP_SERVICE_IMPL.property(), ProxiedHttpService.class.getName());
        if (proxies.hasPassword()) {
            if (System.getProperty(DISABLED_SCHEMES) == null) {
                System.setProperty(DISABLED_SCHEMES, "");
            }
            Authenticator.setDefault(new Authenticator() {
                @Override
                protected @Nullable PasswordAuthentication getPasswordAuthentication() {
                    return getRequestorType() == RequestorType.PROXY
                            ? proxies.password(getRequestingHost(), getRequestingPort())
                                    .orElse(null)
                            : null;
                }
            });
        }
    }

    @Override
    public SdkHttpClient.Builder<?> createHttpClientBuilder() {
        return new ProxiedHttpClient.Builder(ProxySettings.of(System.getenv()));
    }
}
