"""What changes the books of finance; each in one transaction."""
