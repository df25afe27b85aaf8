package dev.appdb.project;

import dev.appdb.project.HclExpression.Comparison;
import dev.appdb.project.HclExpression.Conditional;
import dev.appdb.project.HclExpression.Entries;
import dev.appdb.project.HclExpression.Entry;
import dev.appdb.project.HclExpression.Items;
import dev.appdb.project.HclExpression.Literal;
import dev.appdb.project.HclExpression.Other;
import dev.appdb.project.HclExpression.Reference;
import dev.appdb.project.HclToken.Kind;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;

/**
 * Reads an attribute's tokens as an expression. An operand that is none of the known kinds is read as {@link Other} up to
 * its end, so that it spoils neither its neighbors nor the other branch of a condition.
 */
final class HclExpressionReader {
    private static final Set<String> ENDS = Set.of("?", ":", "==", "!=", ",", ")", "]", "}");
    private static final Set<String> AFTER_COMPARISON = Set.of("?", ":", ",", ")", "]", "}");

    private static final int MAX_DEPTH = 30;

    private final List<HclToken> tokens;
    private final HclToken end;
    private int next;
    private int depth;

    /** The number of brackets around, within which an expression goes on over a newline. */
    private int brackets;

    private HclExpressionReader(List<HclToken> tokens) {
        this.tokens = tokens;
        HclToken last = tokens.get(tokens.size() - 1);
        this.end = new HclToken(Kind.END, "", last.end(), last.line());
    }

    /** The expression that a value is. */
    static HclExpression read(List<HclToken> value) {
        List<HclToken> tokens =
                value.stream().filter(token -> token.kind() != Kind.END).toList();
        if (tokens.isEmpty()) {
            return new Other(1, "");
        }
        HclExpressionReader reader = new HclExpressionReader(tokens);
        HclExpression expression = reader.conditional();
        return reader.peek().kind() == Kind.END
                ? expression
                : new Other(tokens.get(0).line(), text(tokens));
    }

    /** The tokens on one line, which is near enough to how they stand. */
    private static String text(List<HclToken> tokens) {
        StringBuilder text = new StringBuilder();
        int at = -1;
        for (HclToken token : tokens) {
            if (token.isNewline()) {
                continue;
            }
            text.append(at >= 0 && token.start() > at ? " " : "").append(token.text());
            at = token.end();
        }
        return text.toString().lines().map(String::strip).collect(Collectors.joining(" "));
    }

    private HclExpression conditional() {
        skipNewlines();
        int start = next;
        int line = peek().line();
        if (depth == MAX_DEPTH) {
            return rest(start, line, Set.of(",", ")", "]", "}"));
        }
        depth++;
        HclExpression condition = comparison();
        HclExpression whole = peek().is("?") ? branches(start, condition) : condition;
        depth--;
        return whole;
    }

    private HclExpression branches(int start, HclExpression condition) {
        next++;
        HclExpression yes = conditional();
        if (!peek().is(":")) {
            return rest(start, condition.line(), AFTER_COMPARISON);
        }
        next++;
        return new Conditional(condition.line(), condition, yes, conditional());
    }

    private HclExpression comparison() {
        int start = next;
        HclExpression left = operand();
        if (!peek().is("==") && !peek().is("!=")) {
            return left;
        }
        boolean negated = peek().is("!=");
        next++;
        HclExpression right = operand();
        return isAt(AFTER_COMPARISON)
                ? new Comparison(left.line(), left, right, negated)
                : rest(start, left.line(), AFTER_COMPARISON);
    }

    private HclExpression operand() {
        skipNewlines();
        int start = next;
        int line = peek().line();
        Optional<HclExpression> known = known();
        return known.isPresent() && isAt(ENDS) ? known.get() : rest(start, line, ENDS);
    }

    private Optional<HclExpression> known() {
        HclToken token = peek();
        if (token.is("(")) {
            return parenthesized();
        }
        if (token.is("[")) {
            return items();
        }
        if (token.is("{")) {
            return entries();
        }
        if (token.is("-") && peek(1).kind() == Kind.NUMBER) {
            next += 2;
            return Optional.of(new Literal(
                    token.line(),
                    Literal.Kind.NUMBER,
                    "-" + tokens.get(next - 1).text()));
        }
        next += token.kind() == Kind.END ? 0 : 1;
        return switch (token.kind()) {
            case QUOTED -> HclTemplate.read(token);
            case NUMBER -> Optional.of(new Literal(token.line(), Literal.Kind.NUMBER, token.text()));
            case IDENTIFIER -> Optional.of(word(token));
            default -> Optional.empty();
        };
    }

    private HclExpression word(HclToken first) {
        switch (first.text()) {
            case "true", "false" -> {
                return new Literal(first.line(), Literal.Kind.BOOLEAN, first.text());
            }
            case "null" -> {
                return new Literal(first.line(), Literal.Kind.NULL, first.text());
            }
            default -> {
                List<String> path = new ArrayList<>(List.of(first.text()));
                while (peek().is(".") && peek(1).kind() == Kind.IDENTIFIER) {
                    path.add(peek(1).text());
                    next += 2;
                }
                return new Reference(first.line(), path);
            }
        }
    }

    private Optional<HclExpression> parenthesized() {
        open();
        HclExpression inner = conditional();
        return close(")") ? Optional.of(inner) : Optional.empty();
    }

    private Optional<HclExpression> items() {
        int line = peek().line();
        open();
        List<HclExpression> items = new ArrayList<>();
        skipNewlines();
        while (!peek().is("]") && peek().kind() != Kind.END) {
            items.add(conditional());
            skipNewlines();
            if (!peek().is(",")) {
                break;
            }
            next++;
            skipNewlines();
        }
        return close("]") ? Optional.of(new Items(line, items)) : Optional.empty();
    }

    /** An object; its entries end with their line or a comma. */
    private Optional<HclExpression> entries() {
        int start = next;
        int outer = brackets;
        brackets = 0;
        next++;
        List<Entry> entries = new ArrayList<>();
        skip();
        while (peek().name().isPresent() && (peek(1).is("=") || peek(1).is(":"))) {
            String key = peek().name().get();
            next += 2;
            entries.add(new Entry(key, conditional()));
            if (!peek().is(",") && !peek().isNewline() && !peek().is("}")) {
                break;
            }
            skip();
        }
        brackets = outer;
        if (!peek().is("}")) {
            return Optional.empty();
        }
        next++;
        return Optional.of(new Entries(tokens.get(start).line(), entries, tokens.subList(start, next)));
    }

    private void skip() {
        while (peek().isNewline() || peek().is(",")) {
            next++;
        }
    }

    private void open() {
        brackets++;
        next++;
    }

    private boolean close(String bracket) {
        skipNewlines();
        brackets--;
        boolean closes = peek().is(bracket);
        next += closes ? 1 : 0;
        return closes;
    }

    /** All from there up to what ends it, brackets in it included. */
    private HclExpression rest(int start, int line, Set<String> ends) {
        next = start;
        int depth = 0;
        while (peek().kind() != Kind.END && (depth > 0 || !ends(ends))) {
            HclToken token = peek();
            depth += token.is("(") || token.is("[") || token.is("{") ? 1 : 0;
            depth -= token.is(")") || token.is("]") || token.is("}") ? 1 : 0;
            next++;
        }
        return new Other(line, text(tokens.subList(start, next)));
    }

    private boolean isAt(Set<String> ends) {
        if (brackets > 0) {
            skipNewlines();
        }
        return ends(ends);
    }

    private boolean ends(Set<String> ends) {
        HclToken token = peek();
        return token.kind() == Kind.END
                || (token.isNewline() && brackets == 0)
                || (token.kind() == Kind.SYMBOL && ends.contains(token.text()));
    }

    private void skipNewlines() {
        while (brackets > 0 && peek().isNewline()) {
            next++;
        }
    }

    private HclToken peek() {
        return peek(0);
    }

    private HclToken peek(int ahead) {
        return next + ahead < tokens.size() ? tokens.get(next + ahead) : end;
    }
}
