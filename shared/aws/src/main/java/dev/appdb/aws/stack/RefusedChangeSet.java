package dev.appdb.aws.stack;

import dev.appdb.failure.Failure;
import dev.appdb.failure.Remedy;
import dev.appdb.failure.Subcommand;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import software.amazon.awssdk.services.cloudformation.model.EventType;
import software.amazon.awssdk.services.cloudformation.model.OperationEvent;

/**
 * The reasons for which CloudFormation refuses a change set before it touches anything: its early validation, and the hooks
 * of the account.
 *
 * @see <a href="https://docs.aws.amazon.com/AWSCloudFormation/latest/UserGuide/validate-stack-deployments.html">AWS:
 *     validating stack deployments</a>
 */
final class RefusedChangeSet {
    private static final Pattern LEFT_OVER =
            Pattern.compile("type '([^']+)' with identifier '([^']+)' already exists", Pattern.CASE_INSENSITIVE);

    private final String stack;
    private final List<OperationEvent> events;

    /** @param stack the stack's name */
    RefusedChangeSet(String stack, List<OperationEvent> events) {
        this.stack = stack;
        this.events = events.stream()
                .filter(event -> !"WARN".equals(event.validationFailureModeAsString())
                        && !"WARN".equals(event.hookFailureModeAsString()))
                .filter(event -> !reason(event).isEmpty())
                .toList();
    }

    /** The failure that names every resource with its reason; empty if no event has one. */
    Optional<Failure> failure() {
        if (events.isEmpty()) {
            return Optional.empty();
        }
        return Optional.of(Failure.failed(
                "plan-failed",
                "could not plan stack " + stack,
                events.stream().map(RefusedChangeSet::shown).distinct().collect(Collectors.joining("; ")),
                remedy()));
    }

    private static String shown(OperationEvent event) {
        String resource = (text(event.resourceType()) + " " + text(event.logicalResourceId())).strip();
        List<String> more = new ArrayList<>();
        property(event).ifPresent(property -> more.add("property " + property));
        if (event.validationName() != null) {
            more.add("check " + event.validationName());
        }
        String subject = isOfHook(event)
                ? "hook " + event.hookType() + " refused " + (resource.isEmpty() ? "it" : resource)
                : resource.isEmpty() ? "the template" : resource;
        return subject + ": " + reason(event) + (more.isEmpty() ? "" : " (" + String.join(", ", more) + ")");
    }

    /** The property's path below the resource's properties, such as {@code Tags/0/Value}. */
    private static Optional<String> property(OperationEvent event) {
        return Optional.of(text(event.validationPath()))
                .map(path -> path.replaceFirst("^.*?/Properties/", ""))
                .filter(path -> !path.isEmpty() && !path.startsWith("/Resources/"));
    }

    private static boolean isOfHook(OperationEvent event) {
        return EventType.HOOK_INVOCATION_ERROR.toString().equals(event.eventTypeAsString()) || event.hookType() != null;
    }

    private static String reason(OperationEvent event) {
        return Optional.ofNullable(event.validationStatusReason())
                .or(() -> Optional.ofNullable(event.hookStatusReason()))
                .or(() -> Optional.ofNullable(event.resourceStatusReason()))
                .map(reason -> reason.strip().replaceAll("\\s+", " ").replaceAll("\\.$", ""))
                .orElse("");
    }

    private Remedy remedy() {
        Remedy remedy = Remedy.NONE;
        List<String> leftOver = leftOver();
        if (!leftOver.isEmpty()) {
            remedy = remedy.and(Remedy.of(
                    "{} exist{} outside stack {}: Terraform, or a stack that is gone, has most likely left {}. If nothing"
                            + " uses {}, remove {} with the tool that made {}, or by hand; or choose another {--environment}.",
                    new Remedy.Text(String.join(", ", leftOver)),
                    new Remedy.Text(leftOver.size() == 1 ? "s" : ""),
                    new Remedy.Text(stack),
                    it(leftOver),
                    it(leftOver),
                    it(leftOver),
                    it(leftOver)));
        }
        List<String> hooks = events.stream()
                .filter(RefusedChangeSet::isOfHook)
                .map(event -> text(event.hookType()))
                .distinct()
                .toList();
        if (!hooks.isEmpty()) {
            remedy = remedy.and(Remedy.of(
                    "Ask those who maintain {} in your organization which setting it requires, or for an exception.",
                    new Remedy.Text(String.join(", ", hooks))));
        }
        if (remedy.isEmpty()) {
            remedy = Remedy.of("Fix the cause that AWS reports.");
        }
        return remedy.and(Remedy.of("Then run {}.", Subcommand.PLAN.call()));
    }

    private static Remedy.Text it(List<String> names) {
        return new Remedy.Text(names.size() == 1 ? "it" : "them");
    }

    private List<String> leftOver() {
        return events.stream()
                .map(event -> LEFT_OVER.matcher(reason(event)))
                .filter(Matcher::find)
                .map(found -> found.group(1) + " " + found.group(2))
                .distinct()
                .toList();
    }

    private static String text(@Nullable String text) {
        return text == null ? "" : text;
    }
}
