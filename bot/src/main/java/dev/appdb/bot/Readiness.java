package dev.appdb.bot;

import java.util.Optional;
import java.util.function.Supplier;

/**
 * One thing that has to work before the bot is ready.
 *
 * @param name such as {@code slack}
 * @param problem what is wrong with it; empty if it works. May take some seconds, and is asked at most every 5 s.
 */
public record Readiness(String name, Supplier<Optional<String>> problem) {}
