package dev.appdb.aws.stack;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.MissingNode;
import dev.appdb.aws.account.AwsCall;
import dev.appdb.aws.account.AwsContext;
import dev.appdb.aws.account.AwsFailures;
import dev.appdb.aws.account.DatabaseStack;
import dev.appdb.failure.FailureException;
import dev.appdb.request.DatabaseRequest;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Predicate;
import software.amazon.awssdk.services.cloudformation.CloudFormationClient;
import software.amazon.awssdk.services.cloudformation.model.AlreadyExistsException;
import software.amazon.awssdk.services.cloudformation.model.Change;
import software.amazon.awssdk.services.cloudformation.model.ChangeSetNotFoundException;
import software.amazon.awssdk.services.cloudformation.model.CloudFormationException;
import software.amazon.awssdk.services.cloudformation.model.CreateChangeSetRequest;
import software.amazon.awssdk.services.cloudformation.model.DescribeChangeSetResponse;
import software.amazon.awssdk.services.cloudformation.model.DescribeStackEventsResponse;
import software.amazon.awssdk.services.cloudformation.model.InvalidChangeSetStatusException;
import software.amazon.awssdk.services.cloudformation.model.OperationEvent;
import software.amazon.awssdk.services.cloudformation.model.Stack;
import software.amazon.awssdk.services.cloudformation.model.StackEvent;
import software.amazon.awssdk.services.cloudformation.model.TemplateStage;
import software.amazon.awssdk.services.cloudformation.model.TokenAlreadyExistsException;

/**
 * Calls of CloudFormation for one stack. A stack or change set that does not exist is empty; any other error is a
 * failure.
 */
public final class CloudFormationStack {
    private static final ObjectMapper MAPPER = new ObjectMapper();

    private final CloudFormationClient client;
    private final String name;

    public CloudFormationStack(CloudFormationClient client, String name) {
        this.client = client;
        this.name = name;
    }

    /** The stack of a request's database. */
    public static CloudFormationStack of(AwsContext context, DatabaseRequest request) throws FailureException {
        return new CloudFormationStack(
                context.clients(request).cloudFormation(),
                DatabaseStack.of(request).name());
    }

    public String name() {
        return name;
    }

    public Optional<Stack> find() throws FailureException {
        return find(name);
    }

    /** @param nameOrId a deleted stack is found only by its id */
    public Optional<Stack> find(String nameOrId) throws FailureException {
        return AwsCall.make(looking(), () -> {
            try {
                return client.describeStacks(request -> request.stackName(nameOrId)).stacks().stream()
                        .findFirst();
            } catch (CloudFormationException e) {
                return unless(isMissing(e), e);
            }
        });
    }

    /** The original template; missing if it is not JSON, which only a stack of another tool has. */
    public JsonNode template() throws FailureException {
        return AwsCall.make(
                "could not read the template of stack " + name,
                () -> parsed(
                        client.getTemplate(request -> request.stackName(name).templateStage(TemplateStage.ORIGINAL))
                                .templateBody()));
    }

    public JsonNode template(String changeSet) throws FailureException {
        return AwsCall.make(
                "could not read the template of plan " + changeSet,
                () -> parsed(client.getTemplate(request ->
                                request.stackName(name).changeSetName(changeSet).templateStage(TemplateStage.ORIGINAL))
                        .templateBody()));
    }

    private static JsonNode parsed(String text) {
        try {
            return MAPPER.readTree(text);
        } catch (JsonProcessingException e) {
            return MissingNode.getInstance();
        }
    }

    /** A change set without its changes. */
    Optional<DescribeChangeSetResponse> changeSet(String id) throws FailureException {
        return AwsCall.make("could not look at plan " + id, () -> {
            try {
                return Optional.of(client.describeChangeSet(
                        request -> request.stackName(name).changeSetName(id)));
            } catch (ChangeSetNotFoundException e) {
                return Optional.empty();
            } catch (CloudFormationException e) {
                return unless(isMissing(e), e);
            }
        });
    }

    /** All changes of a change set, of all pages. */
    List<Change> changes(String id) throws FailureException {
        return AwsCall.make("could not read plan " + id, () -> {
            List<Change> changes = new ArrayList<>();
            String token = null;
            do {
                String page = token;
                DescribeChangeSetResponse response = client.describeChangeSet(request -> request.stackName(name)
                        .changeSetName(id)
                        .includePropertyValues(true)
                        .nextToken(page));
                changes.addAll(response.changes());
                token = response.nextToken();
            } while (token != null);
            return changes;
        });
    }

    /** Creates a change set; an existing one of that name counts as the result of an earlier attempt. */
    void create(CreateChangeSetRequest request) throws FailureException {
        AwsCall.make("could not plan stack " + name, () -> {
            try {
                client.createChangeSet(request);
            } catch (AlreadyExistsException e) {
                // An earlier try got through, and its answer was lost.
            }
            return "";
        });
    }

    /**
     * The failures of a change set by CloudFormation's early validation and the account's hooks.
     *
     * @param changeSetArn with only the name, the service finds nothing
     */
    List<OperationEvent> failedEvents(String changeSetArn) throws FailureException {
        return AwsCall.make(
                "could not read why the plan of stack " + name + " failed",
                () -> client
                        .describeEventsPaginator(request ->
                                request.changeSetName(changeSetArn).filters(filter -> filter.failedEvents(true)))
                        .stream()
                        .flatMap(page -> page.operationEvents().stream())
                        .toList());
    }

    void deleteChangeSet(String id) throws FailureException {
        AwsCall.make(
                "could not remove plan " + id,
                () -> client.deleteChangeSet(request -> request.stackName(name).changeSetName(id)));
    }

    /**
     * Executes a change set. The token makes the call idempotent, and marks its events. A change set that is already
     * being executed is no failure, since the response of an earlier attempt may have been lost.
     */
    void execute(String id) throws FailureException {
        AwsCall.make("could not apply plan " + id, () -> {
            try {
                client.executeChangeSet(
                        request -> request.stackName(name).changeSetName(id).clientRequestToken(id));
            } catch (TokenAlreadyExistsException | InvalidChangeSetStatusException | ChangeSetNotFoundException e) {
                // Whether it is so is seen by following it.
            }
            return "";
        });
    }

    /** Cancels an update in progress, which CloudFormation then rolls back. */
    void cancelUpdate() throws FailureException {
        AwsCall.make(
                "could not cancel the update of stack " + name,
                () -> client.cancelUpdateStack(request -> request.stackName(name)));
    }

    /** Has CloudFormation refuse, or take again, the deletion of the stack. */
    public void protectFromTermination(boolean on) throws FailureException {
        AwsCall.make(
                "could not turn the termination protection of stack " + name + (on ? " on" : " off"),
                () -> client.updateTerminationProtection(
                        request -> request.stackName(name).enableTerminationProtection(on)));
    }

    public void delete(String token) throws FailureException {
        AwsCall.make(
                "could not delete stack " + name,
                () -> client.deleteStack(request -> request.stackName(name).clientRequestToken(token)));
    }

    /** The events after the newest one that the condition holds for, oldest first. */
    public List<StackEvent> eventsAfter(Predicate<StackEvent> known) throws FailureException {
        return eventsAfter(name, known);
    }

    /** @param nameOrId the events of a deleted stack are found only by its id */
    public List<StackEvent> eventsAfter(String nameOrId, Predicate<StackEvent> known) throws FailureException {
        return AwsCall.make("could not read the events of stack " + name, () -> {
            List<StackEvent> events = new ArrayList<>();
            String token = null;
            do {
                String page = token;
                DescribeStackEventsResponse response = client.describeStackEvents(
                        request -> request.stackName(nameOrId).nextToken(page));
                for (StackEvent event : response.stackEvents()) {
                    if (known.test(event)) {
                        return events;
                    }
                    events.add(0, event);
                }
                token = response.nextToken();
            } while (token != null);
            return events;
        });
    }

    private String looking() {
        return "could not look at stack " + name;
    }

    private static boolean isMissing(CloudFormationException e) {
        return AwsFailures.code(e).equals("ValidationError")
                && AwsFailures.message(e).contains("does not exist");
    }

    private static <T> Optional<T> unless(boolean missing, CloudFormationException e) {
        if (missing) {
            return Optional.empty();
        }
        throw e;
    }
}
