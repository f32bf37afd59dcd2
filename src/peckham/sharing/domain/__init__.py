"""What an agreement, an objection and a sensitive record mean: values in, values out."""
