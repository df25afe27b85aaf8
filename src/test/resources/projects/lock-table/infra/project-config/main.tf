locals {
  project_name   = "meadow"
  owner          = "parks"
  default_region = "us-east-1"
}
