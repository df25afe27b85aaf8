package dev.appdb.project;

import java.util.Optional;

/**
 * The project's identity in {@code infra/project-config/main.tf}, as far as it is declared there.
 *
 * @param projectName {@code project_name}: part of AWS names, and a tag of everything
 * @param owner {@code owner}: a tag
 * @param repositoryUrl {@code code_repository_url}: a tag
 * @param defaultRegion {@code default_region}: where things are unless said otherwise
 */
public record ProjectIdentity(
        Optional<Sourced<String>> projectName,
        Optional<Sourced<String>> owner,
        Optional<Sourced<String>> repositoryUrl,
        Optional<Sourced<String>> defaultRegion) {}
