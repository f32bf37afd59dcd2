"""The rules of services: values in, values out."""
