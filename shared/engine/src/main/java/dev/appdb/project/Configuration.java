package dev.appdb.project;

import dev.appdb.request.Region;
import java.util.List;
import java.util.Optional;

/**
 * An environment's Terraform backend, to be reviewed before its file is written.
 *
 * @param backend the backend file's change; not {@linkplain FileChange#isNeeded() needed} where a file stays as it is, or
 *     none is to be written
 * @param key the state's key in the bucket
 * @param bucket the state's bucket; empty if none could be found, never invented
 * @param region the bucket's Region, if known
 * @param notices sentences for a person: the flag that adds a bucket, contradictions
 */
public record Configuration(
        FileChange backend,
        Sourced<String> key,
        Optional<Sourced<String>> bucket,
        Optional<Sourced<Region>> region,
        List<String> notices) {

    public Configuration {
        notices = List.copyOf(notices);
    }
}
