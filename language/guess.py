"""Which language is a text in? A sure guess or none: the house's only door to py3langid.

A question is short and full of names, which are no language's words: "Frankfurter Allgemeine Zeitung" may well be asked
about in English. So what is not in English must be so plainly, and what may be English is let pass.
"""

from __future__ import annotations

import re
import unicodedata
from functools import cache

from py3langid.langid import MODEL_FILE, LanguageIdentifier

# The languages told apart, by ISO 639-1. Left out are those whose words too many English questions seem to be of, such
# as Latin and Nigerian Pidgin.
NAMES = {
    "ar": "Arabic", "az": "Azerbaijani", "be": "Belarusian", "bg": "Bulgarian", "bn": "Bengali", "bs": "Bosnian",
    "ca": "Catalan", "cs": "Czech", "da": "Danish", "de": "German", "el": "Greek", "en": "English", "es": "Spanish",
    "et": "Estonian", "fa": "Persian", "fi": "Finnish", "fr": "French", "gu": "Gujarati", "he": "Hebrew",
    "hi": "Hindi", "hr": "Croatian", "hu": "Hungarian", "hy": "Armenian", "id": "Indonesian", "is": "Icelandic",
    "it": "Italian", "ja": "Japanese", "ka": "Georgian", "kk": "Kazakh", "ko": "Korean", "ky": "Kyrgyz",
    "lt": "Lithuanian", "lv": "Latvian", "mk": "Macedonian", "ml": "Malayalam", "mn": "Mongolian", "mr": "Marathi",
    "ms": "Malay", "nl": "Dutch", "no": "Norwegian", "pa": "Punjabi", "pl": "Polish", "ps": "Pashto",
    "pt": "Portuguese", "ro": "Romanian", "ru": "Russian", "sk": "Slovak", "sl": "Slovenian", "sq": "Albanian",
    "sr": "Serbian", "sv": "Swedish", "sw": "Swahili", "ta": "Tamil", "te": "Telugu", "th": "Thai", "tl": "Tagalog",
    "tr": "Turkish", "uk": "Ukrainian", "ur": "Urdu", "uz": "Uzbek", "vi": "Vietnamese", "zh": "Chinese",
}  # fmt: skip
UNKNOWN = "und"  # plainly not English; which language it is can't be told
_READ = 2000  # characters, enough to be sure
# Chosen in docs/decisions/0010-languages.md.
_SURE = 0.97
_LIKELY = 0.5
_FEWEST_WORDS = 2  # that are no names
_MOST_ENGLISH = 0.1  # share of words that are plainly English
_ENGLISH = frozenset(
    """what who whom whose which when where why how did does were would should could about from with this that they
    their there the and said say says""".split()
)


def guess(text: str) -> str | None:
    """The language of a text, as a code of `NAMES`; None where it isn't plain.

    Another than "en" is named only if the text can't well be English. `UNKNOWN` is a text in another script whose
    language isn't plain.

    >>> guess("Was sagte Lawrow zu den Verhandlungen?"), guess("lavrov on china")
    ('de', None)
    """
    text = text[:_READ]
    words = re.findall(r"[^\W\d_]+", text)
    if not words:
        return None
    found, sure = _identifier().classify(text)
    if found == "en":
        return "en"
    if sum(word.lower() in _ENGLISH for word in words) > _MOST_ENGLISH * len(words):
        return None
    if not _is_latin(words):
        return str(found) if sure >= _LIKELY else UNKNOWN
    plain = sum(word[0].islower() for word in words)
    return str(found) if sure >= _SURE and plain >= _FEWEST_WORDS else None


def is_english(code: str | None) -> bool:
    """Is this code English, guessed or as an article prints it ("en-GB")? So is None: an article seldom tells."""
    return code is None or _base(code) in ("", "en", "eng", "english")


def differ(one: str | None, other: str | None) -> bool:
    """Are these plainly two languages? Not where either is None; what is `UNKNOWN` is only not English."""
    if one is None or other is None or (is_english(one) and is_english(other)):
        return False
    if UNKNOWN in (one, other):
        return is_english(one) or is_english(other)
    return _base(one) != _base(other)


def _base(code: str) -> str:
    return re.split(r"[-_]", code.strip().lower())[0]


def _is_latin(words: list[str]) -> bool:
    letters = "".join(words)
    return 2 * sum(unicodedata.name(letter, "").startswith("LATIN") for letter in letters) >= len(letters)


@cache
def _identifier() -> LanguageIdentifier:
    """The model as it comes in the package, loaded at first use: that takes a second."""
    identifier = LanguageIdentifier.from_model_file(MODEL_FILE, norm_probs=True)
    identifier.set_languages(list(NAMES))
    return identifier
