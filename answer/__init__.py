"""Hits → Answer: what is asked, what the articles say to it, and whether they say anything at all."""
