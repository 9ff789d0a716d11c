"""How large is a PDF when it is unpacked? Counted before a parser that knows no bounds gets to see it."""

from __future__ import annotations

import re
import zlib

from records import InputRefused

_STREAM = re.compile(rb"stream\r?\n")
_PACKED = rb"/(?:FlateDecode|Fl|LZWDecode|LZW)\b"
_TWICE = re.compile(rb"/Filter\s*\[[^\]]{0,100}?" + _PACKED + rb"[^\]]{0,100}?" + _PACKED)
_BLOCK = 1 << 16  # of packed bytes; no more than a thousand times as many come out


def unpacked_size(data: bytes, name: str, largest: int) -> int:
    """How many bytes the compressed streams of a PDF hold, all together.

    Raises:
        InputRefused: more than `largest`, or a stream is compressed twice, as in a file that is made to do harm.
    """
    if _TWICE.search(data):
        raise InputRefused(f"{name} has a stream that is compressed twice.", "Print it to a new PDF.")
    size = 0
    for match in _STREAM.finditer(data):
        unpack = zlib.decompressobj()
        start = match.end()
        try:
            while not unpack.eof and start < len(data) and size <= largest:
                size += len(unpack.decompress(data[start : start + _BLOCK]))
                start += _BLOCK
        except zlib.error:  # packed in another way, or broken: the parser will say
            continue
    if size > largest:
        raise InputRefused(f"{name} unpacks to more than {largest // 1_000_000} MB.", "Save its text as .txt.")
    return size
