package dev.appdb.roles.lambda;

import java.io.File;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URISyntaxException;
import java.net.URL;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;

/** The function's jar as AWS Lambda runs it: a process of its own, under AWS's own runtime interface client. */
final class LambdaProcess implements AutoCloseable {
    private static final String CLIENT = "com.amazonaws.services.lambda.runtime.api.client.AWSLambda";

    private final Process process;
    private final RuntimeApi api;
    private final Path log;

    private LambdaProcess(Process process, RuntimeApi api, Path log) {
        this.process = process;
        this.api = api;
        this.log = log;
    }

    /**
     * Starts it with the switches of AWS's managed runtimes (AWS Lambda Developer Guide, "Customize Java runtime
     * startup behavior").
     */
    static LambdaProcess start(Path jar, Class<?> handler, RuntimeApi api, Map<String, String> variables)
            throws IOException, ReflectiveOperationException {
        List<String> classpath = new ArrayList<>(List.of(jar.toString()));
        for (String needed : List.of(
                LoopbackHandler.class.getName(),
                CLIENT,
                "com.amazonaws.services.lambda.runtime.serialization.PojoSerializer",
                "software.amazon.awssdk.utilslite.SdkInternalThreadLocal")) {
            classpath.add(placeOf(Class.forName(needed)).toString());
        }
        ProcessBuilder builder = new ProcessBuilder(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "-XX:+UseSerialGC",
                "-XX:TieredStopAtLevel=1",
                "-Xshare:auto",
                "-Xmx400m",
                "-cp",
                String.join(File.pathSeparator, classpath),
                CLIENT,
                handler.getName() + "::handleRequest");
        builder.environment().clear();
        builder.environment().putAll(variables);
        builder.environment().put("AWS_LAMBDA_RUNTIME_API", api.address());
        builder.environment().put("AWS_LAMBDA_FUNCTION_NAME", "app-dev-role-manager");
        builder.environment().put("AWS_LAMBDA_FUNCTION_VERSION", "$LATEST");
        builder.environment().put("AWS_LAMBDA_FUNCTION_MEMORY_SIZE", "512");
        builder.environment().put("AWS_LAMBDA_LOG_GROUP_NAME", "group");
        builder.environment().put("AWS_LAMBDA_LOG_STREAM_NAME", "stream");
        builder.environment().put("LAMBDA_TASK_ROOT", "/no/such/folder");
        Path log = Files.createTempFile("lambda-", ".log");
        return new LambdaProcess(
                builder.redirectErrorStream(true).redirectOutput(log.toFile()).start(), api, log);
    }

    private static Path placeOf(Class<?> type) {
        try {
            URL place = type.getProtectionDomain().getCodeSource().getLocation();
            return Path.of(place.toURI());
        } catch (URISyntaxException e) {
            throw new IllegalStateException(e);
        }
    }

    /** Calls the function, and waits for what it answers. */
    RuntimeApi.Answer call(String payload) throws InterruptedException, ExecutionException {
        CompletableFuture<RuntimeApi.Answer> answer = api.call(payload);
        try {
            CompletableFuture.anyOf(answer, process.onExit()).get(1, TimeUnit.MINUTES);
        } catch (TimeoutException timeout) {
            throw new AssertionError("no answer in a minute; its log: " + log(), timeout);
        }
        if (!answer.isDone()) {
            throw new AssertionError("the process ended with " + process.exitValue() + "; its log: " + log());
        }
        return answer.get();
    }

    long pid() {
        return process.pid();
    }

    /** Its log so far. */
    String log() {
        try {
            return Files.readString(log, StandardCharsets.UTF_8);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    @Override
    public void close() throws IOException {
        process.destroyForcibly();
        process.onExit().orTimeout(1, TimeUnit.MINUTES).join();
        Files.deleteIfExists(log);
    }
}
