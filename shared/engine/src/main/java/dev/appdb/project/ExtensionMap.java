package dev.appdb.project;

import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/**
 * A literal map such as {@code { "vector" : true, pg_trgm = false }}, with where everything in it stands.
 *
 * @param open its opening brace
 * @param entries in the order in which they stand
 * @param newlines the newlines in it that are in no comment
 * @param close its closing brace
 */
record ExtensionMap(HclToken open, List<Entry> entries, List<HclToken> newlines, HclToken close) {

    ExtensionMap {
        entries = List.copyOf(entries);
        newlines = List.copyOf(newlines);
    }

    /** One extension; the comma is the one after it, if any. */
    record Entry(String name, HclToken key, HclToken separator, HclToken value, Optional<HclToken> comma) {
        boolean enabled() {
            return value.text().equals("true");
        }

        /** The offset after everything that belongs to it. */
        int end() {
            return comma.orElse(value).end();
        }
    }

    /** @throws HclSyntaxException saying what of the value is not literal, and on which line */
    static ExtensionMap of(List<HclToken> value) throws HclSyntaxException {
        return new Reading(value).map();
    }

    /** Walks the value's tokens once, and allows nothing but names, {@code true} and {@code false}. */
    private static final class Reading {
        private final List<HclToken> tokens;
        private final List<HclToken> newlines = new ArrayList<>();
        private int next;

        Reading(List<HclToken> tokens) {
            this.tokens = tokens;
        }

        ExtensionMap map() throws HclSyntaxException {
            HclToken open = tokens.get(0);
            HclToken close = tokens.get(tokens.size() - 1);
            if (!open.is("{")) {
                throw notLiteral(open);
            }
            next = 1;
            List<Entry> entries = new ArrayList<>();
            Set<String> names = new HashSet<>();
            skipNewlines();
            while (next < tokens.size() - 1) {
                Entry entry = entry();
                if (!names.add(entry.name())) {
                    throw new HclSyntaxException(entry.key().line(), "\"" + entry.name() + "\" stands there twice");
                }
                entries.add(entry);
                skipNewlines();
            }
            if (next != tokens.size() - 1 || !close.is("}")) {
                throw notLiteral(close);
            }
            return new ExtensionMap(open, entries, newlines, close);
        }

        private Entry entry() throws HclSyntaxException {
            HclToken key = take();
            HclToken separator = take();
            HclToken value = take();
            Optional<String> name = key.name();
            boolean literal = value.kind() == HclToken.Kind.IDENTIFIER
                    && (value.text().equals("true") || value.text().equals("false"));
            if (name.isEmpty() || !(separator.is("=") || separator.is(":")) || !literal) {
                throw notLiteral(name.isEmpty() ? key : value);
            }
            if (peek().is(",")) {
                return new Entry(name.get(), key, separator, value, Optional.of(take()));
            }
            if (!peek().isNewline() && next != tokens.size() - 1) {
                throw notLiteral(peek());
            }
            return new Entry(name.get(), key, separator, value, Optional.empty());
        }

        private void skipNewlines() {
            for (; peek().isNewline(); next++) {
                newlines.add(peek());
            }
        }

        private HclToken peek() {
            return tokens.get(Math.min(next, tokens.size() - 1));
        }

        private HclToken take() {
            HclToken token = peek();
            next++;
            return token;
        }

        private static HclSyntaxException notLiteral(HclToken token) {
            String text = token.isNewline() ? "the end of the line" : "\"" + token.text() + "\"";
            return new HclSyntaxException(
                    token.line(), text + " is not what appdb can read there: it knows only true and false");
        }
    }
}
