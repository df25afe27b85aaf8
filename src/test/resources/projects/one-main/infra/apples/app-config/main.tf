locals {
  app_name     = "apples"
  has_database = true
  network_name = "shared"

  account_names_by_environment = {
    dev = "growers"
  }

  database_config = {
    cluster_name      = "apples-dev"
    access_policy_name = "apples-dev-access"
    app_username      = "apples"
    migrator_username = "apples_migrator"
    schema_name       = "fruit"
  }
}

module "dev_config" {
  source                  = "./env-config"
  environment             = "dev"
  network_name            = local.network_name
  database_engine_version = "15.4"
}
