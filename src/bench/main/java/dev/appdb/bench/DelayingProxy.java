package dev.appdb.bench;

import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.time.Duration;
import java.util.Arrays;
import java.util.Locale;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.locks.LockSupport;

/**
 * A network that is further away: stands on loopback between clients and a PostgreSQL server, and lets everything arrive
 * later by half the round trip in each direction. Opening a connection costs a round trip more, as TCP's handshake does.
 * It delays and does not throttle: what follows close upon other bytes arrives as close upon them.
 *
 * <p>It counts round trips, each a burst of the client's that the server answers, and the statements that the server
 * completes.
 */
final class DelayingProxy implements AutoCloseable {
    private static final int BUFFER_BYTES = 64 * 1024;
    private static final int BACKLOG = 512;

    private final ServerSocket listening;
    private final int server;
    private final long roundTripNanos;
    private final AtomicInteger roundTrips = new AtomicInteger();
    private final AtomicInteger statements = new AtomicInteger();

    private DelayingProxy(ServerSocket listening, int server, Duration roundTrip) {
        this.listening = listening;
        this.server = server;
        this.roundTripNanos = roundTrip.toNanos();
    }

    /** A proxy of what listens on a port of loopback. */
    static DelayingProxy before(int server, Duration roundTrip) throws IOException {
        DelayingProxy proxy =
                new DelayingProxy(new ServerSocket(0, BACKLOG, InetAddress.getLoopbackAddress()), server, roundTrip);
        proxy.daemon(proxy::accept);
        return proxy;
    }

    int port() {
        return listening.getLocalPort();
    }

    void reset() {
        roundTrips.set(0);
        statements.set(0);
    }

    int roundTrips() {
        return roundTrips.get();
    }

    /** Those of logging in are none. */
    int statements() {
        return statements.get();
    }

    private void accept() throws IOException {
        while (true) {
            Socket client = listening.accept();
            long opened = System.nanoTime() + roundTripNanos;
            try {
                connect(client, new Socket(InetAddress.getLoopbackAddress(), server), opened);
            } catch (IOException noServer) {
                client.close(); // and the client says that it got nowhere
            }
        }
    }

    private void connect(Socket client, Socket upstream, long openedNanos) throws IOException {
        client.setTcpNoDelay(true);
        upstream.setTcpNoDelay(true);
        AtomicBoolean asked = new AtomicBoolean();
        pipe(client, upstream, openedNanos, (bytes, length) -> asked.set(true));
        ServerMessages messages = new ServerMessages(statements);
        pipe(upstream, client, openedNanos, (bytes, length) -> {
            messages.read(bytes, length);
            if (asked.getAndSet(false)) {
                roundTrips.incrementAndGet();
            }
        });
    }

    /** An observer of the bytes that pass through. */
    private interface Observer {
        void saw(byte[] bytes, int length);
    }

    /** Bytes on their way. */
    private record Chunk(byte[] bytes, long dueNanos) {
        boolean isEnd() {
            return bytes.length == 0;
        }
    }

    private void pipe(Socket from, Socket to, long openedNanos, Observer observer) {
        BlockingQueue<Chunk> underWay = new LinkedBlockingQueue<>();
        daemon(() -> {
            try {
                receive(from.getInputStream(), openedNanos, observer, underWay);
            } finally {
                underWay.add(new Chunk(new byte[0], System.nanoTime() + roundTripNanos / 2));
            }
        });
        daemon(() -> {
            try (from;
                    to) {
                deliver(underWay, to.getOutputStream());
            }
        });
    }

    private void receive(InputStream in, long openedNanos, Observer observer, BlockingQueue<Chunk> underWay)
            throws IOException {
        byte[] buffer = new byte[BUFFER_BYTES];
        for (int length = in.read(buffer); length >= 0; length = in.read(buffer)) {
            long sent = Math.max(System.nanoTime(), openedNanos);
            observer.saw(buffer, length);
            underWay.add(new Chunk(Arrays.copyOf(buffer, length), sent + roundTripNanos / 2));
        }
    }

    private static void deliver(BlockingQueue<Chunk> underWay, OutputStream out) throws IOException {
        try {
            for (Chunk chunk = underWay.take(); !chunk.isEnd(); chunk = underWay.take()) {
                for (long left = chunk.dueNanos() - System.nanoTime();
                        left > 0;
                        left = chunk.dueNanos() - System.nanoTime()) {
                    LockSupport.parkNanos(left);
                }
                out.write(chunk.bytes());
            }
        } catch (InterruptedException over) {
            Thread.currentThread().interrupt();
        }
    }

    private interface Piping {
        void run() throws IOException;
    }

    private void daemon(Piping piping) {
        Thread thread = new Thread(
                () -> {
                    try {
                        piping.run();
                    } catch (IOException e) {
                        if (!listening.isClosed() && !isEnd(e)) {
                            throw new UncheckedIOException(e);
                        }
                    }
                },
                "delaying-proxy");
        thread.setDaemon(true);
        thread.start();
    }

    private static boolean isEnd(IOException e) {
        String message = String.valueOf(e.getMessage()).toLowerCase(Locale.ROOT);
        return message.contains("closed") || message.contains("reset") || message.contains("broken pipe");
    }

    @Override
    public void close() throws IOException {
        listening.close();
    }
}
