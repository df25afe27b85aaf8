package dev.appdb.roles.lambda;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.atomic.AtomicInteger;
import org.jspecify.annotations.Nullable;

/** GetSecretValue on loopback: checks the signature, and answers as set, then with the password. */
final class FakeSecretsManager implements AutoCloseable {
    static final String REGION = "eu-central-1";
    static final String SECRET_ARN =
            "arn:aws:secretsmanager:eu-central-1:123456789012:secret:rds!cluster-1b2c-\"quoted\"";
    static final String ACCESS_KEY_ID = "AKIDEXAMPLE";
    static final String SECRET_ACCESS_KEY = "wJalrXUtnFEMI/K7MDENG+bPxRfiCYEXAMPLEKEY";
    static final String SESSION_TOKEN = "AQoDYXdzEXAMPLE/+=token";

    private final HttpServer http;
    private final Queue<Answer> answers = new ConcurrentLinkedQueue<>();
    private final AtomicInteger calls = new AtomicInteger();
    private volatile String secret;

    /** @param body what is sent; null to cut the connection */
    private record Answer(int status, @Nullable String body) {}

    private FakeSecretsManager(HttpServer http, String secret) {
        this.http = http;
        this.secret = secret;
    }

    static FakeSecretsManager withPassword(String password) throws IOException {
        return with("{\"username\":\"postgres\",\"password\":\"" + password + "\"}");
    }

    static FakeSecretsManager with(String secret) throws IOException {
        HttpServer http = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        FakeSecretsManager fake = new FakeSecretsManager(http, secret);
        http.createContext("/", fake::handle);
        http.start();
        return fake;
    }

    String url() {
        return "http://127.0.0.1:" + http.getAddress().getPort();
    }

    /** The number of requests. */
    int calls() {
        return calls.get();
    }

    /** As RDS does every 7 days. */
    void rotateTo(String password) {
        secret = "{\"username\":\"postgres\",\"password\":\"" + password + "\"}";
    }

    /** The next call is answered so. */
    FakeSecretsManager thenError(int status, String type, String message) {
        answers.add(new Answer(
                status, "{\"__type\":\"com.amazonaws.secretsmanager#" + type + "\",\"Message\":\"" + message + "\"}"));
        return this;
    }

    /** The next call is answered so. */
    FakeSecretsManager thenText(int status, String body) {
        answers.add(new Answer(status, body));
        return this;
    }

    /** The next call's connection is cut. */
    FakeSecretsManager thenCut() {
        answers.add(new Answer(0, null));
        return this;
    }

    private void handle(HttpExchange exchange) throws IOException {
        calls.incrementAndGet();
        byte[] body = exchange.getRequestBody().readAllBytes();
        Answer answer = answers.poll();
        if (answer == null) {
            answer = answer(exchange, body);
        }
        String text = answer.body();
        if (text != null) {
            byte[] bytes = text.getBytes(StandardCharsets.UTF_8);
            exchange.sendResponseHeaders(answer.status(), bytes.length);
            exchange.getResponseBody().write(bytes);
        }
        exchange.close();
    }

    private Answer answer(HttpExchange exchange, byte[] body) {
        try {
            SignatureCheck check = new SignatureCheck(ACCESS_KEY_ID, SECRET_ACCESS_KEY, REGION, "secretsmanager");
            boolean mayCome = check.isRight(exchange, body)
                    && SESSION_TOKEN.equals(exchange.getRequestHeaders().getFirst("X-Amz-Security-Token"));
            String target = String.valueOf(exchange.getRequestHeaders().getFirst("X-Amz-Target"));
            if (!mayCome) {
                return new Answer(400, "{\"__type\":\"InvalidSignatureException\"}");
            }
            if (!target.equals("secretsmanager.GetSecretValue")
                    || !"POST".equals(exchange.getRequestMethod())
                    || !"application/x-amz-json-1.1"
                            .equals(exchange.getRequestHeaders().getFirst("Content-Type"))) {
                return new Answer(400, "{\"__type\":\"UnknownOperationException\"}");
            }
            String asked =
                    JsonObject.parse(new String(body, StandardCharsets.UTF_8)).text("SecretId");
            if (!asked.equals(SECRET_ARN)) {
                return new Answer(400, "{\"__type\":\"ResourceNotFoundException\"}");
            }
        } catch (JsonShapeException | GeneralSecurityException e) {
            return new Answer(400, "{\"__type\":\"SerializationException\"}");
        }
        String escaped = secret.replace("\\", "\\\\").replace("\"", "\\\"");
        return new Answer(
                200, "{\"ARN\":\"arn\",\"VersionStages\":[\"AWSCURRENT\"],\"SecretString\":\"" + escaped + "\"}");
    }

    @Override
    public void close() {
        http.stop(0);
    }
}
