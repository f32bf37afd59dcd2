"""What one's organisation owes people: complaints and travel claims."""
