locals {
  project_name   = "fern"
  default_region = "us-east-1"
}
