locals {
  project_name   = "reed"
  default_region = "us-east-1"
}
