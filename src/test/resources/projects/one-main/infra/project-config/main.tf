locals {
  project_name   = "orchard"
  owner          = "growers"
  default_region = "us-east-1"
}
