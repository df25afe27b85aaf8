package dev.appdb.aws.fake;

/** S3's protocol: resources in the path, facts in headers, errors in XML. */
record RestXml() implements Protocol {

    @Override
    public Response error(AwsError error, String requestId) {
        Response response = Response.xml(error.status(), Xml.document("Error", "", root -> {
            root.text("Code", error.code());
            root.text("Message", error.message());
            error.fields().forEach(root::text);
            root.text("RequestId", requestId);
            root.text("HostId", "fake");
        }));
        return response.with("Content-Type", "application/xml");
    }

    @Override
    public AwsError trouble(CommonError trouble, String detail) {
        return switch (trouble) {
            case THROTTLED -> new AwsError(503, "SlowDown", "Please reduce your request rate.");
            case INTERNAL_ERROR ->
                new AwsError(500, "InternalError", "We encountered an internal error. Please try again.");
            case EXPIRED_TOKEN -> new AwsError(400, "ExpiredToken", "The provided token has expired.");
            case UNKNOWN_ACCESS_KEY ->
                new AwsError(
                        403, "InvalidAccessKeyId", "The AWS Access Key Id you provided does not exist in our records.");
            case UNSIGNED -> new AwsError(403, "AccessDenied", "Access Denied");
            case WRONG_SCOPE -> new AwsError(400, "AuthorizationHeaderMalformed", detail);
            case WRONG_SIGNATURE -> new AwsError(403, "SignatureDoesNotMatch", detail);
            case CLOCK_SKEW ->
                new AwsError(
                        403,
                        "RequestTimeTooSkewed",
                        "The difference between the request time and the server's time is too large.");
        };
    }

    @Override
    public AwsError denied(String who, String action) {
        return new AwsError(403, "AccessDenied", Protocol.deniedMessage(who, action));
    }
}
