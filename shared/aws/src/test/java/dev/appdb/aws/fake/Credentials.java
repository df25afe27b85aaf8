package dev.appdb.aws.fake;

import java.util.HashSet;
import java.util.Set;

/** The caller, the validity of its session, and its permissions. Thread-safe. */
public final class Credentials {
    /** The only access key that the account knows. */
    public static final String ACCESS_KEY_ID = "ASIAFAKEFAKEFAKEFAKE";

    public static final String SECRET_ACCESS_KEY = "fake/secret/access/key/of/forty/letters0";
    public static final String SESSION_TOKEN = "fake-session-token";

    private final Set<String> denied = new HashSet<>();
    private String caller = "arn:aws:sts::" + Account.ID + ":assumed-role/deployer/somebody";
    private boolean expired;

    /** The caller's ARN as {@code GetCallerIdentity} answers it. */
    public synchronized String caller() {
        return caller;
    }

    public synchronized void caller(String arn) {
        caller = arn;
    }

    /** Lets the session expire: every further call fails. */
    public synchronized void expire() {
        expired = true;
    }

    public synchronized void renew() {
        expired = false;
    }

    /** Denies permissions, such as {@code cloudformation:CreateChangeSet} or {@code ec2:*}. */
    public synchronized void deny(String... actions) {
        denied.addAll(Set.of(actions));
    }

    public synchronized void allowAll() {
        denied.clear();
    }

    synchronized boolean allows(String action) {
        String service = action.substring(0, action.indexOf(':') + 1);
        return !denied.contains(action) && !denied.contains(service + "*");
    }

    synchronized boolean expired() {
        return expired;
    }
}
