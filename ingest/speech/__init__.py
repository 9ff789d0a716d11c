"""Paragraphs → Quotes: what is said, by whom, in whose words; `quotes` is its door."""
