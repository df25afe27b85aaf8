package dev.appdb.aws.fake;

import java.util.LinkedHashMap;
import java.util.Map;

/** An error response of a service; the protocol formats it. */
final class AwsError extends RuntimeException {
    private static final long serialVersionUID = 1;

    private final int status;
    private final String code;
    private final Map<String, String> headers = new LinkedHashMap<>();
    private final Map<String, String> fields = new LinkedHashMap<>();

    AwsError(int status, String code, String message) {
        super(message, null, false, false);
        this.status = status;
        this.code = code;
    }

    /** CloudFormation's most common error code. */
    static AwsError validation(String message) {
        return new AwsError(400, "ValidationError", message);
    }

    AwsError withHeader(String name, String value) {
        headers.put(name, value);
        return this;
    }

    /** One more member of the error's shape, beside code and message. */
    AwsError withField(String name, String value) {
        fields.put(name, value);
        return this;
    }

    int status() {
        return status;
    }

    String code() {
        return code;
    }

    String message() {
        String message = getMessage();
        return message == null ? "" : message;
    }

    Map<String, String> headers() {
        return headers;
    }

    Map<String, String> fields() {
        return fields;
    }
}
