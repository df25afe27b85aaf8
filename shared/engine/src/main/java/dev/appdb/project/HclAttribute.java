package dev.appdb.project;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * A name with a value in HCL.
 *
 * @param path the names that lead to it, outermost first, its own last: {@code [locals, has_database]}; a block's
 *     labels are names too: {@code [module, dev_config, source]}
 * @param key the token of its own name
 * @param value the tokens of its value, as they stand; never empty
 */
record HclAttribute(List<String> path, HclToken key, List<HclToken> value) {

    HclAttribute {
        path = List.copyOf(path);
        value = List.copyOf(value);
    }

    String name() {
        return path.get(path.size() - 1);
    }

    int line() {
        return key.line();
    }

    /** The value, if it is a string that needs no evaluation. */
    Optional<String> string() {
        return value.size() == 1 ? value.get(0).literal() : Optional.empty();
    }

    /** The value, if it is a list of strings that need no evaluation. */
    Optional<List<String>> strings() {
        List<HclToken> items =
                value.stream().filter(token -> !token.isNewline()).toList();
        int last = items.size() - 1;
        if (last < 1 || !items.get(0).is("[") || !items.get(last).is("]")) {
            return Optional.empty();
        }
        List<String> strings = new ArrayList<>();
        for (int i = 1; i < last; i++) {
            Optional<String> string = items.get(i).literal();
            boolean isComma = i % 2 == 0;
            if (isComma ? !items.get(i).is(",") : string.isEmpty()) {
                return Optional.empty();
            }
            string.ifPresent(strings::add);
        }
        return Optional.of(strings);
    }

    /** True if the value is this one word, such as {@code false}. */
    boolean isWord(String word) {
        return value.size() == 1
                && value.get(0).kind() == HclToken.Kind.IDENTIFIER
                && value.get(0).text().equals(word);
    }

    /** The brace that closes the only object in the value, as in {@code condition ? { … } : null}. */
    Optional<HclToken> closingBrace() {
        HclToken close = null;
        int depth = 0;
        for (HclToken token : value) {
            if (token.is("{") && depth++ == 0 && close != null) {
                return Optional.empty();
            }
            if (token.is("}") && --depth == 0) {
                close = token;
            }
        }
        return Optional.ofNullable(close);
    }

    /** The value's text without blanks and comments, for short ones such as {@code local.name}. */
    String compact() {
        StringBuilder compact = new StringBuilder();
        value.forEach(token -> compact.append(token.text()));
        return compact.toString();
    }
}
