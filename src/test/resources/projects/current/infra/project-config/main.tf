locals {
  project_name        = "demo"
  owner               = "port-authority"
  code_repository_url = "https://example.org/port-authority/harbor"
  default_region      = "us-east-1"
}
