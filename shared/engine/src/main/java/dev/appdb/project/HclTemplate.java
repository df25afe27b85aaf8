package dev.appdb.project;

import dev.appdb.project.HclExpression.Literal;
import dev.appdb.project.HclExpression.Template;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** Reads a string in double quotes: its escapes, and the expressions in {@code ${…}}. */
final class HclTemplate {
    private final HclToken token;
    private final String text;
    private final List<HclExpression> parts = new ArrayList<>();
    private final StringBuilder literal = new StringBuilder();

    private HclTemplate(HclToken token) {
        this.token = token;
        this.text = token.text().substring(1, token.text().length() - 1);
    }

    /** The string, or nothing if there is a directive or an escape in it that only Terraform knows. */
    static Optional<HclExpression> read(HclToken token) {
        HclTemplate template = new HclTemplate(token);
        try {
            return template.read() ? Optional.of(template.expression()) : Optional.empty();
        } catch (HclSyntaxException e) {
            return Optional.empty();
        }
    }

    private boolean read() throws HclSyntaxException {
        int at = 0;
        while (at < text.length()) {
            if (text.startsWith("$${", at) || text.startsWith("%%{", at)) {
                literal.append(text, at + 1, at + 3);
                at += 3;
            } else if (text.startsWith("%{", at) || text.startsWith("${~", at)) {
                return false;
            } else if (text.startsWith("${", at)) {
                int close = HclTokenizer.interpolationEnd(text, at + 2) - 1;
                endLiteral();
                parts.add(HclExpressionReader.read(tokens(at + 2, close)));
                at = close + 1;
            } else if (text.charAt(at) == '\\') {
                Optional<String> escaped = escaped(at + 1);
                if (escaped.isEmpty()) {
                    return false;
                }
                literal.append(escaped.get());
                at += 2;
            } else {
                literal.append(text.charAt(at));
                at++;
            }
        }
        return true;
    }

    private List<HclToken> tokens(int start, int close) throws HclSyntaxException {
        return HclTokenizer.tokens(text.substring(start, close)).stream()
                .map(inner -> new HclToken(inner.kind(), inner.text(), inner.start(), token.line()))
                .toList();
    }

    private Optional<String> escaped(int at) {
        return switch (at < text.length() ? text.charAt(at) : ' ') {
            case 'n' -> Optional.of("\n");
            case 't' -> Optional.of("\t");
            case 'r' -> Optional.of("\r");
            case '"' -> Optional.of("\"");
            case '\\' -> Optional.of("\\");
            default -> Optional.empty();
        };
    }

    private void endLiteral() {
        if (!literal.isEmpty()) {
            parts.add(Literal.string(token.line(), literal.toString()));
            literal.setLength(0);
        }
    }

    private HclExpression expression() {
        if (parts.isEmpty()) {
            return Literal.string(token.line(), literal.toString());
        }
        endLiteral();
        return new Template(token.line(), parts);
    }
}
