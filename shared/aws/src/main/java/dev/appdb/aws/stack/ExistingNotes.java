package dev.appdb.aws.stack;

import com.fasterxml.jackson.databind.JsonNode;
import dev.appdb.aws.account.AwsContext;
import dev.appdb.aws.account.DatabaseStack;
import dev.appdb.aws.stack.StackInputs.Deployed;
import dev.appdb.aws.template.IamNames;
import dev.appdb.aws.template.StackResource;
import dev.appdb.request.DatabaseRequest;
import java.util.ArrayList;
import java.util.List;

/** Sentences of a plan about names that something outside the stack has already. */
final class ExistingNotes {
    private ExistingNotes() {}

    /** @param template as it will be */
    static List<String> of(DatabaseRequest request, JsonNode template, Deployed deployed) {
        List<String> notes = new ArrayList<>();
        if (!template.path("Resources").has(StackResource.DATABASE_LOGS.logicalId())) {
            notes.add("log group " + DatabaseStack.databaseLog(request.cluster())
                    + " exists already: it is used as it is and stays outside the stack");
        }
        if (!deployed.exists() && IamNames.haveRegion(template)) {
            notes.add("role " + DatabaseStack.of(request).roleManagerRole()
                    + " exists in the account already, perhaps for another Region, and IAM has each name once: the names of"
                    + " this stack's roles and policies begin with " + request.cluster() + "."
                    + AwsContext.region(request));
        }
        return notes;
    }
}
