package dev.appdb.roles.lambda;

import dev.appdb.failure.Sleeper;
import java.time.Clock;
import java.util.Map;
import java.util.function.Consumer;
import java.util.function.Function;
import java.util.random.RandomGenerator;

/**
 * The function's environment, clock and helpers, so that a test can replace them.
 *
 * @param variables the environment
 * @param authorities who vouches for the database's certificate
 * @param tokens makes the users' tokens, for the environment as it was read
 * @param clock the time, for signatures and for how long it took
 * @param sleeper waits between tries
 * @param random draws how long
 * @param log takes one line at a time
 */
record FunctionContext(
        Map<String, String> variables,
        TlsAuthorities authorities,
        Function<FunctionEnvironment, DatabaseTokens> tokens,
        Clock clock,
        Sleeper sleeper,
        RandomGenerator random,
        Consumer<String> log) {

    /** Inside AWS Lambda, which keeps what is printed. */
    static FunctionContext ofLambda() {
        Clock clock = Clock.systemUTC();
        return new FunctionContext(
                System.getenv(),
                new RdsAuthorities(),
                environment -> IamDatabaseTokens.of(environment, clock),
                clock,
                Sleeper.THREAD,
                RandomGenerator.getDefault(),
                line -> System.out.println(line));
    }
}
