package dev.appdb.bot.job;

/** The lifetime of a replica: it ends at its last point, as if killed with signal 9 there. */
final class Lifetime {
    private final int lastPoint;
    private int points;
    private boolean lasted = true;
    private boolean over;

    private Lifetime(int lastPoint) {
        this.lastPoint = lastPoint;
    }

    static Lifetime forEver() {
        return new Lifetime(Integer.MAX_VALUE);
    }

    static Lifetime untilPoint(int number) {
        return new Lifetime(number);
    }

    /** Something was done that outlives the replica. */
    synchronized void lasted() {
        lasted = true;
    }

    /** A point between two things that last. Being killed twice with nothing in between is the same. */
    synchronized void point() {
        check();
        if (lasted) {
            lasted = false;
            points++;
            if (points >= lastPoint) {
                over = true;
                throw new ReplicaKilled();
            }
        }
    }

    /** Passes if it is not over. */
    synchronized void check() {
        if (over) {
            throw new ReplicaKilled();
        }
    }

    synchronized boolean isOver() {
        return over;
    }
}
