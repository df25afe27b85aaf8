module "prod_config" {
  source       = "./env-config"
  environment  = "prod"
  network_name = "prod"
}
