package dev.appdb.project;

import java.util.List;
import java.util.Optional;

/** An HCL expression as a tree, as far as its value can be known without running Terraform. */
sealed interface HclExpression {

    /** The line that it begins on, counted from 1. */
    int line();

    /** A string, a number, a boolean or null that needs no evaluation. */
    record Literal(int line, Kind kind, String text) implements HclExpression {
        enum Kind {
            STRING,
            NUMBER,
            BOOLEAN,
            NULL
        }

        static Literal string(int line, String text) {
            return new Literal(line, Kind.STRING, text);
        }

        boolean isNull() {
            return kind == Kind.NULL;
        }

        /** Terraform takes a boolean in quotes for a boolean. */
        boolean is(boolean value) {
            return text.equals(Boolean.toString(value)) && !isNull();
        }
    }

    /** A string with interpolations in it. */
    record Template(int line, List<HclExpression> parts) implements HclExpression {
        public Template {
            parts = List.copyOf(parts);
        }
    }

    /** A name such as {@code local.x} or {@code var.environment}. */
    record Reference(int line, List<String> path) implements HclExpression {
        public Reference {
            path = List.copyOf(path);
        }

        @Override
        public String toString() {
            return String.join(".", path);
        }
    }

    /** {@code condition ? yes : no}. */
    record Conditional(int line, HclExpression condition, HclExpression yes, HclExpression no)
            implements HclExpression {}

    /** {@code left == right}, or {@code !=} if it is negated. */
    record Comparison(int line, HclExpression left, HclExpression right, boolean negated) implements HclExpression {}

    /** {@code [a, b]}. */
    record Items(int line, List<HclExpression> items) implements HclExpression {
        public Items {
            items = List.copyOf(items);
        }
    }

    /**
     * {@code { a = b }}.
     *
     * @param tokens all of it, with its braces, for those who edit it
     */
    record Entries(int line, List<Entry> entries, List<HclToken> tokens) implements HclExpression {
        public Entries {
            entries = List.copyOf(entries);
            tokens = List.copyOf(tokens);
        }

        Optional<HclExpression> value(String key) {
            return entries.stream()
                    .filter(entry -> entry.key().equals(key))
                    .map(Entry::value)
                    .findFirst();
        }
    }

    /** One entry of a map or an object. */
    record Entry(String key, HclExpression value) {}

    /**
     * Anything else: calls of functions, arithmetic, {@code for} and heredocs.
     *
     * @param text as it stands, on one line
     */
    record Other(int line, String text) implements HclExpression {}
}
