package dev.appdb.bot.slack;

import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.net.InetSocketAddress;
import java.util.Objects;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.ThreadPoolExecutor;
import java.util.concurrent.TimeUnit;

/**
 * The JDK's HTTP server with limits, so that connections that send nothing, or a request byte by byte, keep nobody else
 * waiting: a request that is not there after {@link #REQUEST_SECONDS} is given up, and many may be read at once.
 */
public final class HttpListener {
    /** The longest time for a request to arrive; Slack gives up on an answer after three seconds. */
    static final int REQUEST_SECONDS = 10;

    private static final int RESPONSE_SECONDS = 30;
    private static final int IDLE_SECONDS = 30;
    private static final int CONNECTIONS = 2_000;
    private static final int THREADS = 512;

    /** Before it, a virtual thread that waits inside of a synchronized method, as the JDK's server reads, holds its carrier. */
    private static final int VIRTUAL_THREADS_SINCE = 24;

    private HttpListener() {}

    /**
     * A server that listens, but does not answer before it is started.
     *
     * @throws IOException if the address is taken
     */
    public static HttpServer at(InetSocketAddress address) throws IOException {
        // The server's class reads them once, so they are set before its first use; what the operator set counts.
        limit("sun.net.httpserver.maxReqTime", REQUEST_SECONDS);
        limit("sun.net.httpserver.maxRspTime", RESPONSE_SECONDS);
        limit("sun.net.httpserver.idleInterval", IDLE_SECONDS);
        limit("jdk.httpserver.maxConnections", CONNECTIONS);
        return HttpServer.create(address, 0);
    }

    private static void limit(String property, int value) {
        if (System.getProperty(property) == null) {
            System.setProperty(property, Integer.toString(value));
        }
    }

    /** A virtual thread for each request where this Java has them without a catch, otherwise up to {@link #THREADS}. */
    public static ExecutorService threads() {
        if (Runtime.version().feature() >= VIRTUAL_THREADS_SINCE) {
            try {
                return (ExecutorService) Objects.requireNonNull(Executors.class
                        .getMethod("newVirtualThreadPerTaskExecutor")
                        .invoke(null));
            } catch (ReflectiveOperationException e) {
                throw new IllegalStateException("every Java from 21 on has virtual threads", e);
            }
        }
        ThreadPoolExecutor threads =
                new ThreadPoolExecutor(THREADS, THREADS, IDLE_SECONDS, TimeUnit.SECONDS, new LinkedBlockingQueue<>());
        threads.allowCoreThreadTimeOut(true);
        return threads;
    }
}
