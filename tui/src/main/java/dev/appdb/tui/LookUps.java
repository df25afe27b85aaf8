package dev.appdb.tui;

import dev.appdb.failure.Secret;
import dev.appdb.form.LookUp;
import dev.appdb.form.Refusal;
import dev.appdb.form.SecretPrompt;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.atomic.AtomicBoolean;
import org.jspecify.annotations.Nullable;

/** Makes the looks that are due between the questions of a form, on a thread of their own: a guide may be closed meanwhile. */
public final class LookUps {
    private final CompletableFuture<Boolean> left = new CompletableFuture<>();

    /**
     * The form after a look.
     *
     * @param end the end of the form, if it ends there
     */
    public record Step(FormState state, Optional<FormResult> end) {}

    /** A guide's way to ask for a password. */
    @FunctionalInterface
    public interface SecretQuestion {
        SecretInput ask(String prompt, String problem);
    }

    /**
     * The reply to a question for a password.
     *
     * @param secret empty if the person went back, or can't be asked
     * @param isCancelled whether the person leaves the form
     */
    public record SecretInput(Optional<Secret> secret, boolean isCancelled) {
        public static final SecretInput NONE = new SecretInput(Optional.empty(), false);
        public static final SecretInput CANCELLED = new SecretInput(Optional.empty(), true);

        public static SecretInput of(String typed) {
            return new SecretInput(Optional.of(new Secret(typed)), false);
        }
    }

    /** Makes a look; returns when it is made, or when the guide is closed. */
    public Step make(FormState state, LookUp lookUp, SecretQuestion question) {
        AtomicBoolean isCancelled = new AtomicBoolean();
        SecretPrompt prompt = (text, problem) -> {
            SecretInput input = question.ask(text, problem);
            isCancelled.set(input.isCancelled());
            return input.secret();
        };
        CompletableFuture<Optional<Refusal>> looked = new CompletableFuture<>();
        Thread thread = new Thread(() -> perform(lookUp, prompt, looked), "appdb-looking");
        thread.setDaemon(true);
        thread.start();
        await(looked);
        if (!looked.isDone() || isCancelled.get()) {
            return new Step(state, Optional.of(new FormResult.Cancelled(state.kept())));
        }
        Optional<Refusal> refusal = looked.join();
        if (refusal.isEmpty()) {
            return new Step(state.looked(), Optional.empty());
        }
        return state.refused(refusal.get())
                .map(again -> new Step(again, Optional.empty()))
                .orElseGet(() -> new Step(state, Optional.of(new FormResult.Refused(state.answers(), refusal.get()))));
    }

    private static void perform(LookUp lookUp, SecretPrompt prompt, CompletableFuture<Optional<Refusal>> looked) {
        try {
            looked.complete(lookUp.look(prompt));
        } catch (RuntimeException | Error e) {
            looked.completeExceptionally(e);
        }
    }

    private void await(CompletableFuture<Optional<Refusal>> looked) {
        try {
            CompletableFuture.anyOf(looked, left).join();
        } catch (CompletionException e) {
            throw bug(e.getCause());
        }
    }

    private static RuntimeException bug(@Nullable Throwable cause) {
        if (cause instanceof Error error) {
            throw error;
        }
        return cause instanceof RuntimeException bug ? bug : new IllegalStateException(cause);
    }

    /** Ends the wait for a look that is being made; its form is cancelled. */
    public void close() {
        left.complete(true);
    }
}
