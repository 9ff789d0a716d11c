"""Speed, memory, scale, and side by side with peers; never a timed test."""
