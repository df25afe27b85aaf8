package dev.appdb.aws.fake;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;

/** A proxy on loopback that answers every CONNECT with 502, and one without a name with 407 where it wants a password. */
public final class RefusingProxy implements AutoCloseable {
    private final List<String> lines = new CopyOnWriteArrayList<>();
    private final ServerSocket socket;
    private final boolean wantsPassword;

    private RefusingProxy(ServerSocket socket, boolean wantsPassword) {
        this.socket = socket;
        this.wantsPassword = wantsPassword;
    }

    public static RefusingProxy started(boolean wantsPassword) throws IOException {
        RefusingProxy proxy =
                new RefusingProxy(new ServerSocket(0, 50, InetAddress.getLoopbackAddress()), wantsPassword);
        Thread answering = new Thread(proxy::answer, "proxy");
        answering.setDaemon(true);
        answering.start();
        return proxy;
    }

    /** Its host and port. */
    public String address() {
        return "127.0.0.1:" + socket.getLocalPort();
    }

    /** Every line of every request so far. */
    public List<String> lines() {
        return List.copyOf(lines);
    }

    /** The hosts and ports that a connection was asked for. */
    public List<String> connects() {
        return lines.stream()
                .filter(line -> line.startsWith("CONNECT "))
                .map(line -> line.split(" ")[1])
                .toList();
    }

    private void answer() {
        while (!socket.isClosed()) {
            try (Socket client = socket.accept()) {
                BufferedReader request =
                        new BufferedReader(new InputStreamReader(client.getInputStream(), StandardCharsets.US_ASCII));
                boolean isNamed = !wantsPassword;
                for (String line = request.readLine(); line != null && !line.isEmpty(); line = request.readLine()) {
                    lines.add(line);
                    isNamed |= line.startsWith("Proxy-authorization:");
                }
                String status = isNamed ? "502 No" : "407 Who\r\nProxy-Authenticate: Basic realm=\"corp\"";
                client.getOutputStream()
                        .write(("HTTP/1.1 " + status + "\r\nContent-Length: 0\r\nConnection: close\r\n\r\n")
                                .getBytes(StandardCharsets.US_ASCII));
            } catch (IOException e) {
                return; // the test has ended
            }
        }
    }

    @Override
    public void close() throws IOException {
        socket.close();
    }
}
