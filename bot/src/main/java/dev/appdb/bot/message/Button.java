package dev.appdb.bot.message;

import com.slack.api.model.block.composition.ConfirmationDialogObject;
import com.slack.api.model.block.composition.PlainTextObject;
import com.slack.api.model.block.element.ButtonElement;
import dev.appdb.bot.command.BotCommand;
import java.util.Optional;

/**
 * A button, which is a command that one may also type.
 *
 * @param style {@code primary}, {@code danger}, or empty
 * @param confirm what is asked before it counts
 */
record Button(ButtonAction kind, String label, BotCommand command, String style, Optional<String> confirm) {
    static final String PRIMARY = "primary";
    static final String DANGER = "danger";

    static Button of(String label, BotCommand command) {
        return new Button(ButtonAction.COMMAND, label, command, "", Optional.empty());
    }

    /** One that opens the form that asks for what the command lacks. */
    static Button form(String label, BotCommand command) {
        return new Button(ButtonAction.FORM, label, command, "", Optional.empty());
    }

    Button styled(String newStyle) {
        return new Button(kind, label, command, newStyle, confirm);
    }

    Button confirmed(String question) {
        return new Button(kind, label, command, style, Optional.of(question));
    }

    /** True if Slack accepts it: a command may be too long for a button, and then can only be typed. */
    boolean fits() {
        return command.text().length() <= Limits.BUTTON_VALUE;
    }

    ButtonElement element(int index) {
        ButtonElement element = ButtonElement.builder()
                .actionId(kind.actionId(index))
                .text(MessageLayout.plain(SlackText.cut(SlackText.visible(label), Limits.BUTTON_TEXT)))
                .value(command.text())
                .accessibilityLabel(SlackText.cut(
                        SlackText.visible(label + ": " + command.slashText()), Limits.ACCESSIBILITY_LABEL))
                .build();
        if (!style.isEmpty()) {
            element.setStyle(style);
        }
        confirm.ifPresent(question -> element.setConfirm(ConfirmationDialogObject.builder()
                .title(MessageLayout.plain(SlackText.cut(SlackText.visible(label), Limits.CONFIRM_TITLE)))
                .text(MessageLayout.plain(SlackText.cut(SlackText.visible(question), Limits.CONFIRM_TEXT)))
                .confirm(confirming())
                .deny(MessageLayout.plain("Not now"))
                .build()));
        return element;
    }

    private PlainTextObject confirming() {
        return MessageLayout.plain(SlackText.cut(SlackText.visible(label), Limits.CONFIRM_BUTTON));
    }
}
