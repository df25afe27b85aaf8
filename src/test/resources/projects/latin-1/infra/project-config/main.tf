locals {
  project_name   = "gezeiten"
  owner          = "Küste"
  default_region = "us-east-1"
}
