package dev.appdb.cli;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import dev.appdb.cli.Invocation.Developer;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** The words that completion offers, asked for as the scripts of shells do, and by real shells where there are some. */
@Timeout(600)
class ShellCompletionTest {
    private static final Path PROJECT = Path.of("test", "resources", "projects", "current");

    @TempDir
    Path folder;

    private static List<String> offered(Path project, String line) {
        List<String> words = new ArrayList<>(List.of("complete", "--"));
        words.addAll(List.of(line.split(" ", -1)));
        Invocation asked = Developer.script(project).run(words.toArray(String[]::new));
        assertThat(asked.exitCode()).as(asked.err()).isZero();
        return asked.out().lines().toList();
    }

    /** A {@code ␣} ends a word, so that the next one is asked for; the second column is what has to be among the words. */
    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            ignoreLeadingAndTrailingWhitespace = true,
            value = {
                "␣                             | setup plan roles completion | complete",
                "sta                           | status                      | stop",
                "rolse                         | -                           | roles",
                "roles ␣                       | check update expect         | setup",
                "status --                     | --app-name --target --help  | --auto-pause",
                "status -a ␣                   | berths                      | --target",
                "status --app-name=b           | --app-name=berths           | berths",
                "status -a berths -e ␣         | dev prod                    | staging",
                "status -a nosuch -e p         | -                           | prod",
                "status -t ␣                   | local server aws            | --region",
                "plan --output ␣               | text json                   | junit",
                "roles check --output ␣        | text json junit markdown    | yaml",
                "setup --region eu-central-    | eu-central-1                | us-east-1",
                "setup --extension vec         | vector=on vector=off        | hstore=on",
                "setup --extension=vec         | --extension=vector=on       | vector=on",
                "extensions set hst            | hstore=on hstore=off        | hstore",
                "extensions unset hst          | hstore                      | hstore=on",
                "completion ␣                  | bash zsh fish               | sh",
                "connect --project ␣           | -                           | dev",
            })
    void offersWhatMayStandThere(String line, String among, String not) {
        List<String> words = offered(PROJECT, line.replace(" ␣", " ").replace("␣", ""));

        if (among.equals("-")) {
            assertThat(words).doesNotContain(not.split(" "));
        } else {
            assertThat(words).contains(among.split(" ")).doesNotContain(not.split(" "));
        }
    }

    @Test
    void offersTheRunsThatThereAre() {
        Developer developer = Developer.script(folder);
        assertThat(offered(folder, "runs show ")).noneMatch(word -> !word.startsWith("-"));

        developer.runs("plan --target local --app-name app --environment dev");
        String listed = developer.runs("runs list").out();

        assertThat(offered(folder, "runs show ")).containsExactly(listed.split(" ")[0]);
    }

    @ParameterizedTest
    @ValueSource(strings = {"bash", "zsh", "fish"})
    void aRealShellOffersThem(String shell) throws Exception {
        assumeTrue(
                Stream.of(System.getenv("PATH").split(":")).anyMatch(bin -> Files.isExecutable(Path.of(bin, shell))),
                shell + " is not installed");
        Files.writeString(
                folder.resolve("script"),
                Developer.script(folder).runs("completion " + shell).out());
        Path launcher = folder.resolve("appdb");
        Files.writeString(
                launcher,
                "#!/bin/sh\nexec '" + Path.of(System.getProperty("java.home"), "bin", "java") + "' -cp '"
                        + System.getProperty("java.class.path") + "' " + Appdb.class.getName() + " \"$@\"\n");
        assertThat(launcher.toFile().setExecutable(true)).isTrue();
        Files.writeString(
                folder.resolve("ask"),
                switch (shell) {
                    case "bash" -> """
                        source ./script
                        ask() { COMP_WORDS=("$@"); COMP_CWORD=$(($# - 1)); _appdb; echo "${COMPREPLY[@]}"; }
                        ask appdb sta
                        ask appdb status --target = lo
                        ask appdb setup --extension vector = o
                        """;
                    case "zsh" -> """
                        compdef() { }
                        source ./script
                        compadd() { shift; print -r -- "${@#*=}"; }
                        ask() { words=("$@"); CURRENT=$#; _appdb; }
                        ask appdb sta
                        ask appdb status --target=lo
                        ask appdb setup --extension=vector=o | sed 's/vector=//g'
                        """;
                    default -> """
                        source ./script
                        complete -C 'appdb sta'
                        complete -C 'appdb status --target=lo' | string replace -- --target= ''
                        echo (complete -C 'appdb setup --extension=vector=o' | string replace -- --extension=vector= '')
                        """;
                });

        ProcessBuilder builder = new ProcessBuilder(shell, "./ask").directory(folder.toFile());
        builder.environment().put("PATH", folder + ":" + System.getenv("PATH"));
        builder.environment().put("HOME", folder.toString());
        Process process = builder.redirectErrorStream(true).start();
        String out = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);

        assertThat(process.waitFor()).as(out).isZero();
        assertThat(out).isEqualTo("status\nlocal\noff on\n");
    }
}
