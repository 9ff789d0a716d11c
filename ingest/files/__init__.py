"""Files → what they hold: each format a module, `read` is their door."""
