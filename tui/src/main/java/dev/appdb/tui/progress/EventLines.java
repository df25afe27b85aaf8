package dev.appdb.tui.progress;

import dev.appdb.event.EventText;
import dev.appdb.event.Level;
import dev.appdb.event.ResourceState;
import dev.appdb.event.RunEvent;
import java.util.List;
import org.jline.utils.AttributedString;
import org.jline.utils.AttributedStyle;

/** The {@linkplain EventText text} of a run's events, each line in the style of its event. */
public final class EventLines {
    /** The code of the end of a run whose person went back to the questions: it has no line. */
    public static final String WENT_BACK = "went-back";

    private final EventText text = new EventText();

    /** The next event as lines; none if the person went back to the questions. */
    public List<AttributedString> of(RunEvent event) {
        if (event instanceof RunEvent.RunFinished end
                && end.failure()
                        .filter(failure -> failure.code().equals(WENT_BACK))
                        .isPresent()) {
            return List.of();
        }
        AttributedStyle style = style(event);
        return text.lines(event).stream()
                .map(line -> new AttributedString(line, style))
                .toList();
    }

    /** The style of an event. */
    static AttributedStyle style(RunEvent event) {
        if (event instanceof RunEvent.StepStarted) {
            return TextStyles.HEADING;
        } else if (event instanceof RunEvent.ResourceProgressed resource) {
            return style(resource.state());
        } else if (event instanceof RunEvent.Noted noted) {
            return noted.level() == Level.WARNING ? TextStyles.WARNING : TextStyles.PLAIN;
        } else if (event instanceof RunEvent.RolesChecked checked) {
            return CheckText.style(checked.failed(), checked.unknown());
        } else if (event instanceof RunEvent.RunFinished finished) {
            return switch (finished.result()) {
                case DONE -> TextStyles.GOOD;
                case FAILED -> TextStyles.BAD;
                case FOUND, REFUSED, INTERRUPTED -> TextStyles.WARNING;
            };
        }
        return TextStyles.PLAIN;
    }

    private static AttributedStyle style(ResourceState state) {
        return switch (state) {
            case IN_PROGRESS -> TextStyles.PLAIN;
            case COMPLETE -> TextStyles.GOOD;
            case FAILED -> TextStyles.BAD;
        };
    }
}
