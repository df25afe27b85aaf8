package dev.appdb.aws.cluster;

import dev.appdb.failure.ShellWord;
import dev.appdb.request.Region;

/** Commands of the AWS CLI that print a password; none has one in it. */
final class PasswordCommands {
    private PasswordCommands() {}

    static String tokenCommand(String host, int port, String user, Region region) {
        return "aws rds generate-db-auth-token --hostname " + ShellWord.quote(host) + " --port " + port + " --username "
                + ShellWord.quote(user) + " --region " + region;
    }

    /** The secret is JSON; {@code jq} is what most people have to read it with. */
    static String secretCommand(String secret, Region region) {
        return "aws secretsmanager get-secret-value --secret-id " + ShellWord.quote(secret) + " --region " + region
                + " --query SecretString --output text | jq -r .password";
    }
}
