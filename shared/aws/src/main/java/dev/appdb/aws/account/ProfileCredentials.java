package dev.appdb.aws.account;

import dev.appdb.failure.Remedy;
import dev.appdb.failure.ShellWord;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import software.amazon.awssdk.profiles.Profile;
import software.amazon.awssdk.profiles.ProfileFile;
import software.amazon.awssdk.profiles.ProfileFileLocation;

/**
 * The causes where the profile in use gives no credentials.
 *
 * @see <a href="https://docs.aws.amazon.com/sdkref/latest/guide/access.html">AWS: configuring access</a>
 */
final class ProfileCredentials {
    private static final int NAMES = 8;

    private final Map<String, String> environment;

    ProfileCredentials(Map<String, String> environment) {
        this.environment = environment;
    }

    /** The reason why the profile in use gave none; empty if none was asked for, and the default one configures none. */
    Optional<CredentialCause> cause(RuntimeException error) {
        String name = SdkSetting.profile(environment);
        boolean isAsked = !environment.getOrDefault("AWS_PROFILE", "").isBlank();
        ProfileFile file = ProfileFile.defaultProfileFile();
        Optional<Profile> profile = file.profile(name);
        if (profile.isEmpty()) {
            return isAsked ? Optional.of(notThere("profile " + name + " (AWS_PROFILE)", name, file)) : Optional.empty();
        } else if (!isAsked && ProfileChain.isWithoutCredentials(error)) {
            return Optional.empty();
        }
        return Optional.of(new ProfileChain(file, profile.get()).cause(error));
    }

    /** The cause where nothing at all is configured. */
    CredentialCause nothingConfigured() {
        ProfileFile file = ProfileFile.defaultProfileFile();
        return CredentialCause.missing(
                "no AWS credentials were found: the environment has no keys and no AWS_PROFILE, the profile default has no"
                        + " credentials, and this machine has no role",
                file.profiles().isEmpty()
                        ? AwsFailures.LOG_IN
                        : Remedy.of("Set AWS_PROFILE to one of your profiles ({}), or use another way:", shown(file))
                                .and(AwsFailures.LOG_IN));
    }

    /** @param subject the profile, and where its name is from */
    static CredentialCause notThere(String subject, String name, ProfileFile file) {
        String why = subject + " does not exist in " + ProfileFileLocation.configurationFilePath() + " or "
                + ProfileFileLocation.credentialsFilePath();
        Remedy.Shell make = Remedy.shell("aws configure --profile " + ShellWord.quote(name));
        return CredentialCause.missing(
                why,
                file.profiles().isEmpty()
                        ? Remedy.of("Make it with {}.", make)
                        : Remedy.of("Use one that exists ({}), or make it with {}.", shown(file), make));
    }

    private static Remedy.Text shown(ProfileFile file) {
        List<String> names = file.profiles().keySet().stream().sorted().toList();
        return new Remedy.Text(String.join(", ", names.subList(0, Math.min(names.size(), NAMES)))
                + (names.size() > NAMES ? ", …" : ""));
    }
}
