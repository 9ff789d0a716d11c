"""Answers → a report: how good they are, why, and whether a change made them worse. No judge model decides.

Read in this order: `questions` and `beir` (what is asked), `run` (asking), `ranking`, `answers`, `citing`,
`attributing` and `abstaining` (one family of metrics each), `score` (all of them over a run), `intervals`, `compare`,
`gate`, `report`. The definitions stand in docs/evaluation.md.
"""
