package dev.appdb.aws.fake;

import java.util.Optional;
import java.util.Set;
import java.util.function.Consumer;

/** The operations that change stacks, other than through change sets. */
record StackCalls(Stacks stacks) {

    static Stack require(Stacks stacks, String name) {
        return stacks.find(name).orElseThrow(() -> AwsError.validation("Stack [" + name + "] does not exist"));
    }

    /** The same in the words of the operations that say "with id". */
    static Stack requireById(Stacks stacks, String name) {
        return stacks.find(name).orElseThrow(() -> AwsError.validation("Stack with id " + name + " does not exist"));
    }

    Consumer<Xml> delete(Parameters call) {
        Optional<Stack> found = stacks.find(call.required("StackName")).filter(stack -> !stack.isGone());
        found.ifPresent(stack -> delete(stack, call));
        return result -> {};
    }

    private void delete(Stack stack, Parameters call) {
        if (stack.repeats(call.get("ClientRequestToken"), "DeleteStack")
                || stack.status().equals("DELETE_IN_PROGRESS")) {
            return;
        }
        if (stack.terminationProtection()) {
            throw AwsError.validation(
                    "Stack [" + stack.name() + "] cannot be deleted while TerminationProtection is" + " enabled");
        }
        if (stack.isBusy() && !stack.status().equals("CREATE_IN_PROGRESS")) {
            throw AwsError.validation("Stack [" + stack.id() + "] cannot be deleted while in status " + stack.status());
        }
        Set<String> retained = Set.copyOf(call.list("RetainResources.member"));
        if (!retained.isEmpty() && !stack.status().equals("DELETE_FAILED")) {
            throw AwsError.validation("Invalid operation on stack [" + stack.id()
                    + "]. When you delete a stack, specify which resources to retain only when the stack is in the"
                    + " DELETE_FAILED state.");
        }
        if (stack.target().isEmpty()) {
            stack.status("DELETE_COMPLETE", null);
            return;
        }
        stack.run().ifPresent(StackRun::stop);
        new StackRun(stacks, stack, stack.target().get(), StackRun.OnFailure.DO_NOTHING)
                .delete(retained, "User Initiated");
    }

    Consumer<Xml> continueRollback(Parameters call) {
        Stack stack = require(stacks, call.required("StackName"));
        if (stack.repeats(call.get("ClientRequestToken"), "ContinueUpdateRollback")) {
            return result -> {};
        }
        if (!stack.status().equals("UPDATE_ROLLBACK_FAILED")) {
            throw AwsError.validation("Stack:" + stack.id() + " is in " + stack.status()
                    + " state and can not continue rolling back an update.");
        }
        stack.run().orElseThrow().continueRollback(Set.copyOf(call.list("ResourcesToSkip.member")));
        return result -> {};
    }

    Consumer<Xml> cancelUpdate(Parameters call) {
        Stack stack = require(stacks, call.required("StackName"));
        if (!stack.status().equals("UPDATE_IN_PROGRESS")) {
            throw AwsError.validation("CancelUpdateStack cannot be called from current stack status");
        }
        stack.run().orElseThrow().cancel();
        return result -> {};
    }

    Consumer<Xml> rollback(Parameters call) {
        Stack stack = require(stacks, call.required("StackName"));
        if (!stack.repeats(call.get("ClientRequestToken"), "RollbackStack")) {
            StackRun run = stack.run().orElseThrow();
            switch (stack.status()) {
                case "CREATE_FAILED" -> run.rollbackCreation("User Initiated");
                case "UPDATE_FAILED" -> run.rollbackUpdate("User Initiated");
                default ->
                    throw AwsError.validation(
                            "Stack:" + stack.id() + " is in " + stack.status() + " state and can not be rolled back.");
            }
        }
        return result -> result.text("StackId", stack.id());
    }

    Consumer<Xml> terminationProtection(Parameters call) {
        Stack stack = require(stacks, call.required("StackName"));
        stack.terminationProtection(call.flag("EnableTerminationProtection"));
        return result -> result.text("StackId", stack.id());
    }
}
