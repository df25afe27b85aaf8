locals {
  database_config = {
    superuser_extensions = {}
  }
}
