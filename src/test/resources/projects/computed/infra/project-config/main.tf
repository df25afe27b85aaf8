locals {
  project_name   = "lantern"
  owner          = "${local.project_name}-team"
  default_region = "us-east-1"
}
