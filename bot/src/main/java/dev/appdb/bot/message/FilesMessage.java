package dev.appdb.bot.message;

import java.util.List;

/**
 * A message with files in its thread.
 *
 * @param files each with its path in the project as its title
 */
public record FilesMessage(SlackMessage message, List<TextFile> files) {

    public FilesMessage {
        files = List.copyOf(files);
    }
}
