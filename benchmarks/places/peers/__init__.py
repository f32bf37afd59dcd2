"""Other tools on the same instance. These files run in an environment of their own."""
