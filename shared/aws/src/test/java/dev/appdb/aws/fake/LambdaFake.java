package dev.appdb.aws.fake;

import static java.nio.charset.StandardCharsets.UTF_8;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.appdb.aws.fake.FunctionCode.Invocation;
import dev.appdb.aws.fake.FunctionCode.Result;
import java.util.Arrays;
import java.util.Base64;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

/** Lambda: the functions that stacks made, and invoking them. */
public final class LambdaFake implements AwsService {
    static final String ROOT = "/2015-03-31/functions/";
    static final String FUNCTION = "AWS::Lambda::Function";

    private static final RestJson PROTOCOL = new RestJson();
    private static final int LOG_TAIL_BYTES = 4096;
    /**
     * The most that a synchronous request, or its answer, may have.
     *
     * @see <a href="https://docs.aws.amazon.com/lambda/latest/dg/gettingstarted-limits.html">AWS: quotas of Lambda</a>
     * @see <a href="https://docs.aws.amazon.com/lambda/latest/api/API_Invoke.html">AWS: Invoke</a>, its errors
     */
    private static final int MOST_BYTES = 6_291_556;

    private static final int LOOKS_UNTIL_UPDATED = 2;

    private final Account account;
    private final Map<String, Integer> updating = new HashMap<>();
    private volatile FunctionCode code = invocation -> Result.of("null");
    private volatile Optional<AwsError> refusal = Optional.empty();
    private volatile boolean isIdle;
    private volatile int looksUntilAwake;

    LambdaFake(Account account) {
        this.account = account;
    }

    /** Sets the code of every function from now on. It runs on the server's thread, once for each invocation. */
    public void runs(FunctionCode newCode) {
        code = newCode;
    }

    /** Makes every function idle, as one that nobody invoked for weeks: the next invocation only wakes it. */
    public void fallsIdle() {
        isIdle = true;
        looksUntilAwake = LOOKS_UNTIL_UPDATED;
    }

    /** Refuses every invocation from now on. */
    public void refuses(int status, String code, String reason, String message) {
        refusal = Optional.of(new AwsError(status, code, message).withField("Reason", reason));
    }

    @Override
    public String name() {
        return "lambda";
    }

    @Override
    public Protocol protocol() {
        return PROTOCOL;
    }

    @Override
    public String operation(Request request) {
        String path = request.path();
        if (path.endsWith("/invocations")) {
            return "Invoke";
        }
        if (path.endsWith("/configuration")) {
            return request.method().equals("PUT") ? "UpdateFunctionConfiguration" : "GetFunctionConfiguration";
        }
        return request.method().equals("GET") ? "GetFunction" : request.method();
    }

    @Override
    public String action(Call call) {
        return call.operation().equals("Invoke") ? "lambda:InvokeFunction" : "lambda:" + call.operation();
    }

    @Override
    public Map<String, String> parameters(Request request) {
        Map<String, String> parameters = new TreeMap<>();
        parameters.put("FunctionName", functionName(request));
        request.header("X-Amz-Log-Type").ifPresent(type -> parameters.put("LogType", type));
        request.header("X-Amz-Invocation-Type").ifPresent(type -> parameters.put("InvocationType", type));
        if (request.body().length > 0) {
            parameters.put("Payload", new String(request.body(), UTF_8));
        }
        return parameters;
    }

    /** The function's name, also where the caller gave its ARN. */
    private static String functionName(Request request) {
        String rest = request.path().substring(ROOT.length());
        String name = rest.contains("/") ? rest.substring(0, rest.indexOf('/')) : rest;
        return name.substring(name.lastIndexOf(':') + 1);
    }

    @Override
    public Response handle(Call call, Request request) {
        LiveResource function = find(functionName(request));
        return switch (call.operation()) {
            case "GetFunction" -> PROTOCOL.result(withCode(function));
            case "GetFunctionConfiguration" -> PROTOCOL.result(configuration(function));
            case "UpdateFunctionConfiguration" -> update(function, request);
            case "Invoke" -> invoke(call, request, function);
            default -> throw new AwsError(404, "UnknownOperationException", "");
        };
    }

    private LiveResource find(String name) {
        return account.find(FUNCTION, name)
                .orElseThrow(() -> new AwsError(
                        404,
                        "ResourceNotFoundException",
                        "Function not found: " + Arns.regional(account, "lambda", "function:" + name)));
    }

    private JsonNode withCode(LiveResource function) {
        ObjectNode body = Json.MAPPER.createObjectNode();
        body.set("Configuration", configuration(function));
        body.putObject("Code").put("RepositoryType", "S3").put("Location", "https://fake.invalid/code");
        return body;
    }

    private ObjectNode configuration(LiveResource function) {
        synchronized (account) {
            int looks = updating.merge(function.physicalId(), -1, Integer::sum);
            ObjectNode body = Json.MAPPER.createObjectNode();
            body.put("FunctionName", function.physicalId())
                    .put("FunctionArn", function.attribute("Arn"))
                    .put("Runtime", function.text("Runtime"))
                    .put("Handler", function.text("Handler"))
                    .put("Role", function.text("Role"))
                    .put("Timeout", timeoutSeconds(function))
                    .put("MemorySize", function.properties().path("MemorySize").asInt(128))
                    .put("KMSKeyArn", function.text("KmsKeyArn"))
                    .put("CodeSha256", account.functionCode(function.physicalId()))
                    .put("Version", "$LATEST")
                    .put("PackageType", "Zip")
                    .put("LastModified", account.clock().instant().toString().replace("Z", ".000+0000"))
                    .put("State", state())
                    .put("LastUpdateStatus", looks >= 0 ? "InProgress" : "Successful");
            body.set("VpcConfig", vpc(function));
            body.putObject("Environment")
                    .set("Variables", function.properties().path("Environment").path("Variables"));
            return body;
        }
    }

    private String state() {
        if (isIdle) {
            return "Inactive";
        }
        if (looksUntilAwake > 0) {
            looksUntilAwake--;
            return "Pending";
        }
        return "Active";
    }

    private static ObjectNode vpc(LiveResource function) {
        JsonNode set = function.properties().path("VpcConfig");
        ObjectNode vpc = Json.MAPPER.createObjectNode();
        vpc.putArray("SubnetIds").addAll(list(set.path("SubnetIds")));
        vpc.putArray("SecurityGroupIds").addAll(list(set.path("SecurityGroupIds")));
        vpc.put("VpcId", vpc.path("SubnetIds").isEmpty() ? "" : StandardAccount.VPC);
        return vpc;
    }

    private static ArrayNode list(JsonNode node) {
        return node instanceof ArrayNode array ? array : Json.MAPPER.createArrayNode();
    }

    private static int timeoutSeconds(LiveResource function) {
        return function.properties().path("Timeout").asInt(3);
    }

    private Response update(LiveResource function, Request request) {
        synchronized (account) {
            if (updating.getOrDefault(function.physicalId(), -1) >= 0) {
                throw new AwsError(
                        409,
                        "ResourceConflictException",
                        "The operation cannot be performed at this time. An update is in progress for resource: "
                                + function.attribute("Arn"));
            }
            ObjectNode changes = Json.object(new String(request.body(), UTF_8));
            changes.properties().forEach(change -> function.set(change.getKey(), change.getValue()));
            updating.put(function.physicalId(), LOOKS_UNTIL_UPDATED);
            return PROTOCOL.result(configuration(function));
        }
    }

    private Response invoke(Call call, Request request, LiveResource function) {
        String type = call.parameters().getOrDefault("InvocationType", "RequestResponse");
        if (type.equals("DryRun")) {
            return Response.empty(204);
        }
        if (request.body().length > MOST_BYTES) {
            throw new AwsError(
                    413,
                    "RequestTooLargeException",
                    "Request must be smaller than " + MOST_BYTES + " bytes for the InvokeFunction operation");
        }
        requireAwake(function);
        account.events().connect(clusterOf(function));
        Result result = run(new Invocation(
                function.physicalId(),
                call.requestId(),
                request.body(),
                environment(function),
                timeoutSeconds(function)));
        if (type.equals("Event")) {
            return Response.empty(202);
        }
        if (result.payload().length > MOST_BYTES) {
            result = Result.failed(
                    "Function.ResponseSizeTooLarge",
                    "Response payload size exceeded maximum allowed payload size (" + MOST_BYTES + " bytes).",
                    result.log());
        }
        Map<String, String> headers = new LinkedHashMap<>();
        headers.put("Content-Type", "application/json");
        headers.put("X-Amz-Executed-Version", "$LATEST");
        result.functionError().ifPresent(error -> headers.put("X-Amz-Function-Error", error));
        if (call.parameters().getOrDefault("LogType", "").equals("Tail")) {
            headers.put("X-Amz-Log-Result", logTail(call.requestId(), result.log()));
        }
        return new Response(200, headers, result.payload());
    }

    /** The cluster whose endpoint the function's environment has; else the one that its name has. */
    private String clusterOf(LiveResource function) {
        String host = environment(function).getOrDefault("DB_HOST", "");
        return account.all(RdsFake.CLUSTER).stream()
                .filter(cluster ->
                        !host.isEmpty() && cluster.attribute("Endpoint.Address").equals(host))
                .map(LiveResource::physicalId)
                .findFirst()
                .orElseGet(() -> function.physicalId().replaceFirst("-role-manager$", ""));
    }

    private void requireAwake(LiveResource function) {
        synchronized (account) {
            if (refusal.isPresent()) {
                throw refusal.get();
            }
            if (isIdle || looksUntilAwake > 0) {
                isIdle = false;
                throw new AwsError(
                        409,
                        "ResourceConflictException",
                        "The operation cannot be performed at this time. The function is currently in the following state:"
                                + " Pending: " + function.attribute("Arn"));
            }
        }
    }

    @SuppressWarnings("CatchingUnchecked") // the runtime too answers whatever a function throws
    private Result run(Invocation invocation) {
        try {
            return code.run(invocation);
        } catch (Exception e) {
            return Result.failed(e.getClass().getName(), String.valueOf(e.getMessage()), e + "\n");
        }
    }

    private static Map<String, String> environment(LiveResource function) {
        Map<String, String> environment = new TreeMap<>();
        function.properties()
                .path("Environment")
                .path("Variables")
                .properties()
                .forEach(field ->
                        environment.put(field.getKey(), field.getValue().asText()));
        return environment;
    }

    private static String logTail(String requestId, String log) {
        String all = "START RequestId: " + requestId + " Version: $LATEST\n" + log + "END RequestId: " + requestId
                + "\nREPORT RequestId: " + requestId
                + "\tDuration: 41.00 ms\tBilled Duration: 41 ms\tMemory Size: 512 MB\tMax Memory Used: 120 MB\t\n";
        byte[] bytes = all.getBytes(UTF_8);
        return Base64.getEncoder()
                .encodeToString(Arrays.copyOfRange(bytes, Math.max(0, bytes.length - LOG_TAIL_BYTES), bytes.length));
    }
}
