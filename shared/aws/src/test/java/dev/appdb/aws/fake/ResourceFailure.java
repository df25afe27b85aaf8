package dev.appdb.aws.fake;

/** The reason why a resource could not be created, updated or deleted, as CloudFormation's event has it. */
final class ResourceFailure extends Exception {
    private static final long serialVersionUID = 1;

    ResourceFailure(String reason) {
        super(reason, null, false, false);
    }

    /** A failure as a resource handler reports what its service said. */
    static ResourceFailure handler(String message, String code) {
        return new ResourceFailure("Resource handler returned message: \"" + message
                + "\" (RequestToken: 00000000-0000-4000-8000-000000000000, HandlerErrorCode: " + code + ")");
    }

    String reason() {
        String message = getMessage();
        return message == null ? "" : message;
    }
}
