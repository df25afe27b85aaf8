package dev.appdb.cli;

import dev.appdb.aws.fake.FakeAws;
import java.time.Clock;
import java.time.Instant;
import java.time.ZoneId;

/**
 * The clock of a process that dies with the calls of an account: from then on it keeps no journal, nor does anything else
 * that takes the time, as no killed process does.
 */
final class Killable extends Clock {
    private final FakeAws aws;

    Killable(FakeAws aws) {
        this.aws = aws;
    }

    @Override
    public Instant instant() {
        if (aws.faults().isDead()) {
            throw new Killed();
        }
        return Clock.systemUTC().instant();
    }

    @Override
    public ZoneId getZone() {
        return Clock.systemUTC().getZone();
    }

    @Override
    public Clock withZone(ZoneId zone) {
        throw new UnsupportedOperationException();
    }

    /** The end of the process; nothing in it catches an error. */
    static final class Killed extends Error {
        private static final long serialVersionUID = 1;

        Killed() {
            super("killed");
        }
    }
}
