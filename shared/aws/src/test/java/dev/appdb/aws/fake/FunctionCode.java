package dev.appdb.aws.fake;

import static java.nio.charset.StandardCharsets.UTF_8;

import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.Map;
import java.util.Optional;

/** The code of a Lambda function. */
@FunctionalInterface
public interface FunctionCode {

    /** Runs the function; whatever it throws is answered as an unhandled error of the function. */
    Result run(Invocation invocation) throws Exception;

    /**
     * One invocation.
     *
     * @param environment the function's environment variables, as the stack set them
     * @param timeoutSeconds the function's time limit
     */
    @SuppressWarnings("ArrayRecordComponent") // never compared
    record Invocation(
            String functionName,
            String requestId,
            byte[] payload,
            Map<String, String> environment,
            int timeoutSeconds) {

        public String text() {
            return new String(payload, UTF_8);
        }
    }

    /**
     * The result of an invocation.
     *
     * @param functionError {@code Unhandled} or {@code Handled}; empty when it succeeded
     * @param log the text that it logged
     */
    @SuppressWarnings("ArrayRecordComponent") // never compared
    record Result(byte[] payload, Optional<String> functionError, String log) {

        public static Result of(String payload) {
            return new Result(payload.getBytes(UTF_8), Optional.empty(), "");
        }

        public static Result of(String payload, String log) {
            return new Result(payload.getBytes(UTF_8), Optional.empty(), log);
        }

        /** A failure as the Java runtime reports an exception. */
        public static Result failed(String errorType, String errorMessage, String log) {
            ObjectNode error = Json.MAPPER.createObjectNode();
            error.put("errorMessage", errorMessage).put("errorType", errorType).putArray("stackTrace");
            return new Result(error.toString().getBytes(UTF_8), Optional.of("Unhandled"), log);
        }

        /** A failure as the service reports a function that did not end in time. */
        public static Result timedOut(Invocation invocation) {
            String message = "RequestId: " + invocation.requestId() + " Error: Task timed out after "
                    + invocation.timeoutSeconds() + ".00 seconds";
            return failed("Sandbox.Timedout", message, message + "\n");
        }
    }
}
