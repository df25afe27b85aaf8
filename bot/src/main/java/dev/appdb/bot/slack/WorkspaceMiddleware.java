package dev.appdb.bot.slack;

import com.slack.api.app_backend.interactive_components.payload.BlockActionPayload;
import com.slack.api.app_backend.interactive_components.payload.GlobalShortcutPayload;
import com.slack.api.app_backend.interactive_components.payload.MessageShortcutPayload;
import com.slack.api.app_backend.views.payload.ViewSubmissionPayload;
import com.slack.api.bolt.middleware.MiddlewareChain;
import com.slack.api.bolt.request.Request;
import com.slack.api.bolt.request.builtin.BlockActionRequest;
import com.slack.api.bolt.request.builtin.EventRequest;
import com.slack.api.bolt.request.builtin.GlobalShortcutRequest;
import com.slack.api.bolt.request.builtin.MessageShortcutRequest;
import com.slack.api.bolt.request.builtin.SlashCommandRequest;
import com.slack.api.bolt.request.builtin.ViewSubmissionRequest;
import com.slack.api.bolt.response.Response;
import java.util.Optional;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The middleware that tells the bot's own people from those of another organization, who see it in a shared channel:
 * their requests carry their own team. They are marked, and the command's job refuses and audits them.
 *
 * <p>The app's id is not compared: over HTTP the signing secret is the app's own, over Socket Mode its token is, and
 * {@code auth.test} tells a bot's token no app's id to compare with.
 */
final class WorkspaceMiddleware {
    private static final Logger LOG = LoggerFactory.getLogger(WorkspaceMiddleware.class);
    private static final int NOT_READY = 503;

    private final Supplier<Optional<Workspace>> home;

    /** @param home the workspace that the bot's token is of; empty until Slack has answered auth.test once */
    WorkspaceMiddleware(Supplier<Optional<Workspace>> home) {
        this.home = home;
    }

    /** @param given what Bolt hands to every middleware; not used */
    Response apply(Request<?> request, Response given, MiddlewareChain chain) throws Exception {
        Optional<Workspace> asking = asking(request);
        if (asking.isPresent()) {
            Optional<Workspace> own = home.get();
            if (own.isEmpty()) {
                LOG.warn("the bot's workspace is not known yet, so a request is not acknowledged and Slack repeats it");
                return Response.error(NOT_READY);
            }
            if (!own.get().includes(asking.get())) {
                RequestAttributes.external(request.getContext(), asking.get().team());
            }
        }
        return chain.next(request);
    }

    /** The workspace of whoever did it; empty for what no person does. One without any is of no workspace. */
    private static Optional<Workspace> asking(Request<?> request) {
        if (request instanceof SlashCommandRequest command) {
            return Optional.of(workspace(
                    command.getPayload().getTeamId(), command.getPayload().getEnterpriseId()));
        }
        if (request instanceof EventRequest event) {
            return Optional.of(
                    workspace(event.getContext().getTeamId(), event.getContext().getEnterpriseId()));
        }
        if (request instanceof BlockActionRequest click) {
            BlockActionPayload payload = click.getPayload();
            BlockActionPayload.Team team = payload.getTeam();
            return Optional.of(
                    team == null
                            ? workspace(payload.getUser().getTeamId(), null)
                            : workspace(payload.getUser().getTeamId(), team.getId(), team.getEnterpriseId()));
        }
        if (request instanceof ViewSubmissionRequest submission) {
            ViewSubmissionPayload payload = submission.getPayload();
            ViewSubmissionPayload.Team team = payload.getTeam();
            return Optional.of(
                    team == null
                            ? workspace(payload.getUser().getTeamId(), null)
                            : workspace(payload.getUser().getTeamId(), team.getId(), team.getEnterpriseId()));
        }
        if (request instanceof GlobalShortcutRequest shortcut) {
            GlobalShortcutPayload payload = shortcut.getPayload();
            GlobalShortcutPayload.Team team = payload.getTeam();
            return Optional.of(
                    team == null
                            ? workspace(payload.getUser().getTeamId(), null)
                            : workspace(payload.getUser().getTeamId(), team.getId(), team.getEnterpriseId()));
        }
        if (request instanceof MessageShortcutRequest shortcut) {
            MessageShortcutPayload payload = shortcut.getPayload();
            MessageShortcutPayload.Team team = payload.getTeam();
            return Optional.of(
                    team == null
                            ? workspace(payload.getUser().getTeamId(), null)
                            : workspace(payload.getUser().getTeamId(), team.getId(), team.getEnterpriseId()));
        }
        return Optional.empty();
    }

    /**
     * A person's own workspace. The organization is that of the workspace where it happened, so it says nothing of
     * somebody who belongs to another one.
     */
    private static Workspace workspace(
            @Nullable String ofPerson, @Nullable String here, @Nullable String enterpriseHere) {
        return ofPerson == null || ofPerson.equals(here) ? workspace(here, enterpriseHere) : workspace(ofPerson, null);
    }

    private static Workspace workspace(@Nullable String team, @Nullable String enterprise) {
        return new Workspace(
                team == null ? "" : team, Optional.ofNullable(enterprise).filter(id -> !id.isEmpty()));
    }
}
