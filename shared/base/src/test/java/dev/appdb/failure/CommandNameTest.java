package dev.appdb.failure;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class CommandNameTest {

    @AfterEach
    void forget() {
        System.clearProperty(CommandName.PROPERTY);
    }

    @Test
    void commandsHaveTheNameByWhichItWasCalled() {
        assertThat(Subcommand.ROLES_PLAN.call()).hasToString("appdb roles plan");

        System.setProperty(CommandName.PROPERTY, "./appdb");
        assertThat(Subcommand.ROLES_PLAN.call()).hasToString("./appdb roles plan");
        assertThat(Remedy.RUN_AGAIN.naming(Subcommand.STATUS.call())).hasToString("Run `./appdb status` again.");

        System.setProperty(CommandName.PROPERTY, "../my tools/appdb");
        assertThat(CommandName.with("setup")).isEqualTo("'../my tools/appdb' setup");
    }
}
