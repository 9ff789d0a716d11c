"""The words for numbers, months and days of the week, in lower case and in order."""

from __future__ import annotations

MONTHS = tuple("january february march april may june july august september october november december".split())
WEEKDAYS = tuple("monday tuesday wednesday thursday friday saturday sunday".split())
_UNITS = (
    "zero one two three four five six seven eight nine ten eleven twelve thirteen fourteen fifteen sixteen seventeen "
    "eighteen nineteen"
)
_TENS = "twenty thirty forty fifty sixty seventy eighty ninety"
# Words that stand for one number, with its digits.
NUMBERS = {word: str(n) for n, word in enumerate(_UNITS.split())} | {
    word: str(10 * n) for n, word in enumerate(_TENS.split(), 2)
}
# Words that only say roughly how many.
AMOUNTS = tuple("half hundred hundreds thousand thousands million millions billion billions dozen dozens".split())
