locals {
  app_name = "flags"
  # The tables live in mast's cluster.
  has_database                 = local.owns_its_database
  owns_its_database            = false
  shared_database_cluster_name = "mast-dev"
}
