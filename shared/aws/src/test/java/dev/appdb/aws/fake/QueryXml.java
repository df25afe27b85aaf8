package dev.appdb.aws.fake;

import java.util.function.Consumer;

/** The query protocol: form parameters in, XML out (CloudFormation, IAM, RDS, STS). */
record QueryXml(String namespace) implements Protocol {

    Response result(String operation, String requestId, Consumer<Xml> content) {
        return Response.xml(200, Xml.document(operation + "Response", namespace, root -> {
            root.child(operation + "Result", content);
            root.child("ResponseMetadata", metadata -> metadata.text("RequestId", requestId));
        }));
    }

    @Override
    public Response error(AwsError error, String requestId) {
        return Response.xml(error.status(), Xml.document("ErrorResponse", namespace, root -> {
            root.child("Error", body -> {
                body.text("Type", error.status() < 500 ? "Sender" : "Receiver");
                body.text("Code", error.code());
                body.text("Message", error.message());
            });
            root.text("RequestId", requestId);
        }));
    }

    @Override
    public AwsError trouble(CommonError trouble, String detail) {
        return switch (trouble) {
            case THROTTLED -> new AwsError(400, "Throttling", "Rate exceeded");
            case INTERNAL_ERROR -> new AwsError(500, "InternalFailure", "An internal error occurred");
            case EXPIRED_TOKEN ->
                new AwsError(403, "ExpiredToken", "The security token included in the request is expired");
            case UNKNOWN_ACCESS_KEY ->
                new AwsError(403, "InvalidClientTokenId", "The security token included in the request is invalid.");
            case UNSIGNED -> new AwsError(403, "MissingAuthenticationToken", "Request is missing Authentication Token");
            case WRONG_SCOPE -> new AwsError(403, "SignatureDoesNotMatch", detail);
            case WRONG_SIGNATURE -> new AwsError(403, "SignatureDoesNotMatch", detail);
            case CLOCK_SKEW -> new AwsError(403, "SignatureDoesNotMatch", detail);
        };
    }

    @Override
    public AwsError denied(String who, String action) {
        return new AwsError(403, "AccessDenied", Protocol.deniedMessage(who, action));
    }
}
