"""Pure rules of the ledger: values in, values or a named refusal out."""
