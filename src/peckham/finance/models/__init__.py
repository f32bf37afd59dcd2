"""Tables of what a contract should cost, what is paid for it, and why a year differed."""
