package dev.appdb.bot.slack;

import com.slack.api.util.http.listener.HttpResponseListener;
import dev.appdb.call.CallLog;
import java.time.Duration;
import java.util.Optional;
import okhttp3.HttpUrl;
import okhttp3.Response;

/** Logs the calls of Slack's methods by their names; of other addresses, which are secrets, it logs the host alone. */
final class LoggedResponses extends HttpResponseListener {
    private final CallLog log;
    private final HttpUrl methods;

    LoggedResponses(CallLog log, String methods) {
        this.log = log;
        this.methods = HttpUrl.get(methods);
    }

    @Override
    public void accept(State state) {
        Response response = state.getResponse();
        HttpUrl url = response.request().url();
        boolean isMethod =
                url.host().equals(methods.host()) && url.encodedPath().startsWith(methods.encodedPath());
        log.ended(new CallLog.Call(
                "slack",
                isMethod ? url.encodedPath().substring(methods.encodedPath().length()) : "an address of " + url.host(),
                Duration.ofMillis(response.receivedResponseAtMillis() - response.sentRequestAtMillis()),
                response.isSuccessful() ? Optional.empty() : Optional.of("HTTP " + response.code())));
    }
}
