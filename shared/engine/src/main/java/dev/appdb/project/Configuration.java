package dev.appdb.project;

import dev.appdb.request.Region;
import java.util.List;
import java.util.Optional;

/**
 * An environment's Terraform backend, to be reviewed before its file is written.
 *
 * @param backend the backend file's change; {@link FileChange#overwrites()} if a file with other content is there
 * @param key the state's key in the bucket
 * @param bucket the state's bucket; empty if none could be found, never invented
 * @param region the bucket's Region, if known
 * @param notices what a person should know, whole sentences: the flag that adds a bucket, contradictions
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
