"""Pure rules of money: values in, whole pence out."""
