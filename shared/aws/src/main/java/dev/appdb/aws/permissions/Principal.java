package dev.appdb.aws.permissions;

import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * A principal whose permissions IAM can simulate: a user or a role. For a session it is the session's role.
 *
 * @param arn the user's ARN; of a role its ARN without the path, which a session's does not have
 * @param role the role's name; empty for a user
 * @see <a href="https://docs.aws.amazon.com/IAM/latest/UserGuide/reference_identifiers.html">AWS: ARNs of principals</a>
 */
public record Principal(String arn, Optional<String> role) {
    private static final Pattern SESSION = Pattern.compile("arn:([a-z-]+):sts::([0-9]{12}):assumed-role/([^/]+)/.*");
    private static final Pattern USER = Pattern.compile("arn:[a-z-]+:iam::[0-9]{12}:user/.+");
    private static final Pattern ROLE = Pattern.compile("arn:[a-z-]+:iam::[0-9]{12}:role/(?:.*/)?([^/]+)");

    /** The user or role of a caller; empty for the account's root and for federated users. */
    public static Optional<Principal> of(String caller) {
        Matcher session = SESSION.matcher(caller);
        if (session.matches()) {
            String name = session.group(3);
            return Optional.of(new Principal(
                    "arn:" + session.group(1) + ":iam::" + session.group(2) + ":role/" + name, Optional.of(name)));
        }
        Matcher role = ROLE.matcher(caller);
        if (role.matches()) {
            return Optional.of(new Principal(caller, Optional.of(role.group(1))));
        }
        return USER.matcher(caller).matches() ? Optional.of(new Principal(caller, Optional.empty())) : Optional.empty();
    }
}
