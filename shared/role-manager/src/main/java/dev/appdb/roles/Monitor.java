package dev.appdb.roles;

import java.util.Optional;

/**
 * The role that makes a check in place of the master, and needs no right but CONNECT. What it can't see is unknown.
 *
 * @param user the role's name
 * @param master the master's name, of whose rights the rules and remedies speak
 */
public record Monitor(String user, String master) {

    /** @throws IllegalArgumentException if the master is meant to make its own check so */
    public Monitor {
        if (user.equals(master)) {
            throw new IllegalArgumentException(
                    "\"" + user + "\" is the master user, who makes the check anyway: leave it out");
        }
    }

    /** The master's name where somebody else looks. */
    static Optional<String> master(Optional<Monitor> monitor) {
        return monitor.map(Monitor::master);
    }
}
