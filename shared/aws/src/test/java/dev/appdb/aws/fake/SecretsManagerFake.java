package dev.appdb.aws.fake;

import static java.nio.charset.StandardCharsets.UTF_8;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.Map;
import java.util.TreeMap;

/** Secrets Manager: reading a secret. */
record SecretsManagerFake(Account account) implements AwsService {
    private static final JsonProtocol PROTOCOL = new JsonProtocol();

    @Override
    public String name() {
        return "secretsmanager";
    }

    @Override
    public Protocol protocol() {
        return PROTOCOL;
    }

    @Override
    public String operation(Request request) {
        String target = request.header("X-Amz-Target").orElse("");
        return target.substring(target.indexOf('.') + 1);
    }

    @Override
    public Map<String, String> parameters(Request request) {
        Map<String, String> parameters = new TreeMap<>();
        Json.read(new String(request.body(), UTF_8))
                .properties()
                .forEach(
                        field -> parameters.put(field.getKey(), field.getValue().asText()));
        return parameters;
    }

    @Override
    public Response handle(Call call, Request request) {
        if (!call.operation().equals("GetSecretValue")) {
            throw new AwsError(400, "UnknownOperationException", "");
        }
        return PROTOCOL.result(value(call.parameters().getOrDefault("SecretId", "")));
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
