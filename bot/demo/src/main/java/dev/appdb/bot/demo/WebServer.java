package dev.appdb.bot.demo;

import com.fasterxml.jackson.databind.JsonNode;
import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.function.Supplier;

/** The fake's HTTP side: takes calls, response URLs and uploads, records them, and fails where a test asks it to. */
final class WebServer implements AutoCloseable {
    private final HttpServer server;
    private final ExecutorService threads = Executors.newCachedThreadPool(task -> {
        Thread thread = new Thread(task, "fake-slack");
        thread.setDaemon(true);
        return thread;
    });
    private final List<Call> calls = new CopyOnWriteArrayList<>();
    private final Workspace workspace;
    private final Faults faults;
    private final Clock clock;
    private final WebApi api;

    WebServer(Workspace workspace, Faults faults, Clock clock, WebApi.Tokens tokens, Supplier<String> socketUrl)
            throws IOException {
        this.workspace = workspace;
        this.faults = faults;
        this.clock = clock;
        server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        api = new WebApi(workspace, tokens, socketUrl, url() + "upload/");
        server.createContext("/api/", this::method);
        server.createContext("/commands/", this::response);
        server.createContext("/upload/", this::upload);
        server.setExecutor(threads);
        server.start();
    }

    String url() {
        return "http://127.0.0.1:" + server.getAddress().getPort() + "/";
    }

    List<Call> calls() {
        return List.copyOf(calls);
    }

    private void method(HttpExchange exchange) throws IOException {
        String name = exchange.getRequestURI().getPath().substring("/api/".length());
        Map<String, String> parameters = parameters(exchange);
        String token = Optional.ofNullable(exchange.getRequestHeaders().getFirst("Authorization"))
                .map(header -> header.replaceFirst("^Bearer ", ""))
                .orElse(parameters.getOrDefault("token", ""));
        Faults.Fault fault = faults.next(name).orElse(null);
        if (fault instanceof Faults.Fault.RateLimited limited) {
            exchange.getResponseHeaders()
                    .set("Retry-After", Long.toString(limited.retryAfter().toSeconds()));
            answer(exchange, name, parameters, 429, WebApi.error("ratelimited"));
        } else if (fault instanceof Faults.Fault.Refused refused) {
            answer(exchange, name, parameters, 200, WebApi.error(refused.error()));
        } else if (fault instanceof Faults.Fault.Broken broken) {
            record(name, parameters, broken.status(), Json.object());
            send(exchange, broken.status(), "text/html", "<html>broken</html>");
        } else {
            if (fault instanceof Faults.Fault.Held held) {
                hold(held);
            }
            JsonNode answer = api.call(name, token, parameters);
            if (fault instanceof Faults.Fault.Unanswered) {
                record(name, parameters, 0, answer);
                exchange.close();
                return;
            }
            answer(exchange, name, parameters, 200, answer);
        }
    }

    private static void hold(Faults.Fault.Held held) {
        try {
            held.until().await();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    private void response(HttpExchange exchange) throws IOException {
        JsonNode body = Json.read(text(exchange));
        List<String> problems = body.has("blocks") ? Blocks.problemsOfMessage(body.path("blocks")) : List.of();
        String id = exchange.getRequestURI().getPath().substring(1);
        Faults.Fault fault = faults.next("response_url").orElse(null);
        Map<String, String> parameters = Map.of("body", body.toString());
        if (fault instanceof Faults.Fault.RateLimited limited) {
            exchange.getResponseHeaders()
                    .set("Retry-After", Long.toString(limited.retryAfter().toSeconds()));
            answer(exchange, "response_url", parameters, 429, WebApi.error("ratelimited"));
        } else if (fault instanceof Faults.Fault.Refused refused) {
            answer(exchange, "response_url", parameters, 400, WebApi.error(refused.error()));
        } else if (!problems.isEmpty()) {
            answer(exchange, "response_url", parameters, 400, WebApi.error("invalid_blocks"));
        } else {
            Workspace.Response taken = workspace.respond(id, body);
            int status = taken == Workspace.Response.TAKEN ? 200 : 404;
            record("response_url", parameters, status, Json.object().put("ok", status == 200));
            send(exchange, status, "text/plain", status == 200 ? "ok" : "used_url");
        }
    }

    private void upload(HttpExchange exchange) throws IOException {
        String id = exchange.getRequestURI().getPath().substring("/upload/".length());
        String content = text(exchange);
        workspace.file(id, content);
        record("upload", Map.of("content", content), 200, Json.object());
        send(exchange, 200, "text/plain", "OK - " + content.length());
    }

    private void answer(
            HttpExchange exchange, String method, Map<String, String> parameters, int status, JsonNode answer)
            throws IOException {
        record(method, parameters, status, answer);
        send(exchange, status, "application/json; charset=utf-8", answer.toString());
    }

    private void record(String method, Map<String, String> parameters, int status, JsonNode answer) {
        calls.add(new Call(method, parameters, status, answer, clock.instant()));
        workspace.changed();
    }

    static void send(HttpExchange exchange, int status, String contentType, String body) throws IOException {
        byte[] bytes = body.getBytes(StandardCharsets.UTF_8);
        exchange.getResponseHeaders().set("Content-Type", contentType);
        exchange.sendResponseHeaders(status, bytes.length == 0 ? -1 : bytes.length);
        exchange.getResponseBody().write(bytes);
        exchange.close();
    }

    static String text(HttpExchange exchange) throws IOException {
        return new String(exchange.getRequestBody().readAllBytes(), StandardCharsets.UTF_8);
    }

    private static Map<String, String> parameters(HttpExchange exchange) throws IOException {
        String body = text(exchange);
        String type = String.valueOf(exchange.getRequestHeaders().getFirst("Content-Type"));
        Map<String, String> parameters = new LinkedHashMap<>();
        if (type.startsWith("application/json")) {
            Json.read(body)
                    .properties()
                    .forEach(field -> parameters.put(
                            field.getKey(),
                            field.getValue().isTextual()
                                    ? field.getValue().asText()
                                    : field.getValue().toString()));
            return parameters;
        }
        for (String pair : body.isEmpty() ? new String[0] : body.split("&", -1)) {
            String[] parts = pair.split("=", 2);
            parameters.put(
                    URLDecoder.decode(parts[0], StandardCharsets.UTF_8),
                    parts.length < 2 ? "" : URLDecoder.decode(parts[1], StandardCharsets.UTF_8));
        }
        return parameters;
    }

    @Override
    public void close() {
        server.stop(0);
        threads.shutdownNow();
    }
}
