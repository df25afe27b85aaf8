variable "app_name" {
  type = string
}

variable "environment" {
  type = string
}

variable "network_name" {
  type = string
}

variable "has_database" {
  type    = bool
  default = true
}

variable "database_engine_version" {
  type    = string
  default = "16.6"
}

variable "database_instance_count" {
  type    = number
  default = 1
}

variable "database_min_capacity" {
  type    = number
  default = 0.5
}

variable "database_max_capacity" {
  type    = number
  default = 4
}
