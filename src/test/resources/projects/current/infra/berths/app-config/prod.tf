module "prod_config" {
  source         = "./env-config"
  project_name   = local.project_name
  app_name       = local.app_name
  default_region = module.project_config.default_region
  environment    = "prod"
  network_name   = "prod"
  has_database   = local.has_database

  database_instance_count  = 3
  database_min_capacity    = 2
  database_max_capacity    = 24
  database_engine_version  = "17.7"
}
