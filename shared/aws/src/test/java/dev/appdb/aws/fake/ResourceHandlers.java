package dev.appdb.aws.fake;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;

/** Makes, changes and deletes live resources, with the checks of the services behind them. */
final class ResourceHandlers {
    private final Account account;
    private final DeletionRules deletions;

    ResourceHandlers(Account account) {
        this.account = account;
        deletions = new DeletionRules(account);
    }

    LiveResource create(String stackName, String logicalId, ResourceType type, JsonNode wanted) throws ResourceFailure {
        ObjectNode properties = requireValid(logicalId, type, wanted);
        String physicalId = PhysicalId.of(account, stackName, logicalId, type, properties);
        if (account.find(type.name(), physicalId).isPresent()) {
            throw ResourceFailure.handler(
                    "Resource of type '" + type.name() + "' with identifier '" + physicalId + "' already exists.",
                    "AlreadyExists");
        }
        checkWithService(type.name(), properties);
        readCode(type, physicalId, properties);
        if (type.name().equals(RdsFake.CLUSTER)) {
            exportLogs(physicalId, properties.path("EnableCloudwatchLogsExports"));
        }
        return account.make(type, physicalId, properties);
    }

    /** RDS makes the log groups that are not there, and they keep everything. */
    private void exportLogs(String cluster, JsonNode exports) {
        for (String export : Json.texts(exports)) {
            String group = "/aws/rds/cluster/" + cluster + "/" + export;
            if (account.find(LogsFake.GROUP, group).isEmpty()) {
                account.add(LogsFake.GROUP, group, "{}");
            }
        }
    }

    /** Changes what differs between two states of the template; what was changed by hand elsewhere stays. */
    void update(String logicalId, ResourceType type, String physicalId, JsonNode before, JsonNode after)
            throws ResourceFailure {
        LiveResource live = account.find(type.name(), physicalId)
                .orElseThrow(() -> ResourceFailure.handler(
                        "Resource of type '" + type.name() + "' with identifier '" + physicalId + "' was not found.",
                        "NotFound"));
        ObjectNode wanted = requireValid(logicalId, type, after);
        checkWithService(type.name(), wanted);
        for (JsonDifference difference : JsonDifference.between(before, after)) {
            String property = difference.property();
            if (property.equals("Code")) {
                readCode(type, physicalId, wanted);
            }
            if (wanted.has(property)) {
                live.set(property, wanted.path(property));
            } else {
                live.properties().remove(property);
            }
        }
    }

    /** The number of ticks that a deletion takes. */
    int deletionTicks(String type, String physicalId, int usual) {
        return deletions.ticks(type, physicalId, usual);
    }

    void delete(String type, String physicalId, boolean snapshot) throws ResourceFailure {
        LiveResource live = account.find(type, physicalId).orElse(null);
        if (live == null) {
            return;
        }
        deletions.require(live);
        if (snapshot) {
            account.snapshot(live);
        }
        account.dropSecret(live.attribute("MasterUserSecret.SecretArn"));
        account.remove(type, physicalId);
    }

    private static ObjectNode requireValid(String logicalId, ResourceType type, JsonNode wanted)
            throws ResourceFailure {
        Set<String> problems = new TreeSet<>();
        wanted.fieldNames().forEachRemaining(name -> {
            if (!type.properties().contains(name)) {
                problems.add("#: extraneous key [" + name + "] is not permitted");
            }
        });
        for (String name : type.required()) {
            if (!wanted.has(name)) {
                problems.add("#: required key [" + name + "] not found");
            }
        }
        if (!problems.isEmpty()) {
            throw new ResourceFailure("Properties validation failed for resource " + logicalId + " with message:\n"
                    + String.join("\n", problems));
        }
        return wanted instanceof ObjectNode object ? object : Json.MAPPER.createObjectNode();
    }

    private void checkWithService(String type, JsonNode properties) throws ResourceFailure {
        switch (type) {
            case LambdaFake.FUNCTION -> requireCode(properties.path("Code"));
            case RdsFake.CLUSTER -> {
                requireVersion(properties.path("EngineVersion").asText("16"));
                requireSubnetGroup(properties.path("DBSubnetGroupName").asText(""));
            }
            case RdsFake.INSTANCE ->
                requireCluster(properties.path("DBClusterIdentifier").asText(""));
            default -> {}
        }
    }

    private void requireCode(JsonNode code) throws ResourceFailure {
        if (object(code).isEmpty() && !code.has("ZipFile")) {
            String missing = code.has("S3ObjectVersion") ? "Version" : "Key";
            throw ResourceFailure.handler(
                    "Error occurred while GetObject. S3 Error Code: NoSuch" + missing
                            + ". S3 Error Message: The specified " + missing.toLowerCase(Locale.ROOT)
                            + " does not exist. (Service: Lambda, Status Code: 400)",
                    "InvalidRequest");
        }
    }

    /** Lambda reads the object when it makes or updates a function; what happens to the object later changes nothing. */
    private void readCode(ResourceType type, String function, ObjectNode properties) {
        if (type.name().equals(LambdaFake.FUNCTION)) {
            object(properties.path("Code")).ifPresent(object -> account.functionCode(function, object.content()));
        }
    }

    /** The version of the object that a function names, or the current one. */
    private Optional<Bucket.StoredObject> object(JsonNode code) {
        String key = code.path("S3Key").asText();
        return account.findBucket(code.path("S3Bucket").asText())
                .flatMap(bucket -> code.has("S3ObjectVersion")
                        ? bucket.find(key, code.path("S3ObjectVersion").asText())
                                .filter(object -> !object.isDeleted())
                        : bucket.find(key));
    }

    private static void requireVersion(String version) throws ResourceFailure {
        if (!EngineVersion.isOffered(version)) {
            throw ResourceFailure.handler(
                    "Cannot find version " + version + " for aurora-postgresql (Service: Rds, Status Code: 400)",
                    "InvalidRequest");
        }
    }

    private void requireSubnetGroup(String name) throws ResourceFailure {
        if (!name.isEmpty() && account.find("AWS::RDS::DBSubnetGroup", name).isEmpty()) {
            throw ResourceFailure.handler(
                    "DB subnet group '" + name + "' does not exist. (Service: Rds, Status Code: 404)", "NotFound");
        }
    }

    private void requireCluster(String id) throws ResourceFailure {
        List<String> clusters = account.all(RdsFake.CLUSTER).stream()
                .map(LiveResource::physicalId)
                .toList();
        if (!id.isEmpty() && !clusters.contains(id)) {
            throw ResourceFailure.handler("DBCluster " + id + " not found. (Service: Rds)", "NotFound");
        }
    }
}
