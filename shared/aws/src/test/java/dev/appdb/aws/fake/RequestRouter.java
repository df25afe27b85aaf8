package dev.appdb.aws.fake;

import static java.nio.charset.StandardCharsets.UTF_8;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpHandler;
import java.io.IOException;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CountDownLatch;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Handles every request: finds its service, records it, applies faults, authenticates the caller, and responds. */
final class RequestRouter implements HttpHandler {
    private static final Pattern ATTEMPT = Pattern.compile("attempt=(\\d+)");

    /** The words of all services: https://docs.aws.amazon.com/IAM/latest/UserGuide/reference_sigv-troubleshooting.html. */
    private static final String WRONG_SIGNATURE =
            "The request signature we calculated does not match the signature you provided. Check your AWS Secret"
                    + " Access Key and signing method. Consult the service documentation for details.";

    private final Account account;
    private final List<AwsService> services;
    private final CallLog calls;
    private final Faults faults;
    private final CountDownLatch closing = new CountDownLatch(1);

    RequestRouter(Account account, List<AwsService> services, CallLog calls, Faults faults) {
        this.account = account;
        this.services = services;
        this.calls = calls;
        this.faults = faults;
    }

    /** Closes the connections that a timeout fault keeps open. */
    void releaseTimeouts() {
        closing.countDown();
    }

    @Override
    public void handle(HttpExchange exchange) throws IOException {
        try (exchange) {
            Request request = Request.of(exchange);
            AwsService service = serviceOf(request);
            Call call = calls.record(
                    service.name(), service.operation(request), service.parameters(request), attempt(request));
            Optional<Response> response = respond(service, call, request);
            if (response.isPresent()) {
                send(exchange, response.get().with("x-amzn-RequestId", call.requestId()));
            }
        }
    }

    /** Empty where the connection ends without an answer. */
    private Optional<Response> respond(AwsService service, Call call, Request request) {
        Optional<Fault> fault = faults.strike(call);
        if (fault.isEmpty()) {
            return Optional.of(serve(service, call, request));
        }
        if (fault.get().moment() == Fault.Moment.AFTER_EFFECT) {
            serve(service, call, request);
        }
        Protocol protocol = service.protocol();
        return switch (fault.get().kind()) {
            case THROTTLE -> Optional.of(trouble(protocol, CommonError.THROTTLED, call));
            case ERROR_500 -> Optional.of(trouble(protocol, CommonError.INTERNAL_ERROR, call));
            case EXPIRED_TOKEN -> Optional.of(trouble(protocol, CommonError.EXPIRED_TOKEN, call));
            case TIMEOUT -> silence();
            case CUT, DEATH -> Optional.empty();
        };
    }

    private static Response trouble(Protocol protocol, CommonError trouble, Call call) {
        return error(protocol, protocol.trouble(trouble, ""), call);
    }

    private static Response error(Protocol protocol, AwsError error, Call call) {
        Response response = protocol.error(error, call.requestId());
        for (var header : error.headers().entrySet()) {
            response = response.with(header.getKey(), header.getValue());
        }
        return response;
    }

    private Optional<Response> silence() {
        try {
            closing.await();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
        return Optional.empty();
    }

    private Response serve(AwsService service, Call call, Request request) {
        try {
            authenticate(service, request);
            authorize(service, call);
            return service.handle(call, request);
        } catch (AwsError e) {
            return error(service.protocol(), e, call);
        } catch (RuntimeException e) {
            e.printStackTrace();
            return error(service.protocol(), new AwsError(500, "BugInTheFake", e.toString()), call);
        }
    }

    private void authenticate(AwsService service, Request request) {
        Protocol protocol = service.protocol();
        Signature signature = Signature.of(request).orElseThrow(() -> protocol.trouble(CommonError.UNSIGNED, ""));
        if (!signature.service().equals(service.name())) {
            throw protocol.trouble(
                    CommonError.WRONG_SCOPE,
                    "Credential should be scoped to correct service: '" + service.name() + "'.");
        }
        String region = service.name().equals("iam") ? "us-east-1" : account.region();
        if (!signature.region().equals(region)) {
            throw protocol.trouble(
                    CommonError.WRONG_SCOPE,
                    "Credential should be scoped to a valid region: the fake is only '" + region + "', not '"
                            + signature.region() + "'.");
        }
        Credentials.Session session = account.credentials()
                .session(signature.accessKeyId())
                .filter(known -> known.token().equals(request.header("X-Amz-Security-Token")))
                .orElseThrow(() -> protocol.trouble(CommonError.UNKNOWN_ACCESS_KEY, ""));
        signature.skew(request, account.credentials().now()).ifPresent(why -> {
            throw protocol.trouble(CommonError.CLOCK_SKEW, why);
        });
        if (!signature.isBy(session.secret(), request)) {
            throw protocol.trouble(CommonError.WRONG_SIGNATURE, WRONG_SIGNATURE);
        }
        account.credentials().act(session);
        if (account.credentials().expired()) {
            throw protocol.trouble(CommonError.EXPIRED_TOKEN, "");
        }
    }

    private void authorize(AwsService service, Call call) {
        String action = service.action(call);
        if (!action.equals("sts:GetCallerIdentity") && !account.credentials().allows(action)) {
            throw service.protocol().denied(account.credentials().caller(), action);
        }
    }

    /** The service by the request's shape: one endpoint stands for all of them. */
    private AwsService serviceOf(Request request) {
        Optional<String> target = request.header("X-Amz-Target");
        if (target.isPresent()) {
            return named(target.get().startsWith("Logs_") ? "logs" : "secretsmanager");
        }
        if (request.path().startsWith(LambdaFake.ROOT)) {
            return named("lambda");
        }
        if (request.path().startsWith(BackupFake.ROOT) || request.path().equals(BackupFake.SETTINGS)) {
            return named("backup");
        }
        boolean form = request.header("Content-Type").orElse("").startsWith("application/x-www-form-urlencoded");
        if (form) {
            String version = FormBody.decode(new String(request.body(), UTF_8)).getOrDefault("Version", "");
            for (AwsService service : services) {
                if (service instanceof QueryService query && query.version().equals(version)) {
                    return service;
                }
            }
        }
        return named("s3");
    }

    private AwsService named(String name) {
        return services.stream()
                .filter(service -> service.name().equals(name))
                .findFirst()
                .orElseThrow();
    }

    private static int attempt(Request request) {
        Matcher attempt = ATTEMPT.matcher(request.header("amz-sdk-request").orElse(""));
        return attempt.find() ? Integer.parseInt(attempt.group(1)) : 1;
    }

    private static void send(HttpExchange exchange, Response response) throws IOException {
        response.headers()
                .forEach((name, value) -> exchange.getResponseHeaders().set(name, value));
        boolean bare = exchange.getRequestMethod().equals("HEAD") || response.body().length == 0;
        exchange.sendResponseHeaders(response.status(), bare ? -1 : response.body().length);
        if (!bare) {
            exchange.getResponseBody().write(response.body());
        }
    }
}
