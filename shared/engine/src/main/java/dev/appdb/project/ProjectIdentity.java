package dev.appdb.project;

import java.util.List;
import java.util.Optional;

/**
 * The project's identity in {@code infra/project-config/main.tf}, as far as it is declared there.
 *
 * @param projectName {@code project_name}: part of AWS names, and a tag of everything
 * @param owner {@code owner}: a tag
 * @param repositoryUrl {@code code_repository_url}: a tag
 * @param defaultRegion {@code default_region}: where things are unless said otherwise
 * @param unreadableTags the tags that are declared by an expression that only Terraform can evaluate
 */
public record ProjectIdentity(
        Optional<Sourced<String>> projectName,
        Optional<Sourced<String>> owner,
        Optional<Sourced<String>> repositoryUrl,
        Optional<Sourced<String>> defaultRegion,
        List<Declared> unreadableTags) {

    public ProjectIdentity {
        unreadableTags = List.copyOf(unreadableTags);
    }
}
