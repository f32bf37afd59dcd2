"""What runs in the peer's own environment, where nothing of ours is installed."""
