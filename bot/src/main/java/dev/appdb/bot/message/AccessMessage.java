package dev.appdb.bot.message;

import dev.appdb.bot.command.Argument;
import dev.appdb.bot.command.BotCommand;
import dev.appdb.bot.command.CommandName;
import dev.appdb.engine.StepResult;
import dev.appdb.request.AppName;
import dev.appdb.request.EnvironmentName;
import dev.appdb.request.Target;
import dev.appdb.roles.AccessReport;
import dev.appdb.roles.AccessRequest;
import dev.appdb.roles.TemporaryAccess;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** The messages about temporary access of people. None has a password in it. */
public final class AccessMessage {
    private static final String SESSIONS_STAY = "Open sessions don't end with VALID UNTIL: revoking ends them.";

    private AccessMessage() {}

    /** Each access that there is, with a button that revokes it. */
    public static Reply list(AppName app, EnvironmentName environment, StepResult.Access found, Asked asked) {
        List<TemporaryAccess> all = found.report().access();
        String cluster = app + "-" + environment;
        String count = all.isEmpty() ? "nobody" : all.size() + (all.size() == 1 ? " user" : " users");
        return new MessageLayout("Temporary access to " + cluster + ": " + count, "access-" + cluster)
                .details(
                        all.stream()
                                .map(access -> Detail.of(
                                        Span.bold(access.state() == TemporaryAccess.State.EXPIRED ? "✗ " : ""),
                                        Span.plain(access.sentence() + ", since " + access.since())))
                                .toList(),
                        "")
                .foot(asked.spans())
                .buttons(revoking(app, environment, all))
                .reply();
    }

    /** A role's comment makes it one of these, whatever its name is: a name that is none of a person has no button. */
    private static List<Button> revoking(AppName app, EnvironmentName environment, List<TemporaryAccess> all) {
        List<Button> buttons = new ArrayList<>();
        for (TemporaryAccess access : all) {
            try {
                BotCommand revoke = BotCommand.of(CommandName.ACCESS_REVOKE, app, environment)
                        .with(Argument.USER, access.user());
                buttons.add(Button.of("Revoke " + access.user(), revoke)
                        .styled(Button.DANGER)
                        .confirmed("This ends the sessions of " + access.user() + " and drops the user."));
            } catch (IllegalArgumentException e) {
                continue;
            }
        }
        return buttons;
    }

    /** The changes of one person's access; where it was given, also how to connect, and what does not end by itself. */
    public static Reply changed(BotCommand command, AccessRequest request, StepResult.Access done, Asked asked) {
        String cluster = app(command) + "-" + environment(command);
        boolean grants = request.operation() == AccessRequest.Operation.GRANT;
        Optional<TemporaryAccess> access = done.report().access().stream()
                .filter(each -> each.user().equals(request.user()))
                .findFirst();
        String title = grants
                ? "✓ " + request.user() + " has access to " + cluster
                        + access.map(each -> " until " + each.until()).orElse("")
                : "✓ " + request.user() + " has no temporary access to " + cluster;
        MessageLayout layout = new MessageLayout(title, "access-" + cluster);
        List<String> changes = done.report().changes().isEmpty()
                ? List.of("nothing to change")
                : done.report().changes();
        layout.details(
                changes.stream().map(change -> Detail.of(Span.plain(change))).toList(), "");
        if (grants) {
            layout.details(hints(command, request.user(), done), "");
        }
        return layout.foot(asked.spans()).reply();
    }

    private static String app(BotCommand command) {
        return command.app().map(AppName::value).orElse("");
    }

    private static String environment(BotCommand command) {
        return command.environment().map(EnvironmentName::value).orElse("");
    }

    private static List<Detail> hints(BotCommand command, String user, StepResult.Access done) {
        List<Detail> hints = new ArrayList<>();
        if (!done.connect().isEmpty()) {
            hints.add(Detail.of(Span.bold("Connect from a shell:")).with(done.connect()));
        }
        if (done.report().login() == AccessReport.Login.PASSWORD_TO_BE_SET) {
            hints.add(Detail.of(Span.bold("Set a password in a shell:"))
                    .with("appdb password rotate --user " + user + " --app-name " + app(command) + " --environment "
                            + environment(command)));
            hints.add(Detail.quoted("No password passes Slack. " + SESSIONS_STAY));
        } else if (done.target().equals(Target.LOCAL.toString())) {
            hints.add(Detail.quoted("The password is in the local server's password file, which only its owner can"
                    + " read. " + SESSIONS_STAY));
        } else {
            hints.add(Detail.quoted("An IAM token does not end with VALID UNTIL. Allow the person `rds-db:connect` on"
                    + " dbuser `" + user + "` with the condition `DateLessThan` on `aws:CurrentTime`, and revoke the"
                    + " access when it is over: check R12 fails until then."));
        }
        return hints;
    }
}
