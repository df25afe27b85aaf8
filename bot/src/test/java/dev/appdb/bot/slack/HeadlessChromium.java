package dev.appdb.bot.slack;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.Stream;
import org.java_websocket.client.WebSocketClient;
import org.java_websocket.handshake.ServerHandshake;

/** A headless Chromium, driven over its DevTools protocol: goes to a page, asks it things, presses keys. */
public final class HeadlessChromium implements AutoCloseable {
    private static final ObjectMapper JSON = new ObjectMapper();
    private static final Duration LONGEST = Duration.ofMinutes(5);

    private final Process process;
    private final Tab tab;

    private HeadlessChromium(Process process, Tab tab) {
        this.process = process;
        this.tab = tab;
    }

    /** The path of the installed browser. */
    public static Optional<Path> installed() {
        return Stream.of(System.getenv().getOrDefault("PATH", "").split(":"))
                .flatMap(folder -> Stream.of("chromium", "chromium-browser", "google-chrome")
                        .map(name -> Path.of(folder, name)))
                .filter(Files::isExecutable)
                .findFirst();
    }

    /** Starts one that keeps what it keeps in a folder, and goes to a page. */
    public static HeadlessChromium open(Path browser, Path folder, URI page) throws Exception {
        Process process = new ProcessBuilder(
                        browser.toString(),
                        "--headless=new",
                        "--no-sandbox",
                        "--disable-gpu",
                        "--disable-dev-shm-usage",
                        "--no-first-run",
                        "--disable-background-networking",
                        "--no-proxy-server",
                        "--remote-debugging-port=0",
                        "--remote-allow-origins=*",
                        "--window-size=1000,900",
                        "--user-data-dir=" + folder,
                        "about:blank")
                .redirectErrorStream(true)
                .start();
        boolean isOpen = false;
        try {
            Tab tab = new Tab(tabOf(debugger(process)));
            if (!tab.connectBlocking(LONGEST.toSeconds(), TimeUnit.SECONDS)) {
                throw new IOException("chromium's debugger does not answer");
            }
            HeadlessChromium chromium = new HeadlessChromium(process, tab);
            tab.call("Page.enable", Map.of());
            tab.call("Page.navigate", Map.of("url", page.toString()));
            isOpen = true;
            return chromium;
        } finally {
            if (!isOpen) {
                process.destroyForcibly();
            }
        }
    }

    /** Chromium says on its error output where its debugger listens. */
    private static String debugger(Process process) throws IOException {
        BufferedReader output =
                new BufferedReader(new InputStreamReader(process.getInputStream(), StandardCharsets.UTF_8));
        StringBuilder printed = new StringBuilder();
        for (String line = output.readLine(); line != null; line = output.readLine()) {
            if (line.startsWith("DevTools listening on ws://")) {
                Thread rest = new Thread(() -> output.lines().forEach(each -> {}));
                rest.setDaemon(true);
                rest.start();
                return line.replaceFirst(".*ws://([^/]+)/.*", "$1");
            }
            printed.append(line).append('\n');
        }
        throw new IOException("chromium did not start: " + printed);
    }

    private static URI tabOf(String authority) throws IOException, InterruptedException {
        HttpRequest request = HttpRequest.newBuilder(URI.create("http://" + authority + "/json/list"))
                .build();
        String tabs = HttpClient.newHttpClient()
                .send(request, HttpResponse.BodyHandlers.ofString())
                .body();
        for (JsonNode each : JSON.readTree(tabs)) {
            if (each.path("type").asText().equals("page")) {
                return URI.create(each.path("webSocketDebuggerUrl").asText());
            }
        }
        throw new IOException("chromium has no page");
    }

    /** An expression's value. */
    public JsonNode evaluate(String expression) throws Exception {
        JsonNode result = tab.call(
                "Runtime.evaluate", Map.of("expression", expression, "returnByValue", true, "awaitPromise", true));
        if (result.has("exceptionDetails")) {
            throw new AssertionError(expression + ": " + result.path("exceptionDetails"));
        }
        return result.path("result").path("value");
    }

    /** Waits, in the page, until an expression is true; it is looked at whenever the page changes. */
    public void await(String expression) throws Exception {
        JsonNode done = evaluate("""
                new Promise(done => {
                  const look = () => { let is = false; try { is = !!(%s); } catch (e) {} return is; };
                  if (look()) { done(true); return; }
                  const end = setTimeout(() => { stop(); done(false); }, %d);
                  const ticks = setInterval(() => { if (look()) { stop(); clearTimeout(end); done(true); } }, 25);
                  const stop = () => clearInterval(ticks);
                })""".formatted(expression, LONGEST.toMillis()));
        if (!done.asBoolean()) {
            throw new AssertionError("never true: " + expression + "\n"
                    + evaluate("document.body.innerText").asText());
        }
    }

    /** Clicks an element once it is there: a page may draw it after the text beside it. */
    public void click(String element) throws Exception {
        await("(" + element + ".click(), true)");
    }

    /** Types into what has the focus. */
    void type(String text) throws Exception {
        tab.call("Input.insertText", Map.of("text", text));
    }

    /** Presses Enter, Tab, Escape or the space bar. */
    void press(String key) throws Exception {
        Map<String, Integer> codes = Map.of("Enter", 13, "Tab", 9, "Escape", 27, " ", 32);
        ObjectNode event = JSON.createObjectNode()
                .put("type", "keyDown")
                .put("key", key)
                .put("code", key.equals(" ") ? "Space" : key)
                .put("windowsVirtualKeyCode", codes.getOrDefault(key, 0));
        if (key.equals("Enter") || key.equals(" ")) {
            event.put("text", key.equals("Enter") ? "\r" : " ");
        }
        tab.call("Input.dispatchKeyEvent", event);
        event.remove("text");
        tab.call("Input.dispatchKeyEvent", event.put("type", "keyUp"));
    }

    /** Shows the page in this size, and as to somebody who prefers dark colors, or light ones. */
    public void look(int width, int height, boolean dark) throws Exception {
        tab.call(
                "Emulation.setDeviceMetricsOverride",
                Map.of("width", width, "height", height, "deviceScaleFactor", 1, "mobile", false));
        Map<String, String> scheme = Map.of("name", "prefers-color-scheme", "value", dark ? "dark" : "light");
        tab.call("Emulation.setEmulatedMedia", Map.of("features", List.of(scheme)));
    }

    /** Saves an image of the page, as PNG. */
    public void screenshot(Path file) throws Exception {
        String data = tab.call("Page.captureScreenshot", Map.of("format", "png"))
                .path("data")
                .asText();
        Files.write(file, Base64.getDecoder().decode(data));
    }

    @Override
    public void close() {
        try {
            tab.closeBlocking();
            process.descendants().forEach(ProcessHandle::destroyForcibly);
            process.destroyForcibly().waitFor(1, TimeUnit.MINUTES);
        } catch (InterruptedException e) {
            process.destroyForcibly();
            Thread.currentThread().interrupt();
        }
    }

    /** The connection to one page's debugger. */
    private static final class Tab extends WebSocketClient {
        private final AtomicInteger numbers = new AtomicInteger();
        private final Map<Integer, CompletableFuture<JsonNode>> open = new ConcurrentHashMap<>();

        Tab(URI uri) {
            super(uri);
            setConnectionLostTimeout(0);
        }

        JsonNode call(String method, Object parameters) throws Exception {
            int id = numbers.incrementAndGet();
            CompletableFuture<JsonNode> answer = new CompletableFuture<>();
            open.put(id, answer);
            ObjectNode message = JSON.createObjectNode().put("id", id).put("method", method);
            message.set("params", JSON.valueToTree(parameters));
            send(message.toString());
            JsonNode answered = answer.get(LONGEST.plusMinutes(1).toSeconds(), TimeUnit.SECONDS);
            if (answered.has("error")) {
                throw new AssertionError(method + ": " + answered.path("error"));
            }
            return answered.path("result");
        }

        @Override
        public void onMessage(String text) {
            try {
                JsonNode message = JSON.readTree(text);
                CompletableFuture<JsonNode> waiting =
                        open.remove(message.path("id").asInt(-1));
                if (waiting != null) {
                    waiting.complete(message);
                }
            } catch (IOException e) {
                throw new IllegalStateException(e);
            }
        }

        @Override
        public void onOpen(ServerHandshake handshake) {
            // Nothing to do.
        }

        @Override
        public void onClose(int code, String reason, boolean remote) {
            open.values().forEach(each -> each.completeExceptionally(new IOException("chromium ended: " + reason)));
        }

        @Override
        public void onError(Exception error) {
            open.values().forEach(each -> each.completeExceptionally(error));
        }
    }
}
