package dev.appdb.aws.fake;

import java.time.Duration;
import java.time.Instant;
import java.util.HashMap;
import java.util.HashSet;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/** The caller, the validity of its session, and its permissions. Thread-safe. */
public final class Credentials {
    /** The access key that the account knows, beside those of assumed roles. */
    public static final String ACCESS_KEY_ID = "ASIAFAKEFAKEFAKEFAKE";

    public static final String SECRET_ACCESS_KEY = "fake/secret/access/key/of/forty/letters0";
    public static final String SESSION_TOKEN = "fake-session-token";

    private final Set<String> denied = new HashSet<>();
    private String caller = "arn:aws:sts::" + Account.ID + ":assumed-role/deployer/somebody";
    private final Map<String, Session> sessions = new HashMap<>();
    private final Map<String, String> trusts = new HashMap<>();
    private final ThreadLocal<Optional<String>> acting = ThreadLocal.withInitial(Optional::empty);
    private Duration ahead = Duration.ZERO;
    private boolean expired;

    /**
     * Keys that the account knows.
     *
     * @param token empty for keys of a user, which have none
     * @param arn of the caller; empty for the standard one
     */
    record Session(String secret, Optional<String> token, Optional<String> arn) {}

    public Credentials() {
        sessions.put(ACCESS_KEY_ID, new Session(SECRET_ACCESS_KEY, Optional.of(SESSION_TOKEN), Optional.empty()));
    }

    /** Lets the caller assume a role, given the external id that its trust policy wants, if any. */
    public synchronized void trusts(String roleArn, String externalId) {
        trusts.put(roleArn, externalId);
    }

    /** Empty if the role does not trust the caller. */
    synchronized Optional<String> trusted(String roleArn) {
        return Optional.ofNullable(trusts.get(roleArn));
    }

    /** Adds keys of an assumed role. */
    synchronized void add(String accessKeyId, Session session) {
        sessions.put(accessKeyId, session);
    }

    synchronized Optional<Session> session(String accessKeyId) {
        return Optional.ofNullable(sessions.get(accessKeyId));
    }

    /** Puts AWS's clock ahead of the caller's, as where the caller's is slow; negative for one that is fast. */
    public synchronized void clockAhead(Duration duration) {
        ahead = duration;
    }

    synchronized Instant now() {
        return Instant.now().plus(ahead);
    }

    /** The ARN of who makes the call that is being served, as {@code GetCallerIdentity} answers it. */
    public synchronized String caller() {
        return acting.get().orElse(caller);
    }

    /** Serves the calls of this thread as of a session. */
    void act(Session session) {
        acting.set(session.arn());
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
