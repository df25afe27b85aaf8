package dev.appdb.bot.slack;

/** The ids by which the app's manifest and its listeners name the same things. */
final class CallbackIds {
    /** The shortcut of the shortcuts menu. */
    static final String CHECK_SHORTCUT = "check-roles";

    /** The shortcut of a message's menu. */
    static final String CHECK_MESSAGE_SHORTCUT = "check-roles-at-message";

    /** The step for workflows. */
    static final String CHECK_STEP = "check_roles";

    /** The step's inputs. */
    static final String APP = "app";

    static final String ENVIRONMENT = "environment";

    private CallbackIds() {}
}
