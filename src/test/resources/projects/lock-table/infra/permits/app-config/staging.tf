module "staging_config" {
  source       = "./env-config"
  environment  = "staging"
  network_name = "default"
}
