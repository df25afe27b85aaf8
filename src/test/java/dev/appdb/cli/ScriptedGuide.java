package dev.appdb.cli;

import dev.appdb.event.EventSink;
import dev.appdb.failure.Secret;
import dev.appdb.form.Answers;
import dev.appdb.form.Form;
import dev.appdb.form.LookUp;
import dev.appdb.form.Question;
import dev.appdb.form.Refusal;
import dev.appdb.tui.Closing;
import dev.appdb.tui.Consent;
import dev.appdb.tui.FilesReview;
import dev.appdb.tui.FormResult;
import dev.appdb.tui.Guide;
import dev.appdb.tui.Interruption;
import dev.appdb.tui.PlanConsent;
import dev.appdb.tui.PlanReview;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/** A person who answers by script, and remembers what was asked and shown. */
final class ScriptedGuide implements Guide {
    private final boolean present;
    private final Map<String, String> answers;
    private final Deque<String> words;
    final List<String> asked = new ArrayList<>();
    final List<Closing> closings = new ArrayList<>();
    private Optional<String> leavesAt = Optional.empty();

    private ScriptedGuide(boolean present, Map<String, String> answers, List<String> words) {
        this.present = present;
        this.answers = answers;
        this.words = new ArrayDeque<>(words);
    }

    static ScriptedGuide none() {
        return new ScriptedGuide(false, Map.of(), List.of());
    }

    /** Says these words, one to each confirmation or word to be typed. */
    static ScriptedGuide saying(String... words) {
        return new ScriptedGuide(true, Map.of(), List.of(words));
    }

    /** Answers these questions, takes the default of others, and then says these words. */
    static ScriptedGuide answering(Map<String, String> answers, String... words) {
        return new ScriptedGuide(true, answers, List.of(words));
    }

    /** Leaves when asked this question. */
    ScriptedGuide leavingAt(String question) {
        leavesAt = Optional.of(question);
        return this;
    }

    @Override
    public boolean present() {
        return present;
    }

    @Override
    public boolean isFullScreen() {
        return false;
    }

    @Override
    public FormResult ask(Form form, Answers known) {
        return askAgain(form, known, Answers.NONE);
    }

    @Override
    public FormResult askAgain(Form form, Answers known, Answers earlier) {
        Answers all = known;
        while (true) {
            Optional<LookUp> due = form.lookUps().apply(all);
            if (due.isPresent()) {
                Optional<Refusal> refusal =
                        due.get().look((prompt, problem) -> typed(prompt).map(Secret::new));
                if (refusal.isPresent()) {
                    return new FormResult.Refused(all, refusal.get());
                }
                continue;
            }
            Optional<Question> next = form.next(all);
            if (next.isEmpty()) {
                return new FormResult.Answered(all);
            }
            Question question = next.get();
            if (leavesAt.equals(Optional.of(question.id()))) {
                return new FormResult.Cancelled(all);
            }
            all = all.with(question.id(), answer(question, all, earlier), "you");
        }
    }

    private String answer(Question question, Answers soFar, Answers earlier) {
        Optional<String> before = earlier.value(question.id());
        if (before.isEmpty()) {
            asked.add(question.id());
        }
        return Optional.ofNullable(answers.get(question.id()))
                .or(() -> before)
                .or(() -> question.suggestion().apply(soFar).map(suggested -> suggested.value()))
                .orElseThrow(() -> new AssertionError("no answer for " + question.id()));
    }

    @Override
    public FormResult askAgain(Form form, Answers known, Answers earlier, Refusal refusal) {
        asked.add(String.join(",", refusal.questions()) + ": " + refusal.text());
        return new FormResult.Cancelled(known);
    }

    @Override
    public Consent confirm(FilesReview review) {
        int files = review.files().size();
        return confirm("Write " + files + (files == 1 ? " file?" : " files?"));
    }

    @Override
    public PlanConsent confirm(PlanReview review) {
        if (review.offersAdditive() && "additive".equals(words.peek())) {
            words.remove();
            return new PlanConsent(Consent.ADDITIVE, Set.of());
        }
        Set<String> typed = new HashSet<>();
        for (PlanReview.ToType each : review.toBeTyped()) {
            typed("Name of " + each.name() + "?")
                    .filter(each.name()::equals)
                    .ifPresent(name -> typed.add(each.permission()));
        }
        String question = "Apply " + review.plan().changes().size() + " changes?";
        return new PlanConsent(review.isAgreed() ? Consent.GIVEN : confirm(question), typed);
    }

    @Override
    public Consent confirm(String question) {
        asked.add(question);
        return switch (next(question)) {
            case "yes" -> Consent.GIVEN;
            case "back" -> Consent.BACK;
            case "ctrl-c" -> Consent.CANCELLED;
            default -> Consent.REFUSED;
        };
    }

    @Override
    public Optional<String> typed(String prompt) {
        asked.add(prompt);
        return Optional.of(next(prompt));
    }

    private String next(String question) {
        if (!present || words.isEmpty()) {
            throw new AssertionError("nobody was to be asked: " + question);
        }
        return words.remove();
    }

    @Override
    public EventSink progress(Interruption interruption) {
        return event -> {};
    }

    @Override
    public void finish(Closing closing) {
        closings.add(closing);
    }

    @Override
    public void close() {
        // Nothing is open.
    }
}
