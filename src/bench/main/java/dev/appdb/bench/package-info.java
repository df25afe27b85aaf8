/**
 * Measures what the documentation says of speed and size, each number beside a peer. {@link dev.appdb.bench.Bench} runs every
 * {@link dev.appdb.bench.Item} and prints one table; a new item is a class that implements that interface, and a line in
 * {@code Bench.ITEMS}.
 *
 * <p>Ours and the peer run in turn, within the same minute ({@link dev.appdb.bench.SideBySide}); a number is a median with
 * its spread ({@link dev.appdb.bench.Samples}).
 */
@NullMarked
package dev.appdb.bench;

import org.jspecify.annotations.NullMarked;
