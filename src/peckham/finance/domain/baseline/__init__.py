"""A baseline: its inputs, methods side by side, and what they come to, step by step (rule 68)."""
