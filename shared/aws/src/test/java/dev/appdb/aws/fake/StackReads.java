package dev.appdb.aws.fake;

import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Optional;
import java.util.function.Consumer;

/** The operations that read stacks. */
record StackReads(Stacks stacks) {

    Consumer<Xml> describe(Parameters call) {
        stacks.look();
        Optional<String> name = call.get("StackName");
        List<Stack> found = name.isPresent() ? List.of(StackCalls.requireById(stacks, name.get())) : stacks.all();
        Page<Stack> page = stacks.page(found, call);
        return result ->
                result.list("Stacks", "member", page.items(), this::stack).text("NextToken", page.next());
    }

    /**
     * {@code ListStacks}: deleted ones too, unless the filter leaves them out.
     *
     * @see <a href="https://docs.aws.amazon.com/AWSCloudFormation/latest/APIReference/API_ListStacks.html">AWS: ListStacks</a>:
     *     stacks that were deleted are shown for 90 days
     */
    Consumer<Xml> list(Parameters call) {
        stacks.look();
        List<String> wanted = call.list("StackStatusFilter.member");
        Page<Stack> page = stacks.page(
                stacks.evenDeleted().stream()
                        .filter(stack -> wanted.isEmpty() || wanted.contains(stack.status()))
                        .toList(),
                call);
        return result -> result.list(
                        "StackSummaries",
                        "member",
                        page.items(),
                        (body, stack) -> body.text("StackId", stack.id())
                                .text("StackName", stack.name())
                                .text("CreationTime", stack.created())
                                .text("LastUpdatedTime", stack.updated())
                                .text("DeletionTime", stack.deleted())
                                .text("StackStatus", stack.status())
                                .text("StackStatusReason", stack.reason()))
                .text("NextToken", page.next());
    }

    private void stack(Xml xml, Stack stack) {
        StackXml.stack(xml, stack);
        Optional<DriftDetection> last = DriftCalls.last(stacks, stack);
        xml.child(
                "DriftInformation",
                drift -> drift.text(
                        "StackDriftStatus",
                        last.map(found -> found.drifted() > 0 ? "DRIFTED" : "IN_SYNC")
                                .orElse("NOT_CHECKED")));
    }

    Consumer<Xml> events(Parameters call) {
        stacks.look();
        Stack stack = StackCalls.require(stacks, call.required("StackName"));
        List<StackEvent> newestFirst = new ArrayList<>(stack.events());
        Collections.reverse(newestFirst);
        Page<StackEvent> page = stacks.overlapping(newestFirst, call);
        return result -> result.list(
                        "StackEvents", "member", page.items(), (body, event) -> StackXml.event(body, stack, event))
                .text("NextToken", page.next());
    }

    Consumer<Xml> resources(Parameters call) {
        stacks.look();
        Stack stack = StackCalls.requireById(stacks, call.required("StackName"));
        List<StackResource> found = stack.resources().values().stream()
                .filter(resource -> call.get("LogicalResourceId")
                        .map(resource.logicalId()::equals)
                        .orElse(true))
                .toList();
        return result -> result.list("StackResources", "member", found, (body, resource) -> {
            body.text("StackId", stack.id()).text("StackName", stack.name());
            StackXml.resource(body, resource, "Timestamp");
        });
    }

    Consumer<Xml> listResources(Parameters call) {
        stacks.look();
        Stack stack = StackCalls.requireById(stacks, call.required("StackName"));
        Page<StackResource> page = stacks.page(List.copyOf(stack.resources().values()), call);
        return result -> result.list(
                        "StackResourceSummaries",
                        "member",
                        page.items(),
                        (body, resource) -> StackXml.resource(body, resource, "LastUpdatedTimestamp"))
                .text("NextToken", page.next());
    }
}
