package dev.appdb.bot.slack;

import java.io.IOException;
import java.net.InetAddress;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;

/** Connections on which a request has begun and does not go on. */
public final class HalfRequests implements AutoCloseable {
    private final List<Socket> sockets = new ArrayList<>();

    /** Opens that many. */
    public HalfRequests(int port, int count) throws IOException {
        for (int number = 0; number < count; number++) {
            Socket socket = new Socket(InetAddress.getLoopbackAddress(), port);
            sockets.add(socket);
            socket.getOutputStream().write("POST / HTTP/1.1\r\nHost: ".getBytes(StandardCharsets.US_ASCII));
            socket.getOutputStream().flush();
        }
    }

    /** The number of connections. */
    public int count() {
        return sockets.size();
    }

    /** Returns whether the server closes the first of them within the time. */
    boolean isGivenUp(int millis) throws IOException {
        Socket first = sockets.get(0);
        first.setSoTimeout(millis);
        byte[] answer = first.getInputStream().readAllBytes();
        return new String(answer, StandardCharsets.US_ASCII).lines().allMatch(line -> !line.contains(" 200 "));
    }

    @Override
    public void close() throws IOException {
        for (Socket socket : sockets) {
            socket.close();
        }
    }
}
