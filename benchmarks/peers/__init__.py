"""How well others find with the same weights: `run` installs and scores each, `worker` is what they all do."""
