package dev.appdb.bench;

import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.nio.ByteBuffer;
import java.time.Duration;
import java.util.List;

/** A check of the {@link DelayingProxy}'s delays, measured with a server that echoes everything at once. */
final class ProxyCheck {
    private static final int PIPELINED = 100;
    private static final int MESSAGE_BYTES = 200;
    private static final int SECOND_MILLIS = 1_000;

    private ProxyCheck() {}

    /** A row for the delay, and one for 100 messages that are sent without waiting for each other. */
    static void measure(Table table, Duration roundTrip, int runs) throws Exception {
        double expected = roundTrip.toMillis();
        try (ServerSocket echo = new ServerSocket(0, 1, InetAddress.getLoopbackAddress());
                DelayingProxy proxy = DelayingProxy.before(echo.getLocalPort(), roundTrip)) {
            daemonEcho(echo);
            try (Socket socket = new Socket(InetAddress.getLoopbackAddress(), proxy.port())) {
                socket.setTcpNoDelay(true);
                socket.setSoTimeout(10 * SECOND_MILLIS);
                OutputStream out = socket.getOutputStream();
                InputStream in = socket.getInputStream();
                List<Samples> both = SideBySide.run(
                        "ms",
                        2,
                        runs,
                        SideBySide.millis(() -> exchange(out, in, 1)),
                        SideBySide.millis(() -> exchange(out, in, PIPELINED)));
                Samples asConfigured = Samples.exactly("ms", expected);
                table.add(Row.ofPeer(
                                "the proxy: one message and its echo",
                                both.get(0),
                                asConfigured,
                                "the delay that it is to make")
                        .goal(
                                "delays what it says, within 2 ms",
                                both.get(0).median() - expected,
                                d -> d >= 0 && d < 2));
                table.add(Row.ofPeer(
                                "the proxy: " + PIPELINED + " messages at once",
                                both.get(1),
                                asConfigured,
                                "the delay of one")
                        .goal(
                                "delays, does not throttle: less than 2 messages",
                                both.get(1).median() / expected,
                                r -> r < 2));
            }
        }
    }

    private static void exchange(OutputStream out, InputStream in, int messages) throws IOException {
        // shaped like one of PostgreSQL's, whose type is not counted in its length
        byte[] message = ByteBuffer.allocate(MESSAGE_BYTES)
                .put((byte) 'd')
                .putInt(MESSAGE_BYTES - 1)
                .array();
        for (int i = 0; i < messages; i++) {
            out.write(message);
        }
        if (in.readNBytes(messages * MESSAGE_BYTES).length != messages * MESSAGE_BYTES) {
            throw new IOException("the echo ended early");
        }
    }

    private static void daemonEcho(ServerSocket echo) {
        Thread thread = new Thread(
                () -> {
                    try (Socket socket = echo.accept()) {
                        socket.setTcpNoDelay(true);
                        socket.getInputStream().transferTo(socket.getOutputStream());
                    } catch (IOException theCheckIsOver) {
                        // whoever waits for an answer says so
                    }
                },
                "echo");
        thread.setDaemon(true);
        thread.start();
    }
}
