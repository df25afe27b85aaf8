package dev.appdb.cli.console;

import dev.appdb.engine.FleetEntry;
import dev.appdb.engine.FleetReport;
import dev.appdb.failure.Failure;
import dev.appdb.failure.Remedy;
import dev.appdb.request.DatabaseRequest;
import dev.appdb.request.PrintableLine;
import dev.appdb.roles.Check;
import dev.appdb.roles.CheckFinding;
import dev.appdb.roles.CheckReport;
import java.io.StringWriter;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Predicate;
import java.util.stream.Collectors;
import javax.xml.stream.XMLOutputFactory;
import javax.xml.stream.XMLStreamException;
import javax.xml.stream.XMLStreamWriter;

/**
 * A roles check as JUnit XML, which CI servers show as tests. Each check is a test case. Those that could not be made, do not
 * apply, are explained by another one, or do not count by {@code --fail-on} are skipped, and say why.
 */
public final class CheckJunit {
    private static final String NAME = "appdb roles check";

    private CheckJunit() {}

    /** The test cases of one database. */
    private record Suite(String name, List<Case> cases) {}

    /** One test case. */
    private record Case(String name, String kind, String type, String message, String text) {
        boolean is(String other) {
            return kind.equals(other);
        }
    }

    /**
     * The document.
     *
     * @param counts which findings are failures
     */
    public static String of(CheckDocument document, Predicate<CheckFinding> counts) {
        List<Case> cases = cases(document.report(), counts);
        return written(List.of(new Suite(document.request().cluster(), cases)), document.checkedAt());
    }

    /** A case for each check of a database. */
    private static List<Case> cases(CheckReport report, Predicate<CheckFinding> counts) {
        Map<Check, CheckFinding> leads = new HashMap<>();
        Map<Check, Check> causes = new HashMap<>();
        for (CheckFinding finding : report.findings()) {
            leads.put(finding.lead(), finding);
            finding.others().forEach(other -> causes.put(other, finding.lead()));
        }
        List<Case> cases = new ArrayList<>();
        for (Check check : report.checks()) {
            Check cause = causes.get(check);
            CheckFinding finding = leads.get(check);
            if (cause != null) {
                cases.add(skipped(check, "explained by " + cause.key()));
            } else if (finding == null && check.status() == Check.Status.PASSED) {
                cases.add(new Case(check.key(), "", "", "", ""));
            } else if (finding != null && finding.isFailed() && counts.test(finding)) {
                cases.add(failure(finding));
            } else {
                String severity = finding != null && finding.isFailed()
                        ? finding.severity().label() + ", "
                        : "";
                cases.add(skipped(check, severity + check.status().label().replace('_', ' ')));
            }
        }
        return cases;
    }

    /** The document of a check that could not be made. */
    public static String of(DatabaseRequest request, Instant at, Failure failure) {
        return written(List.of(new Suite(request.cluster(), List.of(error(failure)))), at);
    }

    /**
     * The document of the checks of many databases: a suite for each, with its findings; one that has none is one passed case.
     *
     * @param all whether to make a case of each check, as for one database
     * @param counts which findings are failures
     */
    public static String of(FleetReport report, boolean all, Instant at, Predicate<CheckFinding> counts) {
        List<Suite> suites = new ArrayList<>();
        for (FleetEntry entry : report.entries()) {
            List<Case> cases = new ArrayList<>();
            entry.failure().ifPresent(failure -> cases.add(entry.isPaused() ? paused(failure) : error(failure)));
            cases.addAll(
                    all
                            ? cases(new CheckReport(entry.checks()), counts)
                            : findings(new CheckReport(entry.failed()), counts));
            if (cases.isEmpty()) {
                boolean isChecked = entry.counts().isPresent();
                cases.add(new Case(NAME, isChecked ? "" : "skipped", "", isChecked ? "" : entry.words(), ""));
            }
            suites.add(new Suite(entry.database().toString(), cases));
        }
        return written(suites, at);
    }

    private static List<Case> findings(CheckReport report, Predicate<CheckFinding> counts) {
        return report.findings().stream()
                .map(finding -> counts.test(finding)
                        ? failure(finding)
                        : skipped(finding.lead(), finding.severity().label() + ", failed"))
                .toList();
    }

    private static Case error(Failure failure) {
        return new Case(NAME, "error", failure.code(), failure.problem(), failure.sentence());
    }

    /** No error, which CI servers show in red: nothing is known to be wrong. */
    private static Case paused(Failure failure) {
        return new Case(NAME, "skipped", "", failure.problem(), "");
    }

    private static Case skipped(Check check, String why) {
        return new Case(check.key(), "skipped", "", why + ": " + check.found(), "");
    }

    private static Case failure(CheckFinding finding) {
        String remedies = finding.remedies().stream().map(Remedy::toString).collect(Collectors.joining("\nRemedy: "));
        return new Case(
                finding.lead().key(),
                "failure",
                finding.severity().label(),
                finding.lead().found(),
                "Checks: " + String.join(", ", finding.ids()) + "\nImpact: " + finding.impact() + "\nRemedy: "
                        + remedies);
    }

    private static String written(List<Suite> suites, Instant at) {
        String time = DateTimeFormatter.ISO_LOCAL_DATE_TIME.format(
                at.truncatedTo(ChronoUnit.SECONDS).atOffset(ZoneOffset.UTC));
        StringWriter text = new StringWriter();
        try {
            XMLStreamWriter xml = XMLOutputFactory.newInstance().createXMLStreamWriter(text);
            xml.writeStartDocument("UTF-8", "1.0");
            start(
                    xml,
                    "testsuites",
                    NAME,
                    suites.stream().flatMap(suite -> suite.cases().stream()).toList());
            for (Suite suite : suites) {
                start(xml, "testsuite", suite.name(), suite.cases());
                xml.writeAttribute("timestamp", time);
                for (Case each : suite.cases()) {
                    write(xml, suite.name(), each);
                }
                xml.writeEndElement();
            }
            xml.writeEndDocument();
            xml.close();
        } catch (XMLStreamException impossible) {
            throw new IllegalStateException("a StringWriter does not fail", impossible);
        }
        return text.toString();
    }

    private static void start(XMLStreamWriter xml, String element, String name, List<Case> cases)
            throws XMLStreamException {
        xml.writeCharacters("\n");
        xml.writeStartElement(element);
        xml.writeAttribute("name", name);
        xml.writeAttribute("tests", Integer.toString(cases.size()));
        xml.writeAttribute("failures", count(cases, "failure"));
        xml.writeAttribute("errors", count(cases, "error"));
        xml.writeAttribute("skipped", count(cases, "skipped"));
    }

    private static String count(List<Case> cases, String kind) {
        return Long.toString(cases.stream().filter(each -> each.is(kind)).count());
    }

    private static void write(XMLStreamWriter xml, String suite, Case each) throws XMLStreamException {
        xml.writeCharacters("\n");
        xml.writeStartElement("testcase");
        xml.writeAttribute("classname", "appdb.roles." + suite);
        xml.writeAttribute("name", PrintableLine.of(each.name()));
        if (!each.is("")) {
            xml.writeStartElement(each.kind());
            if (!each.type().isEmpty()) {
                xml.writeAttribute("type", each.type());
            }
            xml.writeAttribute("message", PrintableLine.of(each.message()));
            xml.writeCharacters(each.text().lines().map(PrintableLine::of).collect(Collectors.joining("\n")));
            xml.writeEndElement();
        }
        xml.writeEndElement();
    }
}
