package dev.appdb.aws.fake;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;

/** The JSON protocol with the operation in {@code X-Amz-Target} (Secrets Manager). */
record JsonProtocol() implements Protocol {
    private static final String TYPE = "application/x-amz-json-1.1";

    Response result(JsonNode body) {
        return Response.json(200, TYPE, body.toString());
    }

    @Override
    public Response error(AwsError error, String requestId) {
        ObjectNode body = JsonNodeFactory.instance.objectNode();
        body.put("__type", error.code());
        body.put("Message", error.message());
        return Response.json(error.status(), TYPE, body.toString());
    }

    @Override
    public AwsError trouble(CommonError trouble, String detail) {
        return switch (trouble) {
            case THROTTLED -> new AwsError(400, "ThrottlingException", "Rate exceeded");
            case INTERNAL_ERROR -> new AwsError(500, "InternalServiceError", "An internal error occurred");
            case EXPIRED_TOKEN ->
                new AwsError(400, "ExpiredTokenException", "The security token included in the request is expired");
            case UNKNOWN_ACCESS_KEY ->
                new AwsError(
                        400, "UnrecognizedClientException", "The security token included in the request is invalid.");
            case UNSIGNED -> new AwsError(400, "MissingAuthenticationTokenException", "Missing Authentication Token");
            case WRONG_SCOPE -> new AwsError(400, "InvalidSignatureException", detail);
            case WRONG_SIGNATURE -> new AwsError(400, "InvalidSignatureException", detail);
            case CLOCK_SKEW -> new AwsError(400, "InvalidSignatureException", detail);
        };
    }

    @Override
    public AwsError denied(String who, String action) {
        return new AwsError(400, "AccessDeniedException", Protocol.deniedMessage(who, action));
    }
}
