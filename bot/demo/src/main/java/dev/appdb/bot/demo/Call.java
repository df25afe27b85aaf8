package dev.appdb.bot.demo;

import com.fasterxml.jackson.databind.JsonNode;
import java.time.Instant;
import java.util.Map;

/**
 * One call of the Web API, as it came.
 *
 * @param method such as {@code chat.postMessage}; {@code response_url} and {@code upload} for those that are no methods
 * @param parameters of a form, or of a JSON body with its values as JSON
 * @param status of the HTTP answer
 * @param answer the answer's JSON
 */
public record Call(String method, Map<String, String> parameters, int status, JsonNode answer, Instant at) {}
