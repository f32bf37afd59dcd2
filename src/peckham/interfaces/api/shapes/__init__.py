"""What the API gives, field by field; the OpenAPI document is made from these."""
