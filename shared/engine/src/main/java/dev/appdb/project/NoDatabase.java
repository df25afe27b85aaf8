package dev.appdb.project;

import java.util.Optional;

/**
 * The reason for which an app has no database of its own.
 *
 * @param why with the line that says it
 * @param owner the app whose database it uses, where that is declared
 */
public record NoDatabase(String why, Optional<String> owner) {}
