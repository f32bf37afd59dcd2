"""What the Money book says, as values."""
