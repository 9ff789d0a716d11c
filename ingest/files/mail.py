"""A mail as saved (.eml) → its article: the plain part, or else the HTML part read as a page is."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from email import message_from_bytes, policy
from email.message import EmailMessage, MIMEPart
from email.utils import parseaddr

from ingest.facts import Facts, Raw, facts_from
from ingest.files.markup import plain
from ingest.files.webpage import read_html
from records import InputRefused

_HEADERS = ("from", "subject", "date", "message-id", "mime-version")


def read_mail(data: bytes, name: str) -> Iterator[Raw | InputRefused]:
    """A mail is one article: Subject is its title, Date its day, the name in From its author. No attachments."""
    try:
        message = message_from_bytes(data, policy=policy.default)
        if not isinstance(message, EmailMessage) or not any(header in message for header in _HEADERS):
            yield InputRefused(f"{name} has none of the headers of a mail.", "Save the mail again as .eml.")
            return
        text, facts = _text(message, name), _facts(message)
    except (Exception, RecursionError) as error:  # the parser raises whatever a broken header makes it
        yield InputRefused(f"{name} can't be read as a mail: {type(error).__name__}.", "Save its text as .txt.")
        return
    if text.strip():
        yield Raw(text=text, where=name).told(facts)
    else:
        yield InputRefused(f"{name} holds no text.", "What is attached to a mail is not read: save it on its own.")


def _text(message: EmailMessage, name: str) -> str:
    part = message.get_body(("plain", "html"))
    if part is None:
        return ""
    content = _content(part)
    if part.get_content_subtype() == "plain":
        # Flowed text marks a line that runs on by a space at its end (RFC 3676).
        flowed = str(part.get_param("format", "")).lower() == "flowed"
        return content.replace(" \r\n", " ").replace(" \n", " ") if flowed else content
    read = next(read_html(content, name))
    return read.text if isinstance(read, Raw) else plain(content)


def _content(part: MIMEPart) -> str:
    try:
        return str(part.get_content())
    except LookupError:  # a charset that nobody knows
        payload = part.get_payload(decode=True)
        return payload.decode("utf-8", "replace") if isinstance(payload, bytes) else ""


def _facts(message: EmailMessage) -> Facts:
    printed = facts_from({"title": str(message.get("subject", "")), "date": str(message.get("date", ""))})
    author, _ = parseaddr(str(message.get("from", "")))
    return replace(printed, author=facts_from({"author": author}).author if "@" not in author else None)
