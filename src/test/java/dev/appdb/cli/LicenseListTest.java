package dev.appdb.cli;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.ObjectMapper;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** The decision about a part's license. */
class LicenseListTest {
    private static final LicenseList LIST = new LicenseList(Set.of("Apache-2.0", "MIT"), Map.of("org.x:lib", "LGPL"));

    private static List<String> problems(String components) throws Exception {
        return LIST.problems(new ObjectMapper().readTree("{\"components\": [" + components + "]}"));
    }

    private static String part(String name, String licenses) {
        return "{\"group\": \"org.x\", \"name\": \"" + name + "\", \"version\": \"1\", \"licenses\": [" + licenses
                + "]}";
    }

    private static final String EXCEPTED = part("lib", "{\"license\": {\"name\": \"LGPL\"}}");

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '`',
            value = {
                "{\"license\": {\"id\": \"MIT\"}} | ``",
                "{\"license\": {\"id\": \"GPL-2.0-only\"}}, {\"license\": {\"id\": \"Apache-2.0\"}} | ``",
                "{\"license\": {\"id\": \"GPL-2.0-only\"}} | the license GPL-2.0-only",
                "{\"license\": {\"name\": \"Business Source License\"}} | the license Business Source License",
                "{\"expression\": \"GPL-3.0 WITH x\"} | the license GPL-3.0 WITH x",
                "`` | no license"
            })
    void onlyAnAllowedLicensePasses(String licenses, String problem) throws Exception {
        List<String> problems = problems(EXCEPTED + "," + part("other", licenses));

        if (problem.isEmpty()) {
            assertThat(problems).isEmpty();
        } else {
            assertThat(problems)
                    .containsExactly("org.x:other 1 has " + problem + ", which licenses.json does not allow");
        }
    }

    @Test
    void anExceptionIsOfOnePartAndOneLicenseAndGoesWhenItIsNotNeeded() throws Exception {
        assertThat(problems(EXCEPTED)).isEmpty();
        assertThat(problems(part("lib", "{\"license\": {\"name\": \"GPL\"}}"))).hasSize(2);
        assertThat(problems(part("lib", "{\"license\": {\"id\": \"MIT\"}}")))
                .containsExactly("the exception for org.x:lib is not needed any more");
        assertThat(problems("")).containsExactly("the exception for org.x:lib is not needed any more");
    }

    @Test
    void everyExceptionHasItsReason() throws Exception {
        assertThat(new ObjectMapper()
                        .readTree(LicenseListTest.class.getResource("/licenses.json"))
                        .path("exceptions"))
                .isNotEmpty()
                .allSatisfy(each -> assertThat(each.path("reason").asText()).isNotBlank());
    }
}
