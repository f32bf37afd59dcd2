"""The rules of care: values in, values out."""
