package dev.appdb.bot.slack;

import com.slack.api.bolt.context.Context;
import com.slack.api.model.view.View;
import dev.appdb.bot.command.CommandName;
import dev.appdb.bot.command.CommandText;
import dev.appdb.bot.command.Parsed;
import dev.appdb.bot.command.SlackRemedy;
import dev.appdb.bot.job.PlaceLook;
import dev.appdb.bot.modal.CommandModal;
import dev.appdb.form.Refusal;
import dev.appdb.setting.Settings;
import dev.appdb.setting.SetupFacts;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * The dialog with a person who fills in a form. Once the answers name a place it is looked at, as the wizard does, beside the
 * acknowledgements: what is found changes the form where it stands, unless it was changed or closed meanwhile, and is among the
 * errors of one that is submitted.
 */
final class FormDialog {
    private static final String CHECKING = "Checking the project and the target…";
    private static final String STILL_CHECKING =
            "The target is still being checked. Submit the form again in a few seconds.";

    /** With what {@link KnownDatabases} takes it is well below the 3 s that Slack waits. */
    private static final Duration FOR_A_LOOK = Duration.ofSeconds(1);

    private static final Duration FOR_A_QUICK_LOOK = Duration.ofMillis(300);

    private final Modals modals;
    private final FormFacts facts;

    FormDialog(Modals modals, FormFacts facts) {
        this.modals = modals;
        this.facts = facts;
    }

    /**
     * A form as a person sees it.
     *
     * @param offered to the person
     */
    record Form(CommandModal modal, SetupFacts offered, ModalOrigin.Seen seen) {

        private View updated(String notice) {
            return seen.origin().on(modal.updated(seen.view(), notice));
        }

        private Map<String, String> errors(List<String> questions, String text) {
            return modal.errors(seen.view(), questions, text);
        }
    }

    /** The form that a view is; empty if it is none of ours. */
    Optional<Form> form(String user, ModalOrigin.Seen seen) {
        // Which command it is of is known before what may be offered for it.
        CommandName command =
                CommandText.parse(seen.view().getPrivateMetadata()) instanceof Parsed.Incomplete incomplete
                        ? incomplete.soFar().name()
                        : CommandName.SETUP;
        SetupFacts offered = facts.offeredTo(user, seen.origin().channel(), command);
        return CommandModal.of(seen.view(), offered).map(modal -> new Form(modal, offered, seen));
    }

    private Optional<PlaceLooks.Begun> look(Form form) {
        return form.modal().command().name() == CommandName.SETUP
                ? facts.look(form.offered(), form.modal().suggested(form.seen().view()))
                : Optional.empty();
    }

    /** Shows what the answers lead to, and once the place that they name was looked at, what was found there. */
    void show(Context context, Form form) {
        Optional<PlaceLooks.Begun> look = look(form);
        // A second change would make the person's next answer a stale one.
        look.ifPresent(begun -> begun.within(FOR_A_QUICK_LOOK));
        String notice =
                look.map(begun -> begun.isPending() ? CHECKING : notice(begun)).orElse("");
        // If it was closed or changed again in the meantime, there is nothing to show.
        Optional<View> shown = modals.changed(context, form.seen().view(), form.updated(notice));
        shown.filter(view -> notice.equals(CHECKING))
                .ifPresent(view -> showOnceLooked(context, form, look.orElseThrow(), view));
    }

    private void showOnceLooked(Context context, Form form, PlaceLooks.Begun look, View shown) {
        look.look().whenComplete((found, trouble) -> modals.update(context, shown, form.updated(notice(look))));
    }

    private static String notice(PlaceLooks.Begun look) {
        return look.within(Duration.ZERO)
                .flatMap(PlaceLook::refusal)
                .map(refusal -> "Not possible yet: " + words(refusal))
                .orElse("");
    }

    private static String words(Refusal refusal) {
        return refusal.text(SlackRemedy.ANYWHERE);
    }

    /** The errors of a submitted form whose place can't be used, or was not looked at in time; none where all is well. */
    Map<String, String> refused(Context context, Form form) {
        Optional<PlaceLooks.Begun> look = look(form);
        if (look.isEmpty()) {
            return Map.of();
        }
        Optional<PlaceLook> found = look.get().within(FOR_A_LOOK);
        if (found.isEmpty() && look.get().isPending()) {
            showOnceLooked(context, form, look.get(), form.seen().view());
            return form.errors(List.of(Settings.TARGET.id()), STILL_CHECKING);
        }
        return found.flatMap(PlaceLook::refusal)
                .map(refusal -> form.errors(refusal.questions(), words(refusal)))
                .orElse(Map.of());
    }
}
