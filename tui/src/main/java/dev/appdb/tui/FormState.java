package dev.appdb.tui;

import dev.appdb.form.Answer;
import dev.appdb.form.Answers;
import dev.appdb.form.Choice;
import dev.appdb.form.Form;
import dev.appdb.form.LookUp;
import dev.appdb.form.Question;
import dev.appdb.form.Refusal;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;

/**
 * The state of a form that is being answered, independent of the front end that draws it. Immutable. Going back keeps
 * the answers: each is the default when its question comes up again, and counts again only once it is confirmed there,
 * because an earlier answer may have changed which answers are valid and which questions apply.
 *
 * <p>After more than one question all answers are reviewed together: any of them can be {@linkplain #changing changed}, also
 * a known one, and the others are kept as far as they still hold.
 */
public final class FormState {
    private final Form form;
    private final Answers known;
    private final Answers given;
    private final List<String> trail;
    private final Review review;
    private final Optional<Question> changed;
    /** The answers from before one was changed, which need not be asked for again. */
    private final Answers carried;

    private final Optional<Refusal> refusal;

    /** The review of all answers. */
    private enum Review {
        TO_COME,
        DONE
    }

    private FormState(
            Form form,
            Answers known,
            Answers given,
            List<String> trail,
            Review review,
            Optional<Question> changed,
            Answers carried,
            Optional<Refusal> refusal) {
        this.form = form;
        this.known = known;
        this.given = given;
        this.trail = List.copyOf(trail);
        this.review = review;
        this.changed = changed;
        this.carried = carried;
        this.refusal = refusal;
    }

    private static FormState of(Form form, Answers known, Answers given, List<String> trail, Answers carried) {
        return new FormState(form, known, given, trail, Review.TO_COME, Optional.empty(), carried, Optional.empty());
    }

    /** @param known the answers known before anything is asked; their questions are not asked */
    public static FormState start(Form form, Answers known) {
        return of(form, known, Answers.NONE, List.of(), Answers.NONE);
    }

    /**
     * The state of a form that was answered before, in whole or in part: at the first question without a valid answer, or
     * else at the review of all; where there was only one question, at that.
     */
    public static FormState resumed(Form form, Answers known, Answers earlier) {
        FormState state = of(form, known, asYours(earlier), List.of(), Answers.NONE);
        for (Optional<Question> next = state.current(); next.isPresent(); next = state.current()) {
            Question question = next.get();
            Optional<String> value = earlier.value(question.id());
            if (value.isEmpty() || state.problem(question, value.get()).isPresent()) {
                return state;
            }
            state = state.answered(question, state.sourced(question, value.get()));
        }
        return state.needsReview() ? state : state.back().orElse(state);
    }

    /** The source in brackets: a path or flag as "from …", a phrase as it is, and nothing for what the person typed. */
    public static String source(Answer answer) {
        String source = answer.source();
        if (source.equals(Answer.YOU) || source.isBlank()) {
            return "";
        }
        return " (" + (source.contains(" ") || answer.isDefault() ? "" : "from ") + source + ")";
    }

    /** The source of a value that is shown as the default, which it need not be called again. */
    public static String suggestionSource(Answer suggestion) {
        return suggestion.isDefault() ? "" : source(suggestion);
    }

    private static Answers asYours(Answers earlier) {
        Answers yours = Answers.NONE;
        for (Map.Entry<String, String> each : earlier.values().entrySet()) {
            // An empty answer is better shown in the words of the question's own default.
            yours = each.getValue().isEmpty() ? yours : yours.with(each.getKey(), each.getValue(), Answer.YOU);
        }
        return yours;
    }

    /** A value as an answer; where the question would suggest it anyway, its source is the question's. */
    private Answer sourced(Question question, String value) {
        return question.suggestion()
                .apply(answers())
                .filter(suggested -> suggested.value().equals(value))
                .orElseGet(() -> new Answer(value, Answer.YOU));
    }

    /** The look to make before anything else is asked; empty if none is due. */
    public Optional<LookUp> lookUp() {
        return changed.isPresent() ? Optional.empty() : form.lookUps().apply(answers());
    }

    /** The state after a look that found nothing wrong. */
    FormState looked() {
        return carriedOn();
    }

    /**
     * The state at the question whose answer a refusal is about, so that another one can be given.
     *
     * @return empty if none of its questions was asked on the way here, or is asked now
     */
    public Optional<FormState> refused(Refusal reason) {
        return reason.questions().stream()
                .filter(question -> trail.contains(question)
                        || current().filter(now -> now.id().equals(question)).isPresent())
                .findFirst()
                .map(question -> new FormState(
                        form,
                        known,
                        given,
                        trail.contains(question) ? trail.subList(0, trail.indexOf(question)) : trail,
                        Review.TO_COME,
                        Optional.empty(),
                        carried.without(question),
                        Optional.of(reason)));
    }

    /** The reason why the current question is asked again, with what to do about it; empty if it is not. */
    public Optional<String> refusal() {
        return refusal.map(Refusal::text);
    }

    /** All questions of the form. */
    public List<Question> questions() {
        return form.questions();
    }

    /** The question to ask now; empty when all are answered. */
    public Optional<Question> current() {
        return changed.or(() -> form.next(answers()));
    }

    /** Returns true if all is answered, and the person has not yet seen the answers together, which were several. */
    public boolean needsReview() {
        return review == Review.TO_COME && trail.size() > 1 && current().isEmpty() && lookUp().isEmpty();
    }

    /** Returns true if every question is answered, and all that needs a review has had it. */
    public boolean isComplete() {
        return current().isEmpty() && lookUp().isEmpty() && !needsReview();
    }

    /** The state after the review. */
    public FormState reviewed() {
        return new FormState(form, known, given, trail, Review.DONE, Optional.empty(), carried, Optional.empty());
    }

    /** The state in which the review leads to a question, to answer it otherwise. */
    public FormState changing(Question question) {
        return new FormState(
                form, known, given, trail, Review.TO_COME, Optional.of(question), carried, Optional.empty());
    }

    /** The known answers, and those given and confirmed on the way to the current question. */
    public Answers answers() {
        Answers all = kept();
        return changed.map(question -> all.without(question.id())).orElse(all);
    }

    /** The answers to keep if the person leaves now: also the one that is being changed. */
    public Answers kept() {
        Answers answers = known;
        for (String id : trail) {
            Answer answer = given.answer(id).orElseThrow();
            answers = answers.with(id, answer.value(), answer.source());
        }
        return answers;
    }

    /** The number of questions that have or will have an answer, if each one left gets its default. */
    public int expected() {
        FormState state = of(form, known, given, trail, carried);
        for (Optional<Question> next = state.current(); next.isPresent(); next = state.current()) {
            Question question = next.get();
            state = state.answered(question, state.suggestion(question).orElseGet(() -> new Answer("", Answer.YOU)));
        }
        return state.answeredBefore().size();
    }

    /** The questions that have their answer, in the order of the form: known ones, and those on the way here. */
    public List<Question> answeredBefore() {
        Answers answers = answers();
        return form.questions().stream()
                .filter(question -> answers.answer(question.id()).isPresent())
                .filter(question -> question.applies().test(answers))
                .toList();
    }

    /** The notice to read before answering, a sentence; empty if there is none. */
    public Optional<String> notice(Question question) {
        return Optional.of(question.notice().apply(answers()))
                .filter(text -> !text.isEmpty())
                .map(text -> text + ".");
    }

    public List<Choice> choices(Question question) {
        return question.choices().apply(answers());
    }

    /**
     * The default: what is to be changed, or what the person typed here before going back, else what the question suggests.
     * Of choices the first is the likeliest, so that Enter alone always takes one.
     */
    public Optional<Answer> suggestion(Question question) {
        return changed.filter(question::equals)
                .flatMap(asked -> kept().answer(asked.id()))
                .or(() -> given.answer(question.id())
                        .filter(answer -> answer.source().equals(Answer.YOU)))
                .or(() -> question.suggestion().apply(answers()))
                .or(() -> likeliest(question));
    }

    private Optional<Answer> likeliest(Question question) {
        return question.kind() != Question.Kind.CHOICE
                ? Optional.empty()
                : choices(question).stream().findFirst().map(choice -> new Answer(choice.value(), Answer.YOU));
    }

    /** The problem of a value as the answer to a question, in the validator's words; empty if it is valid. */
    public Optional<String> problem(Question question, String value) {
        return nothingPicked(question, value)
                .or(() -> question.validator().problem(value, answers()))
                .or(() -> notOffered(question, value));
    }

    /** A problem of its own, because the validator's would quote an empty value. */
    private Optional<String> nothingPicked(Question question, String value) {
        return question.kind() != Question.Kind.CHOICE || !value.isEmpty()
                ? Optional.empty()
                : Optional.of("use one of "
                        + choices(question).stream().map(Choice::value).collect(Collectors.joining(", ")));
    }

    private Optional<String> notOffered(Question question, String value) {
        List<String> offered = choices(question).stream().map(Choice::value).toList();
        return question.kind() != Question.Kind.CHOICE || offered.isEmpty() || offered.contains(value)
                ? Optional.empty()
                : Optional.of("\"" + value + "\" is not offered: use one of " + String.join(", ", offered));
    }

    /** The state after the current question was answered. */
    public FormState answered(Question question, Answer answer) {
        Answers more = given.with(question.id(), answer.value(), answer.source());
        if (changed.isPresent()) {
            Answers others = kept().without(question.id()).with(question.id(), answer.value(), Answer.YOU);
            return of(form, known.without(question.id()), more, List.of(), others)
                    .carriedOn();
        }
        return of(form, known, more, longer(question), carried).carriedOn();
    }

    private List<String> longer(Question question) {
        List<String> longer = new ArrayList<>(trail);
        longer.add(question.id());
        return longer;
    }

    /** The state with the answers from before a change, up to the first one that no longer holds; defaults are taken anew. */
    private FormState carriedOn() {
        FormState state = this;
        for (Optional<Question> next = state.current(); next.isPresent(); next = state.current()) {
            Question question = next.get();
            Optional<Answer> kept = state.carried(question);
            if (kept.isEmpty() || state.lookUp().isPresent()) {
                return state;
            }
            Answer answer = kept.get();
            state = of(
                    form,
                    state.known,
                    state.given.with(question.id(), answer.value(), answer.source()),
                    state.longer(question),
                    carried);
        }
        return state;
    }

    private Optional<Answer> carried(Question question) {
        return carried.answer(question.id())
                .flatMap(earlier -> earlier.source().equals(Answer.YOU)
                        ? Optional.of(sourced(question, earlier.value()))
                        : question.suggestion().apply(answers()))
                .filter(answer -> problem(question, answer.value()).isEmpty());
    }

    /** The state at the question before, or at the review that led here; empty at the first one asked. */
    public Optional<FormState> back() {
        if (changed.isPresent()) {
            return Optional.of(of(form, known, given, trail, carried));
        }
        return trail.isEmpty()
                ? Optional.empty()
                : Optional.of(of(form, known, given, trail.subList(0, trail.size() - 1), Answers.NONE));
    }
}
