package dev.appdb.aws.fake;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.util.LinkedHashMap;
import java.util.Map;

/** One HTTP response, whole. */
@SuppressWarnings("ArrayRecordComponent") // never compared
record Response(int status, Map<String, String> headers, byte[] body) {

    static Response xml(int status, String body) {
        return new Response(status, Map.of("Content-Type", "text/xml"), body.getBytes(UTF_8));
    }

    static Response json(int status, String contentType, String body) {
        return new Response(status, Map.of("Content-Type", contentType), body.getBytes(UTF_8));
    }

    static Response empty(int status) {
        return new Response(status, Map.of(), new byte[0]);
    }

    Response with(String header, String value) {
        Map<String, String> more = new LinkedHashMap<>(headers);
        more.put(header, value);
        return new Response(status, more, body);
    }
}
