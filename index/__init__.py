"""Passages → Hits: the hallway between the write side (`ingest`) and the read side (`answer`)."""
