"""What invention draws on: word lists and parameters, read from the files that a caller names."""

from peckham.synthetic.almanac.almanac import Almanac, read_almanac

__all__ = ["Almanac", "read_almanac"]
