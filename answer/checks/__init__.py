"""The rules that a phrased statement is held to: each names what it found wrong, or nothing.

`answer.verify` asks them in order.
"""
