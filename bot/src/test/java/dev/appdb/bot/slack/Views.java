package dev.appdb.bot.slack;

/** Modals for tests. */
final class Views {
    static final String ASKING_FOR_APP = """
            {"type": "modal", "callback_id": "form", "title": {"type": "plain_text", "text": "Set up"},
             "submit": {"type": "plain_text", "text": "Plan"},
             "blocks": [{"type": "input", "block_id": "app",
               "label": {"type": "plain_text", "text": "App"},
               "element": {"type": "plain_text_input", "action_id": "app"}}]}
            """;

    private Views() {}
}
