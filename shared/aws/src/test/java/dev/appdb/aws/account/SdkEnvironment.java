package dev.appdb.aws.account;

import java.util.HashMap;
import java.util.Locale;
import java.util.Map;
import java.util.Properties;
import java.util.stream.Stream;
import software.amazon.awssdk.core.SdkSystemSetting;
import software.amazon.awssdk.profiles.ProfileFileSystemSetting;
import software.amazon.awssdk.utils.SystemSetting;

/** Environment variables for the SDK in this process: each as the system property that stands for it. */
final class SdkEnvironment implements AutoCloseable {
    private final Properties before = (Properties) System.getProperties().clone();
    private final Map<String, String> variables;

    SdkEnvironment(Map<String, String> variables) {
        this.variables = new HashMap<>(variables);
        variables.forEach((name, value) -> System.setProperty(property(name), value));
    }

    Map<String, String> variables() {
        return variables;
    }

    private static String property(String variable) {
        return Stream.<SystemSetting>concat(
                        Stream.of(SdkSystemSetting.values()), Stream.of(ProfileFileSystemSetting.values()))
                .filter(setting -> setting.environmentVariable().equals(variable))
                .map(SystemSetting::property)
                .findFirst()
                // https://docs.aws.amazon.com/sdkref/latest/guide/feature-ss-endpoints.html: aws.endpointUrlSts and so
                // on
                .orElseGet(() -> {
                    String[] words = variable.substring("AWS_".length())
                            .toLowerCase(Locale.ROOT)
                            .split("_");
                    StringBuilder name = new StringBuilder("aws." + words[0]);
                    for (int i = 1; i < words.length; i++) {
                        name.append(words[i].substring(0, 1).toUpperCase(Locale.ROOT))
                                .append(words[i].substring(1));
                    }
                    return name.toString();
                });
    }

    @Override
    public void close() {
        System.setProperties(before);
    }
}
