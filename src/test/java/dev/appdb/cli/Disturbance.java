package dev.appdb.cli;

import dev.appdb.aws.fake.Call;
import dev.appdb.aws.fake.Faults;
import dev.appdb.aws.fake.Faults.Placement;
import java.util.function.Consumer;
import java.util.function.Predicate;

/** A fault of a call, before or after its effect. */
enum Disturbance {
    THROTTLED(Placement::throttle),
    ERROR_500(Placement::error500),
    ERROR_500_AFTER_EFFECT(spot -> spot.afterEffect().error500()),
    TIMEOUT(Placement::timeout),
    TIMEOUT_AFTER_EFFECT(spot -> spot.afterEffect().timeout()),
    CUT(Placement::cut),
    CUT_AFTER_EFFECT(spot -> spot.afterEffect().cut()),
    KILLED_BEFORE(Placement::death),
    KILLED_AFTER(spot -> spot.afterEffect().death());

    /** The SDK tries three times, and Java repeats a call without a body once by itself before the SDK knows. */
    private static final int UNTIL_IT_IS_FELT = 6;

    private static final int ALL = 1000;

    private final Consumer<Placement> strike;

    Disturbance(Consumer<Placement> strike) {
        this.strike = strike;
    }

    boolean kills() {
        return this == KILLED_BEFORE || this == KILLED_AFTER;
    }

    boolean timesOut() {
        return this == TIMEOUT || this == TIMEOUT_AFTER_EFFECT;
    }

    /** Strikes one call, at each try, until the SDK gives it up. */
    void lastingly(Faults faults, Predicate<Call> where) {
        strike.accept(faults.where(where).times(kills() ? 1 : UNTIL_IT_IS_FELT));
    }

    /** Strikes every call, at the first try only. */
    void onceEverywhere(Faults faults) {
        strike.accept(faults.where(call -> call.attempt() == 1).times(ALL));
    }
}
