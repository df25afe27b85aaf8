package dev.appdb.aws.fake;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.Map;

/**
 * CloudWatch Logs: looking for log groups.
 *
 * @see <a
 *     href="https://docs.aws.amazon.com/AmazonCloudWatchLogs/latest/APIReference/API_DescribeLogGroups.html">AWS:
 *     DescribeLogGroups</a>
 */
record LogsFake(Account account) implements JsonService {
    static final String GROUP = "AWS::Logs::LogGroup";

    @Override
    public String name() {
        return "logs";
    }

    @Override
    public String onlyOperation() {
        return "DescribeLogGroups";
    }

    @Override
    public JsonNode answer(Map<String, String> parameters) {
        return groups(parameters.getOrDefault("logGroupNamePrefix", ""));
    }

    private JsonNode groups(String prefix) {
        ObjectNode body = Json.MAPPER.createObjectNode();
        ArrayNode list = body.putArray("logGroups");
        synchronized (account) {
            for (LiveResource group : account.all(GROUP)) {
                if (group.physicalId().startsWith(prefix)) {
                    list.add(description(group));
                }
            }
        }
        return body;
    }

    private ObjectNode description(LiveResource group) {
        ObjectNode described = Json.MAPPER
                .createObjectNode()
                .put("logGroupName", group.physicalId())
                .put("arn", Arns.regional(account, "logs", "log-group:" + group.physicalId() + ":*"))
                .put("creationTime", account.clock().instant().toEpochMilli());
        if (group.properties().has("RetentionInDays")) {
            described.set("retentionInDays", group.properties().path("RetentionInDays"));
        }
        if (group.properties().has("KmsKeyId")) {
            described.set("kmsKeyId", group.properties().path("KmsKeyId"));
        }
        return described;
    }
}
