package dev.appdb.bench;

import java.util.function.DoublePredicate;

/**
 * One number of the table, beside its peer.
 *
 * @param what what was measured
 * @param ratio how ours compares, a phrase that begins with a number: "7.1 times faster"
 * @param ours what we came to
 * @param peer what the peer came to; empty where there is none
 * @param peerIs who the peer is
 * @param goal what was wanted, and whether it is so; empty where nothing was
 */
record Row(String what, String ratio, String ours, String peer, String peerIs, String goal) {

    static Row of(String what, Samples ours) {
        return new Row(what, "", ours.toString(), "", "", "");
    }

    /** Beside a peer, where less is better; the ratio is the peer's median to ours. */
    static Row faster(String what, Samples ours, Samples peer, String peerIs) {
        return beside(what, ours, peer, peerIs, ratio(ours, peer), "× faster");
    }

    /** Beside a peer, where less is better; the ratio is the peer's to ours. */
    static Row fewer(String what, Samples ours, Samples peer, String peerIs) {
        return beside(what, ours, peer, peerIs, ratio(ours, peer), "× less");
    }

    /** Beside a peer, where more is better; the ratio is ours to the peer's. */
    static Row more(String what, Samples ours, Samples peer, String peerIs) {
        return beside(what, ours, peer, peerIs, ratio(peer, ours), "× more");
    }

    /** Beside a peer that is the least that there can be; the ratio is ours to the peer's. */
    static Row ofPeer(String what, Samples ours, Samples peer, String peerIs) {
        return beside(what, ours, peer, peerIs, ratio(peer, ours), "× the peer");
    }

    /** The second's median to the first's. */
    static double ratio(Samples first, Samples second) {
        return second.median() / first.median();
    }

    /** The same with a goal. */
    Row goal(String words, boolean reached) {
        return new Row(what, ratio, ours, peer, peerIs, words + (reached ? ": yes" : ": **no**"));
    }

    /** The same with a goal for a number. */
    Row goal(String words, double value, DoublePredicate wanted) {
        return goal(words, wanted.test(value));
    }

    private static Row beside(String what, Samples ours, Samples peer, String peerIs, double ratio, String comparison) {
        return new Row(what, Samples.number(ratio) + comparison, ours.toString(), peer.toString(), peerIs, "");
    }
}
