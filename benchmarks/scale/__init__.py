"""How fast, how much memory, how much disk, as the corpus grows; and beside others with the same weights.

`__main__` tells what is measured, `stages` in which order, over which `indexes`; each number comes from a process of
its own (`fresh`). `make` and `ask` are what On Record does there, `peers` what the others do, `multiply` what the
processor can. `corpus` lays articles out and has other words for them, `vectors` draws vectors for those that are too
many to embed. `figures` has the arithmetic, `results` the records, `tell` the tables and plots.
"""
