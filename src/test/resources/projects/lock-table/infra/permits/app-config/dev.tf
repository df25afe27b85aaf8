module "dev_config" {
  source       = "./env-config"
  environment  = "dev"
  network_name = "default"
}
