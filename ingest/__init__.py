"""Files → Articles → Passages and Quotes → the index."""
