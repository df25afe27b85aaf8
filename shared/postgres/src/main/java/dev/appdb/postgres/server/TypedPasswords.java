package dev.appdb.postgres.server;

import dev.appdb.failure.Secret;
import dev.appdb.request.ServerUrl;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;

/** Passwords that a person typed: in the memory of this process and nowhere else. */
public final class TypedPasswords {
    private final Map<String, Secret> byUrl = new ConcurrentHashMap<>();

    /** The password of a URL's user on its server, if one was typed. */
    Optional<Secret> of(ServerUrl url) {
        return Optional.ofNullable(byUrl.get(url.value()));
    }

    void keep(ServerUrl url, Secret password) {
        byUrl.put(url.value(), password);
    }

    void forget(ServerUrl url) {
        byUrl.remove(url.value());
    }

    /** Returns true if one was typed, so that the same command needs it again. */
    public boolean isUsed() {
        return !byUrl.isEmpty();
    }
}
