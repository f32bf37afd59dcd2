"""Neighbourhoods: plan, proof and cost, beside gerrychain and spopt on the same instance."""
