package dev.appdb.bot.message;

import dev.appdb.bot.command.BotCommand;
import dev.appdb.bot.message.ScheduledCheckMessage.DigestLine;
import java.util.List;

/** The home tab of one person. */
public final class HomeMessage {
    private HomeMessage() {}

    /**
     * A run that has not ended.
     *
     * @param command the whole command, as one types it without the slash
     * @param requester the name of who asked for it
     * @param state such as {@code waiting for approval}
     */
    public record OpenRun(String id, String command, String requester, String state) {}

    /**
     * The tab.
     *
     * @param databases those that the person may ask about, with their last check
     * @param waiting the runs that wait for this person
     * @param underWay the other runs of these databases
     */
    public static SlackMessage of(List<DigestLine> databases, List<OpenRun> waiting, List<OpenRun> underWay) {
        MessageLayout layout = new MessageLayout("Your databases", "");
        if (databases.isEmpty()) {
            layout.paragraph(Span.plain("There is no database that you may ask about here. Type " + BotCommand.SLASH
                    + " help in a channel."));
        }
        return layout.details(waiting.stream().map(HomeMessage::run).toList(), "Waiting for you")
                .details(databases.stream().map(ScheduledCheckMessage::detail).toList(), "Last check")
                .details(underWay.stream().map(HomeMessage::run).toList(), "In progress")
                .message();
    }

    private static Detail run(OpenRun run) {
        return Detail.of(
                Span.bold(BotCommand.SLASH + " " + run.command()),
                Span.plain(", by " + run.requester() + ": " + run.state() + " (run " + run.id() + ")"));
    }
}
