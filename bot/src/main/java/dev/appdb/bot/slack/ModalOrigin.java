package dev.appdb.bot.slack;

import com.slack.api.model.view.View;

/**
 * The origin of a modal. A modal is in no channel, so it carries that of the message whose button opened it: the policy
 * judges by it, and the answers go there.
 *
 * @param channel of the message whose button opened it
 * @param click the delivery that opened it, whose response URL the answers need where the bot is no member
 */
record ModalOrigin(String channel, String click) {
    private static final int PARTS = 3;

    /** A modal as Slack hands it back. */
    record Seen(View view, ModalOrigin origin) {}

    /** Puts this before the command in what Slack hands back with the view. */
    View on(View view) {
        view.setPrivateMetadata(channel + " " + click + " " + view.getPrivateMetadata());
        return view;
    }

    /** Takes the origin off a view that Slack hands back. */
    static Seen of(View view) {
        String metadata = view.getPrivateMetadata() == null ? "" : view.getPrivateMetadata();
        String[] parts = metadata.split(" ", PARTS);
        view.setPrivateMetadata(parts[parts.length - 1]);
        return new Seen(view, parts.length < PARTS ? new ModalOrigin("", "") : new ModalOrigin(parts[0], parts[1]));
    }
}
