package dev.appdb.roles.lambda;

import com.amazonaws.services.lambda.runtime.Context;
import com.amazonaws.services.lambda.runtime.RequestStreamHandler;
import dev.appdb.failure.FailureException;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;

/**
 * The class that AWS Lambda calls: {@code dev.appdb.roles.lambda.Handler::handleRequest}, on java17 or newer.
 *
 * <p>An expected failure becomes the function's error, with what, why and remedy as its message; a failed check is a
 * result, except for callers that ask in the reference's way and so expect an error.
 */
public final class Handler implements RequestStreamHandler {
    private final RoleManagerFunction function;

    /** For AWS Lambda. */
    public Handler() {
        this(FunctionContext.ofLambda());
    }

    Handler(FunctionContext functionContext) {
        this.function = new RoleManagerFunction(functionContext);
    }

    @Override
    public void handleRequest(InputStream input, OutputStream output, Context context) throws IOException {
        String payload = new String(input.readAllBytes(), StandardCharsets.UTF_8);
        Deadline deadline = new Deadline(context::getRemainingTimeInMillis);
        try {
            output.write(function.answer(payload, deadline).getBytes(StandardCharsets.UTF_8));
        } catch (FailureException e) {
            throw RoleManagerFunction.asksForAll(payload) ? FunctionFailure.inParts(e) : FunctionFailure.inOneLine(e);
        }
    }
}
