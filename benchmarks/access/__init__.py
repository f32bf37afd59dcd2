"""What row policies, the scope and the log cost, on pages and on whole tables."""
