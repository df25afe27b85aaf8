package dev.appdb.aws.connection;

import dev.appdb.failure.ShellWord;
import dev.appdb.request.Region;

/** Commands of the AWS CLI that print a password; none contains one. */
final class PasswordCommands {
    private PasswordCommands() {}

    static String tokenCommand(String host, int port, String user, Region region) {
        return "aws rds generate-db-auth-token --hostname " + ShellWord.quote(host) + " --port " + port + " --username "
                + ShellWord.quote(user) + " --region " + region;
    }

    /** The command prints JSON, so it pipes it into {@code jq}. */
    static String secretCommand(String secret, Region region) {
        return "aws secretsmanager get-secret-value --secret-id " + ShellWord.quote(secret) + " --region " + region
                + " --query SecretString --output text | jq -r .password";
    }
}
