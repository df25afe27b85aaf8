locals {
  app_name     = "berths"
  environments = ["dev", "prod"]
  has_database = true

  environment_configs = {
    dev  = module.dev_config
    prod = module.prod_config
  }
}
