"""What changes the Money book; each in one transaction."""
