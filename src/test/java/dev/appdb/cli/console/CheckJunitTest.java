package dev.appdb.cli.console;

import static org.assertj.core.api.Assertions.assertThat;

import dev.appdb.failure.Failure;
import dev.appdb.failure.Remedy;
import dev.appdb.roles.Check.Severity;
import dev.appdb.roles.CheckFinding;
import java.io.StringReader;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Predicate;
import javax.xml.parsers.DocumentBuilderFactory;
import org.junit.jupiter.api.Test;
import org.w3c.dom.Element;
import org.w3c.dom.NodeList;
import org.xml.sax.InputSource;

/** JUnit XML, read by the parser of the JDK. */
class CheckJunitTest {
    private static final Predicate<CheckFinding> CRITICAL = finding -> finding.severity() == Severity.CRITICAL;

    @Test
    void eachCheckIsATestCaseAndEachFactFailsOnce() throws Exception {
        Element suites = parsed(CheckJunit.of(CheckDocuments.mixed(), CRITICAL));
        Element suite = cases(suites, "testsuite").get(0);

        assertThat(suites.getTagName()).isEqualTo("testsuites");
        assertThat(suite.getAttribute("name")).isEqualTo("shop-prod");
        assertThat(suite.getAttribute("timestamp")).isEqualTo("2026-11-29T12:00:00");
        assertThat(List.of("tests", "failures", "errors", "skipped"))
                .extracting(suite::getAttribute)
                .containsExactly("7", "1", "0", "5");
        assertThat(cases(suite, "testcase"))
                .extracting(each -> each.getAttribute("name"))
                .containsExactly(
                        "R01 user app",
                        "R04 user app",
                        "R07 master postgres",
                        "O01 objects in app",
                        "O02 tables in app",
                        "S05 schema app",
                        "E05 extension x");
        assertThat(cases(suite, "failure")).singleElement().satisfies(failure -> {
            assertThat(failure.getAttribute("type")).isEqualTo("critical");
            assertThat(failure.getAttribute("message")).isEqualTo("1 is foreign");
            assertThat(failure.getTextContent())
                    .contains("Checks: O01, O02", "Impact: ", "Remedy: appdb roles update --app-name shop")
                    .contains("Remedy: As a superuser: GRANT ALL ON TABLE app.t TO app;");
        });
        assertThat(cases(suite, "skipped"))
                .extracting(skipped -> skipped.getAttribute("message"))
                .containsExactly(
                        "not applicable: no rds_iam",
                        "unknown: it can't be read",
                        "explained by O01 objects in app: app lacks privileges on 1 of 1",
                        "warning, failed: schema app",
                        "info, failed: extension x");
    }

    @Test
    void hostileNamesAreTextInWellFormedXml() throws Exception {
        String hostile = "x\"'<&>]]>\u0000\u001b\u202e\ud800\n<failure/>";
        Element suites = parsed(CheckJunit.of(
                CheckDocuments.of(CheckDocuments.failed("R01", Severity.CRITICAL, hostile)), finding -> true));

        assertThat(cases(suites, "failure"))
                .singleElement()
                .satisfies(failure -> assertThat(failure.getAttribute("message"))
                        .isEqualTo("x\"'<&>]]>\\x00\\x1b\\u202e\\ud800 <failure/>"));
    }

    @Test
    void aCheckThatCouldNotBeMadeIsAnError() throws Exception {
        Failure failure = Failure.failed("unreachable", "could not check", "it is <down>", Remedy.of("Start it."));
        Element suites = parsed(CheckJunit.of(CheckDocuments.request(), CheckDocuments.NOON, failure));

        assertThat(suites.getAttribute("errors")).isEqualTo("1");
        assertThat(cases(suites, "error"))
                .singleElement()
                .satisfies(error -> assertThat(error.getTextContent()).contains("it is <down>", "Start it."));
    }

    private static Element parsed(String xml) throws Exception {
        DocumentBuilderFactory factory = DocumentBuilderFactory.newInstance();
        factory.setFeature("http://apache.org/xml/features/disallow-doctype-decl", true);
        return factory.newDocumentBuilder()
                .parse(new InputSource(new StringReader(xml)))
                .getDocumentElement();
    }

    private static List<Element> cases(Element parent, String tag) {
        NodeList found = parent.getElementsByTagName(tag);
        List<Element> elements = new ArrayList<>();
        for (int i = 0; i < found.getLength(); i++) {
            elements.add((Element) found.item(i));
        }
        return elements;
    }
}
