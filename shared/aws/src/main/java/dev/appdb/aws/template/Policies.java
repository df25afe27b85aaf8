package dev.appdb.aws.template;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.Arrays;
import java.util.List;

/**
 * IAM's policy language.
 *
 * @see <a href="https://docs.aws.amazon.com/IAM/latest/UserGuide/reference_policies_elements.html">AWS: elements of a
 *     policy</a>
 */
final class Policies {
    private Policies() {}

    static ObjectNode document(Block... statements) {
        ArrayNode list = JsonNodeFactory.instance.arrayNode();
        Arrays.stream(statements).map(Block::node).forEach(list::add);
        return new Block().with("Version", "2012-10-17").with("Statement", list).node();
    }

    /** Allows these actions on one resource. */
    static Block allow(String id, JsonNode resource, String... actions) {
        return statement(id).with("Action", Cfn.strings(List.of(actions))).with("Resource", resource);
    }

    /** Lets a service of AWS assume a role. */
    static Block trust(String service) {
        return new Block()
                .with("Effect", "Allow")
                .with("Principal", new Block().with("Service", service))
                .with("Action", "sts:AssumeRole");
    }

    /**
     * Allows the account's principals these actions on the policy's key, if their own policies allow them too. In a key
     * policy the resource is always {@code *}, which means the key.
     *
     * @see <a href="https://docs.aws.amazon.com/kms/latest/developerguide/key-policy-overview.html">AWS: key policies</a>
     */
    static Block allowAccountOnKey(String id, List<String> actions) {
        ObjectNode account = Cfn.sub("arn:${AWS::Partition}:iam::${AWS::AccountId}:root");
        return statement(id)
                .with("Principal", new Block().with("AWS", account))
                .with("Action", Cfn.strings(actions))
                .with("Resource", "*");
    }

    /** Lets a service of AWS take these actions on the policy's key. */
    static Block allowServiceOnKey(String id, JsonNode service, List<String> actions) {
        return statement(id)
                .with("Principal", new Block().with("Service", service))
                .with("Action", Cfn.strings(actions))
                .with("Resource", "*");
    }

    /**
     * Denies grants on the policy's key other than those that a service of AWS makes for itself: with any other, whoever
     * gets it could go on using the key after the policies have changed.
     *
     * @see <a
     *     href="https://docs.aws.amazon.com/controltower/latest/controlreference/kms-rules.html#ct-kms-pr-3-description">AWS
     *     Control Tower: CT.KMS.PR.3</a>
     */
    static Block denyGrantsOfPeopleOnKey() {
        return new Block()
                .with("Sid", "RefuseGrantsOfPeople")
                .with("Effect", "Deny")
                .with("Principal", new Block().with("AWS", "*"))
                .with("Action", "kms:CreateGrant")
                .with("Resource", "*")
                .with(
                        "Condition",
                        new Block()
                                .with(
                                        "BoolIfExists",
                                        new Block()
                                                .with("aws:PrincipalIsAWSService", "false")
                                                .with("kms:GrantIsForAWSResource", "false")));
    }

    private static Block statement(String id) {
        return new Block().with("Sid", id).with("Effect", "Allow");
    }
}
