locals {
  prod_network = "busy"
}

module "prod_config" {
  source       = "./env-config"
  environment  = "prod"
  network_name = local.prod_network
}
