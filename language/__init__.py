"""What everyone needs to know of the text itself: sentences, names, dates, and when two strings are the same words."""
