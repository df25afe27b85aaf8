package dev.appdb.roles.lambda;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.Map;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.atomic.AtomicInteger;
import org.jspecify.annotations.Nullable;

/**
 * AWS Lambda's side of a function: hands out one call after the other, and takes the answers.
 *
 * @see <a href="https://docs.aws.amazon.com/lambda/latest/dg/runtimes-api.html">AWS Lambda Developer Guide, "Using the
 *     Lambda runtime API for custom runtimes"</a>
 */
final class RuntimeApi implements AutoCloseable {
    private static final String BASE = "/2018-06-01/runtime/";
    private static final Duration TIMEOUT = Duration.ofSeconds(120);

    private final HttpServer http;
    private final ExecutorService threads = Executors.newCachedThreadPool();
    private final BlockingQueue<Call> waiting = new LinkedBlockingQueue<>();
    private final Map<String, Call> running = new ConcurrentHashMap<>();
    private final AtomicInteger calls = new AtomicInteger();

    private record Call(String id, String payload, CompletableFuture<Answer> answer) {}

    /** @param isError whether the body is a function error */
    record Answer(boolean isError, String body) {}

    private RuntimeApi(HttpServer http) {
        this.http = http;
    }

    static RuntimeApi start() throws IOException {
        RuntimeApi api =
                new RuntimeApi(HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0));
        api.http.setExecutor(api.threads);
        api.http.createContext(BASE, api::handle);
        api.http.start();
        return api;
    }

    /** For {@code AWS_LAMBDA_RUNTIME_API}. */
    String address() {
        return "127.0.0.1:" + http.getAddress().getPort();
    }

    /** Calls the function; the answer comes when it has one. */
    CompletableFuture<Answer> call(String payload) {
        Call call = new Call("call-" + calls.incrementAndGet(), payload, new CompletableFuture<>());
        running.put(call.id(), call);
        waiting.add(call);
        return call.answer();
    }

    private void handle(HttpExchange exchange) throws IOException {
        String what = exchange.getRequestURI().getPath().substring(BASE.length());
        String body = new String(exchange.getRequestBody().readAllBytes(), StandardCharsets.UTF_8);
        if (what.equals("invocation/next")) {
            next(exchange);
            return;
        }
        String[] parts = what.split("/", -1);
        Call call = parts.length == 3 ? running.remove(parts[1]) : null;
        if (call != null) {
            call.answer().complete(new Answer(parts[2].equals("error"), body));
        } else if (what.equals("init/error")) {
            running.values().forEach(each -> each.answer().complete(new Answer(true, body)));
        }
        exchange.sendResponseHeaders(202, -1);
        exchange.close();
    }

    /** The native client crashes on an answer without a Content-Type. */
    private void next(HttpExchange exchange) throws IOException {
        Call call = taken();
        if (call == null) {
            exchange.close();
            return;
        }
        exchange.getResponseHeaders().set("Content-Type", "application/json");
        exchange.getResponseHeaders().set("Lambda-Runtime-Aws-Request-Id", call.id());
        exchange.getResponseHeaders()
                .set(
                        "Lambda-Runtime-Deadline-Ms",
                        Long.toString(Instant.now().plus(TIMEOUT).toEpochMilli()));
        exchange.getResponseHeaders()
                .set(
                        "Lambda-Runtime-Invoked-Function-Arn",
                        "arn:aws:lambda:eu-central-1:1:function:app-dev-role-manager");
        byte[] payload = call.payload().getBytes(StandardCharsets.UTF_8);
        exchange.sendResponseHeaders(200, payload.length);
        exchange.getResponseBody().write(payload);
        exchange.close();
    }

    private @Nullable Call taken() {
        try {
            return waiting.take();
        } catch (InterruptedException theTestIsOver) {
            Thread.currentThread().interrupt();
            return null;
        }
    }

    @Override
    public void close() {
        threads.shutdownNow();
        http.stop(0);
    }
}
