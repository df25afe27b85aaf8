package dev.appdb.bot.store;

import static org.assertj.core.api.Assertions.assertThat;

import dev.appdb.request.ServerUrl;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class DatabaseKeyTest {
    @ParameterizedTest
    @CsvSource({
        "u@db.example.com/app, server db.example.com:5432/app",
        "other@DB.Example.COM:5432/app?sslmode=verify-full, server db.example.com:5432/app",
        "u@db.example.com./app, server db.example.com:5432/app",
        "u@db.example.com/%61pp, server db.example.com:5432/app",
        "u@db.example.com:5433/app, server db.example.com:5433/app",
        "u@db.example.com/App, server db.example.com:5432/App",
        "u@10.0.0.7/app, server 10.0.0.7:5432/app",
        "u@010.000.0.07/app, server 10.0.0.7:5432/app",
        "u@[2001:db8::7]/app, server 2001:db8:0:0:0:0:0:7:5432/app",
        "u@[2001:0DB8:0:0::0007]:5432/app, server 2001:db8:0:0:0:0:0:7:5432/app",
        "u@[::ffff:10.0.0.7]/app, server 10.0.0.7:5432/app",
        "u@localhost/app, server localhost:5432/app",
        "u@127.0.0.1/app, server localhost:5432/app",
        "u@[::1]/app, server localhost:5432/app",
        "u@shop-prod.cluster-c1x2y3.eu-west-1.rds.amazonaws.com/app, aws shop-prod",
        "u@Shop-Prod.cluster-ro-c1x2y3.eu-west-1.rds.amazonaws.com.:5432/other, aws shop-prod",
        "u@shop-prod-primary.c1x2y3.eu-west-1.rds.amazonaws.com/app, aws shop-prod",
        "u@shop-prod-reader-2.c1x2y3.eu-west-1.rds.amazonaws.com/app, aws shop-prod",
        "u@shop-primary-primary.c1x2y3.cn-north-1.rds.amazonaws.com.cn/app, aws shop-primary",
        "u@shop-primary.cluster-c1x2y3.eu-west-1.rds.amazonaws.com/app, aws shop-primary",
        "u@other.c1x2y3.eu-west-1.rds.amazonaws.com/app, server other.c1x2y3.eu-west-1.rds.amazonaws.com:5432/app",
        "u@some.cluster-custom-c1x2y3.eu-west-1.rds.amazonaws.com/app,"
                + " server some.cluster-custom-c1x2y3.eu-west-1.rds.amazonaws.com:5432/app",
    })
    void oneServerHasOneKeyHoweverItsAddressIsWritten(String url, String key) {
        assertThat(DatabaseKey.of(new ServerUrl("postgresql://" + url)).value()).isEqualTo(key);
    }
}
