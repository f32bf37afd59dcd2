"""The residents' views, one file for each thing that a person comes to do."""
