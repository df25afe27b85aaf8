package dev.appdb.aws.fake;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;

/** Lambda's protocol: resources in the path, JSON in the body, the error's name in a header. */
record RestJson() implements Protocol {
    private static final String TYPE = "application/json";

    Response result(JsonNode body) {
        return Response.json(200, TYPE, body.toString());
    }

    @Override
    public Response error(AwsError error, String requestId) {
        ObjectNode body = JsonNodeFactory.instance.objectNode();
        body.put("Type", error.status() < 500 ? "User" : "Service");
        error.fields().forEach(body::put);
        body.put(error.code().equals("TooManyRequestsException") ? "message" : "Message", error.message());
        return Response.json(error.status(), TYPE, body.toString()).with("x-amzn-ErrorType", error.code());
    }

    @Override
    public AwsError trouble(CommonError trouble, String detail) {
        return switch (trouble) {
            case THROTTLED ->
                new AwsError(429, "TooManyRequestsException", "Rate Exceeded.")
                        .withHeader("Retry-After", "1")
                        .withField("retryAfterSeconds", "1")
                        .withField("Reason", "CallerRateLimitExceeded");
            case INTERNAL_ERROR -> new AwsError(500, "ServiceException", "An error occurred. Please retry.");
            case EXPIRED_TOKEN ->
                new AwsError(403, "ExpiredTokenException", "The security token included in the request is expired");
            case UNKNOWN_ACCESS_KEY ->
                new AwsError(
                        403, "UnrecognizedClientException", "The security token included in the request is invalid.");
            case UNSIGNED -> new AwsError(403, "MissingAuthenticationTokenException", "Missing Authentication Token");
            case WRONG_SCOPE -> new AwsError(403, "InvalidSignatureException", detail);
            case WRONG_SIGNATURE -> new AwsError(403, "InvalidSignatureException", detail);
            case CLOCK_SKEW -> new AwsError(403, "InvalidSignatureException", detail);
        };
    }

    @Override
    public AwsError denied(String who, String action) {
        return new AwsError(403, "AccessDeniedException", Protocol.deniedMessage(who, action));
    }
}
