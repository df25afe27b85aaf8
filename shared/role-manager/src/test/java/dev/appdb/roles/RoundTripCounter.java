package dev.appdb.roles;

import java.io.DataInputStream;
import java.io.DataOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.util.concurrent.atomic.AtomicInteger;

/**
 * Stands between client and server, and counts the server's messages ReadyForQuery, of which there is one a round trip
 * (PostgreSQL documentation, "Message Formats").
 */
final class RoundTripCounter implements AutoCloseable {
    private static final int READY_FOR_QUERY = 'Z';

    private final ServerSocket listening;
    private final AtomicInteger ready = new AtomicInteger();

    RoundTripCounter(String host, int port) throws IOException {
        listening = new ServerSocket(0, 50, InetAddress.getByName(host));
        daemon(() -> {
            while (true) {
                Socket client = listening.accept();
                Socket server = new Socket(host, port);
                daemon(() -> {
                    try (client;
                            server) {
                        client.getInputStream().transferTo(server.getOutputStream());
                    }
                });
                daemon(() -> {
                    try (client;
                            server) {
                        count(server.getInputStream(), new DataOutputStream(client.getOutputStream()));
                    }
                });
            }
        });
    }

    int port() {
        return listening.getLocalPort();
    }

    void reset() {
        ready.set(0);
    }

    int roundTrips() {
        return ready.get();
    }

    private void count(InputStream from, DataOutputStream to) throws IOException {
        DataInputStream messages = new DataInputStream(from);
        for (int type = messages.read(); type >= 0; type = messages.read()) {
            int length = messages.readInt();
            byte[] rest = new byte[length - Integer.BYTES];
            messages.readFully(rest);
            if (type == READY_FOR_QUERY) {
                ready.incrementAndGet();
            }
            to.writeByte(type);
            to.writeInt(length);
            to.write(rest);
            to.flush();
        }
    }

    private interface Piping {
        void run() throws IOException;
    }

    private void daemon(Piping piping) {
        Thread thread = new Thread(() -> {
            try {
                piping.run();
            } catch (IOException e) {
                if (!listening.isClosed() && !String.valueOf(e.getMessage()).contains("closed")) {
                    throw new UncheckedIOException(e);
                }
            }
        });
        thread.setDaemon(true);
        thread.start();
    }

    @Override
    public void close() throws IOException {
        listening.close();
    }
}
