"""What providers owe people: an answer to a complaint, and the cost of a journey; pure."""
