"""Weights that are learned, and the figures that they were chosen by."""
