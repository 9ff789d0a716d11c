"""Which settings do best? Tried on public sets, chosen on their tune halves: `python -m benchmarks.sweep --help`."""
