"""The error family: what went wrong, where, both values; and the cure.

OnRecordError
├── SettingsError            a setting is unknown or out of range
├── InputRefused             one file or row can't be read; the rest goes on
├── WeightsError             a model is missing, or is not the one that was named
├── IndexMissing             there is no index where one was expected
├── IndexMismatch            the index was made by something else than what reads it
├── IndexBusy                another process is writing to the index
└── ModelError               a language model can't be reached, or fails while it writes
"""

from __future__ import annotations


class OnRecordError(Exception):
    """A failure that a person can mend. `hint` is the cure, as a command where there is one."""

    def __init__(self, message: str, hint: str = "") -> None:
        super().__init__(message)
        self.message = message
        self.hint = hint

    def __str__(self) -> str:
        return f"{self.message}\n{self.hint}" if self.hint else self.message


class SettingsError(OnRecordError):
    """A setting is unknown or out of range."""


class InputRefused(OnRecordError):
    """One file or row can't be read; `message` is the reason, and the rest goes on."""


class WeightsError(OnRecordError):
    """A model's weights are missing, or are not the ones that were named."""


class IndexMissing(OnRecordError):
    """There is no index where one was expected."""


class IndexMismatch(OnRecordError):
    """The index was made by another embedder or other chunk settings than those that read it."""


class IndexBusy(OnRecordError):
    """Another process is writing to the index."""


class ModelError(OnRecordError):
    """A language model can't be had or reached, or fails while it writes."""
