package dev.appdb.project;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.junit.jupiter.params.provider.Arguments.arguments;

import dev.appdb.project.HclToken.Kind;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

/**
 * The cases of the lexical part of HCL's native syntax, in our own words.
 *
 * @see <a href="https://github.com/hashicorp/hcl/blob/main/hclsyntax/spec.md">HCL native syntax</a>
 */
class HclTokenizerTest {
    /** Stands between expected tokens where spaces stand within some. */
    private static final String APART = "¦";

    /** Texts with their tokens, except newlines: identifiers and symbols as they are, other kinds after their letter. */
    static Stream<Arguments> specification() {
        return Stream.of(
                // comments
                arguments("a = 1 # to the end = 2", "a = n:1"),
                arguments("a = 1 // to the end = 2", "a = n:1"),
                arguments("a /* in = line */ = 1", "a = n:1"),
                arguments("/* over\nlines */ a = 1", "a = n:1"),
                arguments("/* do not /* nest */ a = 1", "a = n:1"),
                arguments("a = \"# no comment\"", "a¦=¦q:\"# no comment\""),
                arguments("# a comment with a \" in it\na = 1", "a = n:1"),
                // identifiers
                arguments("a-b_c1 = 1", "a-b_c1 = n:1"),
                arguments("_a = 1", "_a = n:1"),
                arguments("größe = 1", "größe = n:1"),
                arguments("名前 = 1", "名前 = n:1"),
                arguments("\uD835\uDC4E1 = 1", "\uD835\uDC4E1 = n:1"),
                arguments("true false null for in if", "true false null for in if"),
                // numbers
                arguments("[0, 12.5, 1e3, 1E+3, 2.5e-7]", "[ n:0 , n:12.5 , n:1e3 , n:1E+3 , n:2.5e-7 ]"),
                arguments("a = -1", "a = - n:1"),
                arguments("a = b[0].c", "a = b [ n:0 ] . c"),
                arguments("a = b.0.c", "a = b . n:0 . c"),
                arguments("1em", "n:1 em"),
                // operators and delimiters
                arguments("a = b == c != d <= e >= f", "a = b == c != d <= e >= f"),
                arguments("a = b && c || !d", "a = b && c || ! d"),
                arguments("a = b < c ? d : e > f", "a = b < c ? d : e > f"),
                arguments("a = b + c - d * e / f % g", "a = b + c - d * e / f % g"),
                arguments("a = f(b...)", "a = f ( b ... )"),
                arguments("a = b[*].c", "a = b [ * ] . c"),
                arguments("a = b.*.c", "a = b . * . c"),
                arguments("a = [for k, v in b : v if k != c]", "a = [ for k , v in b : v if k != c ]"),
                arguments("a = {for k, v in b : k => v...}", "a = { for k , v in b : k => v ... }"),
                arguments("a = provider::x::f(1)", "a = provider : : x : : f ( n:1 )"),
                // objects, tuples, blocks
                arguments("a = { b = 1, \"c\" : 2, (d) = 3, }", "a¦=¦{¦b¦=¦n:1¦,¦q:\"c\"¦:¦n:2¦,¦(¦d¦)¦=¦n:3¦,¦}"),
                arguments("a = [1, 2,]", "a = [ n:1 , n:2 , ]"),
                arguments("a = {\n  b = 1\n  c = 2\n}", "a = { b = n:1 c = n:2 }"),
                arguments("b \"x\" y { a = 1 }", "b¦q:\"x\"¦y¦{¦a¦=¦n:1¦}"),
                arguments("b {}", "b { }"),
                // strings
                arguments("a = \"\"", "a¦=¦q:\"\""),
                arguments("a = \"\\\"\\\\\\n\\t\\u00e9\\U0001F600\"", "a¦=¦q:\"\\\"\\\\\\n\\t\\u00e9\\U0001F600\""),
                arguments("a = \"ends with \\\\\"", "a¦=¦q:\"ends with \\\\\""),
                arguments("a = \"${b}\"", "a¦=¦q:\"${b}\""),
                arguments("a = \"x${f(\"y\")}z\"", "a¦=¦q:\"x${f(\"y\")}z\""),
                arguments("a = \"${\"${\"deep\"}\"}\"", "a¦=¦q:\"${\"${\"deep\"}\"}\""),
                arguments("a = \"${ { b = 1 }.b }\"", "a¦=¦q:\"${ { b = 1 }.b }\""),
                arguments("a = \"${ b /* } \" */ }\"", "a¦=¦q:\"${ b /* } \" */ }\""),
                arguments("a = \"$${b\"", "a¦=¦q:\"$${b\""),
                arguments("a = \"%%{b\"", "a¦=¦q:\"%%{b\""),
                arguments("a = \"$b %c $\"", "a¦=¦q:\"$b %c $\""),
                arguments("a = \"%{ if b }c%{ else }d%{ endif }\"", "a¦=¦q:\"%{ if b }c%{ else }d%{ endif }\""),
                arguments("a = \"%{~ for x in b ~}${x}%{~ endfor ~}\"", "a¦=¦q:\"%{~ for x in b ~}${x}%{~ endfor ~}\""),
                arguments("a = \"${~ b ~}\"", "a¦=¦q:\"${~ b ~}\""),
                // heredocs
                arguments("a = <<EOT\nx = \"y\n# z\nEOT\nb = 1", "a¦=¦h:<<EOT\nx = \"y\n# z\nEOT¦b¦=¦n:1"),
                arguments("a = <<-EOT\n    x\n    EOT\nb = 1", "a¦=¦h:<<-EOT\n    x\n    EOT¦b¦=¦n:1"),
                arguments("a = <<EOT\nEOT\n", "a¦=¦h:<<EOT\nEOT"),
                arguments("a = <<E-1\nEOT E-1 x\nE-1\n", "a¦=¦h:<<E-1\nEOT E-1 x\nE-1"),
                arguments("a = [<<EOT\nx\nEOT\n, 1]", "a¦=¦[¦h:<<EOT\nx\nEOT¦,¦n:1¦]"),
                arguments("a = <<EOT\r\nx\r\nEOT\r\nb = 1", "a¦=¦h:<<EOT\r\nx\r\nEOT¦b¦=¦n:1"),
                // the text itself
                arguments("", ""),
                arguments("\uFEFFa = 1", "a = n:1"),
                arguments("a = 1\r\nb = 2\r\n", "a = n:1 b = n:2"));
    }

    @ParameterizedTest
    @MethodSource("specification")
    void textIsCutAsTheSpecificationSays(String text, String expected) throws Exception {
        List<HclToken> tokens = HclTokenizer.tokens(text);

        assertThat(tokens.stream()
                        .filter(token -> !token.isNewline() && token.kind() != Kind.END)
                        .map(HclTokenizerTest::shown))
                .containsExactly(
                        expected.isEmpty() ? new String[0] : expected.split(expected.contains(APART) ? APART : " "));
        assertThat(tokens)
                .allSatisfy(token ->
                        assertThat(text.substring(token.start(), token.end())).isEqualTo(token.text()));
    }

    private static String shown(HclToken token) {
        return switch (token.kind()) {
            case NUMBER -> "n:" + token.text();
            case QUOTED -> "q:" + token.text();
            case HEREDOC -> "h:" + token.text();
            default -> token.text();
        };
    }

    @ParameterizedTest
    @ValueSource(
            strings = {"a = \"never ends", "a = \"never\nends\"", "a = \"${b\"", "/* never ends", "a = <<EOT\nx\n"})
    void textThatNeverEndsIsASyntaxError(String text) {
        assertThatThrownBy(() -> HclTokenizer.tokens(text)).isInstanceOf(HclSyntaxException.class);
    }
}
