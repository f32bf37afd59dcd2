"""Pages about money: books and funds, and each contract's topics."""
