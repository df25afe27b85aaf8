package dev.appdb.roles.lambda;

/** A JSON text that is not what was expected; the message says where, what was expected, and never quotes a value. */
final class JsonShapeException extends Exception {
    private static final long serialVersionUID = 1L;

    JsonShapeException(String message) {
        super(message);
    }
}
