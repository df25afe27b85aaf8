package dev.appdb.project;

import dev.appdb.project.HclToken.Kind;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/** An HCL text as the attributes in it, however deep they stand; expressions are not evaluated. */
final class HclDocument {
    private static final int MAX_DEPTH = 100;

    private final List<HclToken> tokens;
    private final List<HclAttribute> attributes = new ArrayList<>();
    private int next;
    private int depth;

    private HclDocument(List<HclToken> tokens) {
        this.tokens = tokens;
    }

    /** @throws HclSyntaxException if the text is no HCL: strings, comments and brackets must end */
    static HclDocument parse(String text) throws HclSyntaxException {
        HclDocument document = new HclDocument(HclTokenizer.tokens(text));
        document.items(List.of());
        if (document.peek().kind() != Kind.END) {
            throw new HclSyntaxException(
                    document.peek().line(), "a " + document.peek().text() + " closes nothing");
        }
        return document;
    }

    /** All attributes of that name, in the order in which they begin. */
    Stream<HclAttribute> named(String name) {
        return attributes.stream().filter(attribute -> attribute.name().equals(name));
    }

    /** The attributes at that path; {@code *} stands for any one name. */
    Stream<HclAttribute> at(String... path) {
        List<String> wanted = Arrays.asList(path);
        return attributes.stream().filter(attribute -> matches(attribute.path(), wanted));
    }

    /** The first string at that path that needs no evaluation. */
    Optional<String> string(String... path) {
        return at(path).flatMap(attribute -> attribute.string().stream()).findFirst();
    }

    private static boolean matches(List<String> path, List<String> wanted) {
        if (path.size() != wanted.size()) {
            return false;
        }
        for (int i = 0; i < path.size(); i++) {
            if (!wanted.get(i).equals("*") && !wanted.get(i).equals(path.get(i))) {
                return false;
            }
        }
        return true;
    }

    /** Attributes, blocks and whatever else stands between braces, up to the closing one or the end. */
    private void items(List<String> path) throws HclSyntaxException {
        while (peek().kind() != Kind.END && !peek().is("}")) {
            if (peek().isNewline() || peek().is(",")) {
                next++;
                continue;
            }
            Optional<String> name = peek().name();
            if (name.isPresent() && (peek(1).is("=") || peek(1).is(":"))) {
                attribute(with(path, name.get()));
            } else if (!block(path)) {
                expression(path);
            }
        }
    }

    private void attribute(List<String> path) throws HclSyntaxException {
        HclToken key = peek();
        next += 2;
        int first = next;
        int index = attributes.size();
        expression(path);
        if (next == first) {
            throw new HclSyntaxException(key.line(), "\"" + key.text() + "\" has no value on its line");
        }
        attributes.add(index, new HclAttribute(path, key, tokens.subList(first, next)));
    }

    /** A block such as {@code module "dev_config" { … }}; false if there is none here. */
    private boolean block(List<String> path) throws HclSyntaxException {
        List<String> inner = path;
        int at = next;
        for (; tokens.get(at).name().isPresent(); at++) {
            inner = with(inner, tokens.get(at).name().get());
        }
        if (at == next || !tokens.get(at).is("{")) {
            return false;
        }
        next = at;
        braces(inner);
        return true;
    }

    /** Everything up to the newline, comma or bracket that ends it. */
    private void expression(List<String> path) throws HclSyntaxException {
        while (peek().kind() != Kind.END && !peek().isNewline() && !peek().is(",") && !peek().is("}")) {
            value(path);
        }
    }

    private void value(List<String> path) throws HclSyntaxException {
        if (peek().is("{")) {
            braces(path);
        } else if (peek().is("(")) {
            brackets(path, ")");
        } else if (peek().is("[")) {
            brackets(path, "]");
        } else if (peek().is(")") || peek().is("]")) {
            throw new HclSyntaxException(peek().line(), "a " + peek().text() + " closes nothing");
        } else {
            next++;
        }
    }

    private void braces(List<String> path) throws HclSyntaxException {
        HclToken open = open();
        items(path);
        close(open, "}");
    }

    private void brackets(List<String> path, String closing) throws HclSyntaxException {
        HclToken open = open();
        while (peek().kind() != Kind.END && !peek().is(closing) && !peek().is("}")) {
            value(path);
        }
        close(open, closing);
    }

    private HclToken open() throws HclSyntaxException {
        HclToken open = peek();
        next++;
        if (++depth > MAX_DEPTH) {
            throw new HclSyntaxException(open.line(), "brackets are nested more than " + MAX_DEPTH + " deep");
        }
        return open;
    }

    private void close(HclToken open, String closing) throws HclSyntaxException {
        if (!peek().is(closing)) {
            throw new HclSyntaxException(open.line(), "a " + open.text() + " opens here and never closes");
        }
        next++;
        depth--;
    }

    private HclToken peek() {
        return tokens.get(next);
    }

    private HclToken peek(int ahead) {
        return tokens.get(Math.min(next + ahead, tokens.size() - 1));
    }

    private static List<String> with(List<String> path, String name) {
        List<String> longer = new ArrayList<>(path);
        longer.add(name);
        return longer;
    }
}
