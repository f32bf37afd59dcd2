"""The staff views, one file for each page."""
