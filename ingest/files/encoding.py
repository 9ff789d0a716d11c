"""Bytes → text, in whatever encoding: what a file declares first, then UTF-8, then what its letters make likely."""

from __future__ import annotations

import codecs
import re
import unicodedata

from charset_normalizer import from_bytes

from records import InputRefused

_MARKS = (
    (codecs.BOM_UTF8, "utf-8-sig"),
    (codecs.BOM_UTF32_LE, "utf-32"),  # before UTF-16, whose mark it begins with
    (codecs.BOM_UTF32_BE, "utf-32"),
    (codecs.BOM_UTF16_LE, "utf-16"),
    (codecs.BOM_UTF16_BE, "utf-16"),
)
_DECLARED = re.compile(rb"""(?:charset|encoding)\s*=\s*["']?\s*([A-Za-z0-9_.:-]+)""")
_SAMPLE = 4096

# Encodings in which news is found. A detector that may choose from all there are finds Japanese in Russian.
_LIKELY = """cp1252 cp1251 cp1250 cp1253 cp1254 cp1255 cp1256 koi8_r mac_roman
             cp932 euc_jp gb18030 big5 euc_kr""".split()
_WESTERN = "cp1252"


def decode(data: bytes, name: str, html: bool = False) -> str:
    """The text of a file; `html` says that a charset may be declared near its top.

    Raises:
        InputRefused: this is no text, or in no encoding that could be recognised.
    """
    encodings = [encoding for mark, encoding in _MARKS if data.startswith(mark)][:1]
    if not encodings and b"\0" in data[:_SAMPLE]:
        encodings = [_utf16(data[:_SAMPLE])]
    if html and not encodings and (declared := _DECLARED.search(data[:_SAMPLE])):
        encodings = [declared[1].decode("ascii")]
    for encoding in (*encodings, "utf-8"):
        text = _try(data, encoding)
        if text is not None and not _binary(text):
            return text
    text = None if b"\0" in data else _try(data, _detect(data))
    if text is None or _binary(text):
        what = "holds binary data, not text" if b"\0" in data or text else "is in no encoding that could be recognised"
        raise InputRefused(f"{name} {what}.", "Save it as UTF-8 text.")
    return text


def _try(data: bytes, encoding: str) -> str | None:
    try:
        return data.decode(encoding)
    except (LookupError, ValueError):  # no such encoding, or not in it; UnicodeDecodeError is a ValueError
        return None


def _utf16(sample: bytes) -> str:
    """UTF-16 without a mark, of a Latin text: every other byte is zero."""
    return "utf-16-be" if sample[::2].count(0) > sample[1::2].count(0) else "utf-16-le"


def _detect(data: bytes) -> str:
    """The likeliest encoding. Western is taken where nothing is likelier: single accents tell cp1250 from it badly."""
    matches = from_bytes(data, cp_isolation=_LIKELY)
    best = matches.best()
    if best is None:
        return ""
    western = (m for m in matches if _WESTERN in m.could_be_from_charset and m.encoding in ("cp1250", _WESTERN))
    tied = any(m.chaos <= best.chaos and m.coherence >= best.coherence for m in western)
    return _WESTERN if tied else best.encoding


def _binary(text: str) -> bool:
    """More than one control character in a hundred, white space aside, or a NUL: no text looks like this."""
    sample = text[:_SAMPLE]
    odd = sum(unicodedata.category(c) in ("Cc", "Cn") and not c.isspace() for c in sample)
    return "\0" in text or odd * 100 > len(sample)
