"""A contract as a document to read: made from its data, the same on a page and on paper."""
