package dev.appdb.bot.store;

import static org.assertj.core.api.Assertions.assertThat;

import java.sql.SQLException;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class StorePoolTest {
    @ParameterizedTest
    @CsvSource(textBlock = """
            jdbc:postgresql://db.example.com/bot,                                 require
            jdbc:postgresql://db.example.com:5432/bot?user=bot,                   require
            'jdbc:postgresql://127.0.0.1,db.example.com/bot',                     require
            jdbc:postgresql://10.0.0.7/bot?sslmode=disable,                       ''
            jdbc:postgresql://db.example.com/bot?sslmode=verify-full,             ''
            jdbc:postgresql://db.example.com/bot?ssl=true,                        ''
            jdbc:postgresql://127.0.0.1/bot,                                      ''
            jdbc:postgresql://[::1]/bot,                                          ''
            jdbc:postgresql:bot,                                                  ''
            """)
    void anotherMachineGetsNoPasswordWithoutTlsUnlessTheUrlSaysSo(String url, String mode) {
        assertThat(StorePool.requiredMode(url).orElse("")).isEqualTo(mode);
    }

    @Test
    void aServerThatRefusesTlsIsReportedWithTheWayOut() {
        assertThat(StoreException.of(new SQLException("The server does not support SSL.", "08004")))
                .hasMessageContaining("it refuses TLS")
                .hasMessageContaining("sslmode=disable");
    }
}
