package dev.appdb.aws.account;

import dev.appdb.failure.Remedy;
import dev.appdb.failure.ShellWord;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import software.amazon.awssdk.awscore.exception.AwsServiceException;
import software.amazon.awssdk.core.exception.SdkException;
import software.amazon.awssdk.profiles.Profile;
import software.amazon.awssdk.profiles.ProfileFile;
import software.amazon.awssdk.profiles.ProfileProperty;

/** A profile and those that it takes its credentials from, each by the {@code source_profile} of the one before. */
final class ProfileChain {
    private static final Pattern EXIT_CODE = Pattern.compile("exit value \\((\\d+)\\)(?: with error message: (.*))?");
    private static final Pattern NO_PROPERTY = Pattern.compile("property '([a-z_]+)' was not configured for '([^']+)'");
    private static final int COMMAND_NOT_FOUND = 127;
    private static final int LENGTH_OF_WORDS = 200;

    private final ProfileFile file;
    private final List<Profile> profiles = new ArrayList<>();
    private final Profile first;
    private final Profile last;

    ProfileChain(ProfileFile file, Profile first) {
        this.file = file;
        this.first = first;
        Optional<Profile> next = Optional.of(first);
        while (next.isPresent() && !profiles.contains(next.get())) {
            profiles.add(next.get());
            next = next.get().property(ProfileProperty.SOURCE_PROFILE).flatMap(file::profile);
        }
        this.last = profiles.get(profiles.size() - 1);
    }

    /** The SDK's error for a profile that configures no kind of credentials. */
    static boolean isWithoutCredentials(RuntimeException error) {
        return message(error).contains("contained no credentials");
    }

    CredentialCause cause(RuntimeException error) {
        Optional<String> lost = source(last).filter(name -> file.profile(name).isEmpty());
        if (lost.isPresent()) {
            return ProfileCredentials.notThere(
                    "profile " + lost.get() + " (source_profile of " + last.name() + ")", lost.get(), file);
        } else if (source(last).isPresent() && message(error).contains("Circular")) {
            return CredentialCause.missing(
                    shown(first) + " takes its credentials from itself, by source_profile",
                    Remedy.of("Let source_profile name a profile that has credentials of its own."));
        } else if (isWithoutCredentials(error) || message(error).contains("has no credentials configured")) {
            return CredentialCause.missing(
                    shown(last)
                            + " has no credentials: no keys, role, credential_process, sso_session or login_session",
                    Remedy.of("Add one of them, or set AWS_PROFILE to a profile that has one."));
        }
        Matcher property = NO_PROPERTY.matcher(message(error));
        if (property.find()) {
            return CredentialCause.missing(
                    "profile " + property.group(2) + " has no " + property.group(1),
                    Remedy.of("Add it, or set AWS_PROFILE to another profile."));
        }
        return bySource(error);
    }

    /** The cause by the kind of credentials that the last profile has. */
    private CredentialCause bySource(RuntimeException error) {
        if (error instanceof AwsServiceException refused && isAssumed(refused)) {
            return refused(refused);
        } else if (has(last, ProfileProperty.CREDENTIAL_PROCESS)) {
            return process(error);
        } else if (isLogIn("sso_") && isEnded(error)) {
            return session("IAM Identity Center", "aws sso login --profile ");
        } else if (has(last, ProfileProperty.LOGIN_SESSION) && isEnded(error)) {
            return session("aws login", "aws login --profile ");
        }
        Optional<String> other = last.property(ProfileProperty.CREDENTIAL_SOURCE);
        if (other.isPresent() && AwsCall.error(error).kind() == AwsError.Kind.NO_CREDENTIALS) {
            return CredentialCause.missing(
                    "credential_source of profile " + last.name() + " is " + other.get() + ", which has no credentials",
                    Remedy.of("Correct it, or set AWS_PROFILE to another profile."));
        }
        Optional<String> token = last.property(ProfileProperty.WEB_IDENTITY_TOKEN_FILE);
        if (token.isPresent()) {
            return CredentialVariables.webIdentity(
                    error, ProfileProperty.WEB_IDENTITY_TOKEN_FILE + " of profile " + last.name(), token.get());
        } else if (error instanceof SdkException sdk) {
            return CredentialCause.error(shown(first), AwsCall.error(sdk));
        }
        return CredentialCause.missing(
                shown(first) + " can't be used: " + AwsFailures.trimmed(message(error)),
                Remedy.of("Correct it, or set AWS_PROFILE to another profile."));
    }

    private boolean isAssumed(AwsServiceException error) {
        return profiles.stream().anyMatch(profile -> has(profile, ProfileProperty.ROLE_ARN))
                && !has(last, ProfileProperty.WEB_IDENTITY_TOKEN_FILE)
                && AwsCall.error(error).kind() == AwsError.Kind.DENIED;
    }

    private CredentialCause refused(AwsServiceException error) {
        Profile assuming = profiles.stream()
                .filter(profile -> has(profile, ProfileProperty.ROLE_ARN))
                .findFirst()
                .orElse(first);
        String role = assuming.property(ProfileProperty.ROLE_ARN).orElse("");
        if (profiles.stream().anyMatch(profile -> has(profile, ProfileProperty.MFA_SERIAL))) {
            String name = ShellWord.quote(first.name());
            return CredentialCause.session(
                    shown(first) + " needs a code of an MFA device (mfa_serial) to assume " + role
                            + ", and appdb can't ask for one",
                    Remedy.of(
                            "Let the AWS CLI ask: {}. Then run {} in the same shell.",
                            Remedy.shell(
                                    "eval \"$(aws configure export-credentials --profile " + name + " --format env)\""),
                            Remedy.AGAIN));
        }
        return CredentialCause.session(
                "AWS did not let " + shown(first) + " assume " + role + ": " + AwsFailures.message(error),
                Remedy.of(
                        "Allow sts:AssumeRole on the role to the identity of profile {}, and name that identity in the role's trust policy.",
                        new Remedy.Text(last.name())));
    }

    /** The output of the program is not shown, since it may have a key; what it says to the person is. */
    private CredentialCause process(RuntimeException error) {
        String source = "credential_process of profile " + last.name();
        Matcher ended = EXIT_CODE.matcher(
                message(error.getCause() == null ? error : error.getCause()).replaceAll("\\s+", " "));
        if (ended.find()) {
            int code = Integer.parseInt(ended.group(1));
            String words = ended.group(2) == null ? "" : AwsFailures.trimmed(ended.group(2));
            String shown = words.isEmpty() ? "" : ": " + words.substring(0, Math.min(words.length(), LENGTH_OF_WORDS));
            return CredentialCause.missing(
                    source + (code == COMMAND_NOT_FOUND ? " was not found" : " failed with exit code " + code) + shown,
                    Remedy.of(
                            code == COMMAND_NOT_FOUND
                                    ? "Install it, or correct its path."
                                    : "Run it yourself to see what it needs, such as a login."));
        }
        return CredentialCause.missing(
                source + " did not print credentials as JSON",
                Remedy.of(
                        "It prints Version 1, AccessKeyId and SecretAccessKey as JSON, and nothing else, on its standard output."));
    }

    private boolean isLogIn(String prefix) {
        return last.properties().keySet().stream().anyMatch(name -> name.startsWith(prefix));
    }

    /** The session was never begun, has ended, or can't be renewed; not that the network or AWS failed. */
    private static boolean isEnded(RuntimeException error) {
        return error instanceof SdkException
                && switch (AwsCall.error(error).kind()) {
                    case NO_SUCH_HOST, NO_TLS, TIMEOUT, INTERRUPTED, DENIED, BROKEN, THROTTLED -> false;
                    case UNREACHABLE -> error.getCause() == null;
                    default -> true;
                };
    }

    private CredentialCause session(String way, String command) {
        return CredentialCause.session(
                "no valid session of your " + shown(last) + ", which logs in through " + way,
                Remedy.of("Run {}, then {}.", Remedy.shell(command + ShellWord.quote(last.name())), Remedy.AGAIN));
    }

    private static Optional<String> source(Profile profile) {
        return profile.property(ProfileProperty.SOURCE_PROFILE);
    }

    private static boolean has(Profile profile, String property) {
        return profile.property(property).isPresent();
    }

    private static String shown(Profile profile) {
        return "profile " + profile.name();
    }

    private static String message(Throwable error) {
        return String.valueOf(error.getMessage());
    }
}
