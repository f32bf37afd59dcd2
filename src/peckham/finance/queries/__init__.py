"""What the books of finance say, as values."""
