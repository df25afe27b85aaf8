package dev.appdb.bot.store;

import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;

/**
 * The configuration of an environment, as the bot stores it in place of a project's folder.
 *
 * @param answers by question id, enough to make the request again; never a secret
 * @param files the project's files by path, relative to the project's folder
 */
public record EnvironmentConfiguration(SortedMap<String, String> answers, SortedMap<String, String> files) {
    public static final EnvironmentConfiguration NONE = new EnvironmentConfiguration(Map.of(), Map.of());

    public EnvironmentConfiguration {
        answers = new TreeMap<>(answers);
        files = new TreeMap<>(files);
    }

    public EnvironmentConfiguration(Map<String, String> answers, Map<String, String> files) {
        this(new TreeMap<>(answers), new TreeMap<>(files));
    }
}
