"""The People book's rules and values: pure, without a database or a clock."""
