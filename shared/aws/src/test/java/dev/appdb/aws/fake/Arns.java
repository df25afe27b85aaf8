package dev.appdb.aws.fake;

import java.util.List;

/** ARNs of the fake account. */
final class Arns {
    private Arns() {}

    static String regional(Account account, String service, String resource) {
        return "arn:" + Account.PARTITION + ":" + service + ":" + account.region() + ":" + Account.ID + ":" + resource;
    }

    static String iam(String resource) {
        return "arn:" + Account.PARTITION + ":iam::" + Account.ID + ":" + resource;
    }

    /** The sixth colon-separated part of an ARN with all that follows; any other text as it is. */
    static String resource(String arn) {
        List<String> parts = List.of(arn.split(":", 6));
        return parts.size() == 6 ? parts.get(5) : arn;
    }

    /** A secret's name: its ARN's last part without the six random letters. */
    static String secretName(String arn) {
        String name = resource(arn);
        int colon = name.indexOf(':');
        return colon < 0 ? name : name.substring(colon + 1, Math.max(colon + 1, name.length() - 7));
    }
}
