"""The nouns of On Record: frozen values that every room passes on, and the error family.

Nothing here reads a file, calls a library or knows of a screen.
"""

from records.answers import (
    Answer,
    Citation,
    Filters,
    Hit,
    Nearest,
    Seconds,
    Statement,
    Tokens,
    Turn,
    Understood,
    Verdict,
)
from records.corpus import Article, Block, Kind, Passage, Quote, Sentence, Voice
from records.errors import (
    IndexBusy,
    IndexMismatch,
    IndexMissing,
    InputRefused,
    ModelError,
    OnRecordError,
    SettingsError,
    WeightsError,
)
from records.plain import as_json

__all__ = [
    "Answer",
    "Article",
    "Block",
    "Citation",
    "Filters",
    "Hit",
    "IndexBusy",
    "IndexMismatch",
    "IndexMissing",
    "InputRefused",
    "Kind",
    "ModelError",
    "Nearest",
    "OnRecordError",
    "Passage",
    "Quote",
    "Seconds",
    "Sentence",
    "SettingsError",
    "Statement",
    "Tokens",
    "Turn",
    "Understood",
    "Verdict",
    "Voice",
    "WeightsError",
    "as_json",
]
