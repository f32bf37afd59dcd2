"""The administrators' pages: who works here, what a role may do, and who changed either."""
