package dev.appdb.project;

import dev.appdb.project.HclToken.Kind;
import java.util.ArrayList;
import java.util.List;

/**
 * Cuts HCL text into tokens with their offsets, so that an edit can leave everything else alone.
 *
 * <p>Written here, since a parser that evaluates keeps no offsets, and an edit needs them. The test of this class goes
 * through the cases of the specification.
 *
 * @see <a href="https://github.com/hashicorp/hcl/blob/main/hclsyntax/spec.md">HCL native syntax</a>
 */
final class HclTokenizer {
    private static final char BYTE_ORDER_MARK = '\uFEFF';
    private static final int MAX_NESTED_TEMPLATES = 50;
    private static final List<String> OPERATORS = List.of("...", "==", "!=", "<=", ">=", "=>", "&&", "||");

    private final String text;
    private final List<HclToken> tokens = new ArrayList<>();
    private int position;
    private int line = 1;

    private HclTokenizer(String text) {
        this.text = text;
    }

    /** The text's tokens; the last is {@link Kind#END}. */
    static List<HclToken> tokens(String text) throws HclSyntaxException {
        HclTokenizer tokenizer = new HclTokenizer(text);
        tokenizer.run();
        return tokenizer.tokens;
    }

    /**
     * The offset after the brace that closes an interpolation in a template.
     *
     * @param start the offset after its {@code ${}
     */
    static int interpolationEnd(String template, int start) throws HclSyntaxException {
        return new HclTokenizer(template).templateEnd(start, 0);
    }

    private void run() throws HclSyntaxException {
        while (position < text.length()) {
            char c = text.charAt(position);
            if (c == '\n' || text.startsWith("\r\n", position)) {
                add(Kind.NEWLINE, position + (c == '\n' ? 1 : 2));
            } else if (c == ' ' || c == '\t' || c == '\r' || (c == BYTE_ORDER_MARK && position == 0)) {
                position++;
            } else if (c == '#' || text.startsWith("//", position)) {
                position = endOfLine(position);
            } else if (text.startsWith("/*", position)) {
                skipTo(blockCommentEnd());
            } else if (c == '"') {
                add(Kind.QUOTED, quotedEnd(position, 0));
            } else if (isHeredoc()) {
                add(Kind.HEREDOC, heredocEnd());
            } else if (identifierEnd(position) > position) {
                add(Kind.IDENTIFIER, identifierEnd(position));
            } else if (c >= '0' && c <= '9') {
                add(Kind.NUMBER, numberEnd());
            } else {
                add(Kind.SYMBOL, position + symbolLength());
            }
        }
        tokens.add(new HclToken(Kind.END, "", text.length(), line));
    }

    private void add(Kind kind, int end) {
        tokens.add(new HclToken(kind, text.substring(position, end), position, line));
        skipTo(end);
    }

    private void skipTo(int end) {
        for (; position < end; position++) {
            if (text.charAt(position) == '\n') {
                line++;
            }
        }
    }

    /** The offset of the newline that ends the line, with its carriage return; or of the text's end. */
    private int endOfLine(int from) {
        int newline = text.indexOf('\n', from);
        if (newline < 0) {
            return text.length();
        }
        return newline > from && text.charAt(newline - 1) == '\r' ? newline - 1 : newline;
    }

    private int blockCommentEnd() throws HclSyntaxException {
        int end = text.indexOf("*/", position + 2);
        if (end < 0) {
            throw new HclSyntaxException(line, "a comment begins with /* and never ends");
        }
        return end + 2;
    }

    private int quotedEnd(int start, int depth) throws HclSyntaxException {
        int at = start + 1;
        while (at < text.length()) {
            char c = text.charAt(at);
            if (c == '"') {
                return at + 1;
            } else if (c == '\n') {
                break;
            } else if (c == '\\') {
                at += 2;
            } else if (text.startsWith("$${", at) || text.startsWith("%%{", at)) {
                at += 3;
            } else if (text.startsWith("${", at) || text.startsWith("%{", at)) {
                at = templateEnd(at + 2, depth + 1);
            } else {
                at++;
            }
        }
        throw new HclSyntaxException(line, "a string begins with \" and does not end on its line");
    }

    /** The offset after the brace that closes an interpolation. */
    private int templateEnd(int start, int depth) throws HclSyntaxException {
        if (depth > MAX_NESTED_TEMPLATES) {
            throw new HclSyntaxException(line, "interpolations are nested more than " + MAX_NESTED_TEMPLATES + " deep");
        }
        int open = 1;
        int at = start;
        while (at < text.length()) {
            char c = text.charAt(at);
            if (c == '"') {
                at = quotedEnd(at, depth);
                continue;
            } else if (text.startsWith("/*", at) && text.indexOf("*/", at + 2) > 0) {
                at = text.indexOf("*/", at + 2) + 2;
                continue;
            } else if (c == '#' || text.startsWith("//", at)) {
                at = endOfLine(at);
                continue;
            }
            open += c == '{' ? 1 : c == '}' ? -1 : 0;
            at++;
            if (open == 0) {
                return at;
            }
        }
        throw new HclSyntaxException(line, "an interpolation begins with ${ or %{ and never ends");
    }

    private boolean isHeredoc() {
        if (!text.startsWith("<<", position)) {
            return false;
        }
        int marker = position + (text.startsWith("<<-", position) ? 3 : 2);
        return identifierEnd(marker) > marker;
    }

    private int heredocEnd() throws HclSyntaxException {
        int start = position + (text.startsWith("<<-", position) ? 3 : 2);
        String marker = text.substring(start, identifierEnd(start));
        int lineStart = text.indexOf('\n', start) + 1;
        while (lineStart > 0) {
            int lineEnd = endOfLine(lineStart);
            String content = text.substring(lineStart, lineEnd);
            if (content.strip().equals(marker)) {
                return lineStart + content.indexOf(marker) + marker.length();
            }
            lineStart = text.indexOf('\n', lineStart) + 1;
        }
        throw new HclSyntaxException(line, "a text begins with <<" + marker + " and never ends with " + marker);
    }

    private int identifierEnd(int start) {
        int at = start;
        while (at < text.length()) {
            int c = text.codePointAt(at);
            boolean belongs = at == start
                    ? Character.isUnicodeIdentifierStart(c) || c == '_'
                    : Character.isUnicodeIdentifierPart(c) && !Character.isIdentifierIgnorable(c) || c == '-';
            if (!belongs) {
                break;
            }
            at += Character.charCount(c);
        }
        return at;
    }

    private int numberEnd() {
        int end = digitsEnd(position);
        if (text.startsWith(".", end) && digitsEnd(end + 1) > end + 1) {
            end = digitsEnd(end + 1);
        }
        if (text.startsWith("e", end) || text.startsWith("E", end)) {
            int exponent = end + (text.startsWith("+", end + 1) || text.startsWith("-", end + 1) ? 2 : 1);
            end = digitsEnd(exponent) > exponent ? digitsEnd(exponent) : end;
        }
        return end;
    }

    private int digitsEnd(int start) {
        int at = start;
        while (at < text.length() && text.charAt(at) >= '0' && text.charAt(at) <= '9') {
            at++;
        }
        return at;
    }

    private int symbolLength() {
        return OPERATORS.stream()
                .filter(operator -> text.startsWith(operator, position))
                .mapToInt(String::length)
                .findFirst()
                .orElse(Character.charCount(text.codePointAt(position)));
    }
}
