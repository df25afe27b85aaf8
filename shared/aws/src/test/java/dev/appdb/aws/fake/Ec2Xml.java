package dev.appdb.aws.fake;

import java.util.function.Consumer;

/** EC2's own dialect of the query protocol. */
record Ec2Xml() implements Protocol {
    private static final String NAMESPACE = "http://ec2.amazonaws.com/doc/2016-11-15/";

    Response result(String operation, String requestId, Consumer<Xml> content) {
        return Response.xml(200, Xml.document(operation + "Response", NAMESPACE, root -> {
            root.text("requestId", requestId);
            content.accept(root);
        }));
    }

    @Override
    public Response error(AwsError error, String requestId) {
        return Response.xml(error.status(), Xml.document("Response", "", root -> {
            root.child(
                    "Errors",
                    errors -> errors.child("Error", body -> {
                        body.text("Code", error.code());
                        body.text("Message", error.message());
                    }));
            root.text("RequestID", requestId);
        }));
    }

    @Override
    public AwsError trouble(CommonError trouble, String detail) {
        return switch (trouble) {
            case THROTTLED -> new AwsError(503, "RequestLimitExceeded", "Request limit exceeded.");
            case INTERNAL_ERROR -> new AwsError(500, "InternalError", "An internal error has occurred");
            case EXPIRED_TOKEN -> new AwsError(400, "RequestExpired", "Request has expired.");
            case UNKNOWN_ACCESS_KEY ->
                new AwsError(401, "AuthFailure", "AWS was not able to validate the provided access credentials");
            case UNSIGNED ->
                new AwsError(
                        400,
                        "MissingParameter",
                        "The request must contain the parameter AWSAccessKeyId or an Authorization header");
            case WRONG_SCOPE -> new AwsError(401, "AuthFailure", detail);
            case WRONG_SIGNATURE ->
                new AwsError(401, "AuthFailure", "AWS was not able to validate the provided access credentials");
            case CLOCK_SKEW -> new AwsError(400, "RequestExpired", "Request has expired.");
        };
    }

    @Override
    public AwsError denied(String who, String action) {
        return new AwsError(
                403,
                "UnauthorizedOperation",
                "You are not authorized to perform this operation. " + Protocol.deniedMessage(who, action));
    }
}
