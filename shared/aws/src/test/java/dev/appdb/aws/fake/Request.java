package dev.appdb.aws.fake;

import com.sun.net.httpserver.HttpExchange;
import java.io.IOException;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

/** One HTTP request, read whole. */
@SuppressWarnings("ArrayRecordComponent") // never compared
record Request(
        String method,
        String path,
        String rawPath,
        String rawQuery,
        Map<String, String> query,
        Map<String, String> headers,
        String host,
        byte[] body) {

    static Request of(HttpExchange exchange) throws IOException {
        Map<String, String> headers = new TreeMap<>(String.CASE_INSENSITIVE_ORDER);
        exchange.getRequestHeaders().forEach((name, values) -> headers.put(name, String.join(",", values)));
        String query = exchange.getRequestURI().getRawQuery();
        String rawQuery = query == null ? "" : query;
        return new Request(
                exchange.getRequestMethod(),
                exchange.getRequestURI().getPath(),
                exchange.getRequestURI().getRawPath(),
                rawQuery,
                FormBody.decode(rawQuery),
                headers,
                headers.getOrDefault("Host", ""),
                exchange.getRequestBody().readAllBytes());
    }

    Optional<String> header(String name) {
        return Optional.ofNullable(headers.get(name));
    }
}
