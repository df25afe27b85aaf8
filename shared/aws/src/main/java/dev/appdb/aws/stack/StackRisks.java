package dev.appdb.aws.stack;

import com.fasterxml.jackson.databind.JsonNode;
import dev.appdb.aws.template.StackParameter;
import dev.appdb.aws.template.StackResource;
import dev.appdb.plan.Risk;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/**
 * The risks of replacing one template by another. CloudFormation asks for no confirmation: it allows a major version
 * upgrade with every change of the version, and applies any change of the protection.
 */
final class StackRisks {
    private StackRisks() {}

    /** A template with the values of its parameters. */
    record Side(JsonNode template, Map<String, String> parameters) {

        Side {
            parameters = Map.copyOf(parameters);
        }

        private JsonNode cluster() {
            return template.path("Resources")
                    .path(StackResource.DATABASE_CLUSTER.logicalId())
                    .path("Properties");
        }

        /** The major version, also of a version like 16.6; empty if the template has none. */
        private String major() {
            String version = parameters.getOrDefault(StackParameter.ENGINE_VERSION.id(), "");
            return version.replaceAll("\\..*", "");
        }
    }

    /** The risks to the cluster; none if there is none yet. */
    static List<Risk> between(Side deployed, Side wanted) {
        List<Risk> risks = new ArrayList<>();
        if (!deployed.major().isEmpty() && !deployed.major().equals(wanted.major())) {
            risks.add(Risk.MAJOR_UPGRADE);
        }
        if (isSwitchedOff("DeletionProtection", deployed, wanted)) {
            risks.add(Risk.UNPROTECTED);
        }
        if (isSwitchedOff("StorageEncrypted", deployed, wanted)) {
            risks.add(Risk.UNENCRYPTED);
        }
        return List.copyOf(risks);
    }

    private static boolean isSwitchedOff(String property, Side deployed, Side wanted) {
        return deployed.cluster().path(property).asBoolean()
                && !wanted.cluster().path(property).asBoolean();
    }
}
