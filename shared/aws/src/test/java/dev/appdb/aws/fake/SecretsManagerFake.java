package dev.appdb.aws.fake;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.Map;

/** Secrets Manager: reading a secret. */
record SecretsManagerFake(Account account) implements JsonService {

    @Override
    public String name() {
        return "secretsmanager";
    }

    @Override
    public String onlyOperation() {
        return "GetSecretValue";
    }

    @Override
    public JsonNode answer(Map<String, String> parameters) {
        return value(parameters.getOrDefault("SecretId", ""));
    }

    private JsonNode value(String id) {
        String text = account.secret(id)
                .orElseThrow(() -> new AwsError(
                        400, "ResourceNotFoundException", "Secrets Manager can't find the specified secret."));
        ObjectNode value = Json.MAPPER.createObjectNode();
        value.put("ARN", id)
                .put("Name", Arns.secretName(id))
                .put("VersionId", "00000000-0000-4000-8000-000000000001")
                .put("SecretString", text)
                .put("CreatedDate", account.clock().instant().getEpochSecond())
                .putArray("VersionStages")
                .add("AWSCURRENT");
        return value;
    }
}
