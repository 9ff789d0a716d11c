"""The line that puts this chat on another site, and which origin must be listed for it to be let in."""

from __future__ import annotations

import html
import re
from dataclasses import dataclass
from urllib.parse import urlencode, urlsplit

from settings import Settings
from web.render import plain

PLACES = ("Any web page", "MediaWiki", "Confluence, or a frame")
SIDES = ("right", "left")
THEMES = ("as the reader's system", "light", "dark")


@dataclass(frozen=True, slots=True)
class Options:
    """What widget.js takes; "" leaves an option to it."""

    title: str = ""
    greeting: str = ""
    position: str = ""
    theme: str = ""
    color: str = ""

    def given(self) -> dict[str, str]:
        """The options that say something else than what is so anyway."""
        said = {name: getattr(self, name) for name in ("title", "greeting", "position", "theme", "color")}
        return {name: value for name, value in said.items() if value not in ("", SIDES[0], THEMES[0])}


def snippet(place: str, address: str, options: Options) -> str:
    r"""What is pasted at `place`. `address` is this site's, ending with "/".

    >>> snippet("Any web page", "https://chat.example/", Options(title="Ask"))
    '<script src="https://chat.example/widget.js"\n        data-title="Ask" defer></script>'
    """
    given = options.given()
    if place == PLACES[1]:
        query = f"?{urlencode(given)}" if given else ""
        return f'mw.loader.load("{address}widget.js{query}");'
    if place == PLACES[2]:
        theme = f"?__theme={given['theme']}" if given.get("theme") in THEMES else ""
        title = html.escape(given.get("title", "On Record"))
        return (
            f'<iframe src="{address}{theme}" title="{title}" style="width:100%;height:640px;border:0"\n'
            '        allow="clipboard-write" referrerpolicy="strict-origin" loading="lazy"></iframe>'
        )
    data = "".join(f'\n        data-{name}="{html.escape(value)}"' for name, value in given.items())
    return f'<script src="{address}widget.js"{data} defer></script>'


def origin_of(address: str) -> str:
    """The origin of a page's address, "" where it has none: "https://wiki.example/x" is "https://wiki.example"."""
    parts = urlsplit(address.strip() if "//" in address else f"https://{address.strip()}")
    if parts.scheme not in ("http", "https") or not re.fullmatch(r"[\w.-]+(?::\d+)?|\[[\w:]+\](?::\d+)?", parts.netloc):
        return ""
    return f"{parts.scheme}://{parts.netloc.lower()}"


def where_html(place: str, site: str, settings: Settings) -> str:
    """Where the snippet goes, and what the server must be started with to let that site in; one line of HTML."""
    where = {
        PLACES[0]: "Paste it anywhere in the page, best at the end of its body.",
        PLACES[1]: "An interface administrator pastes it into the page MediaWiki:Common.js, or into a gadget.",
        PLACES[2]: "Paste it into an HTML or iframe macro, or into any page whose scripts you can't change.",
    }[place]
    origin = origin_of(site) if site.strip() else ""
    if origin in settings.embed_origins:
        told = plain(f"{origin} is listed: this server lets it show the chat.")
    elif origin:
        names = " ".join([*settings.embed_origins, origin])
        command = f'ONRECORD_EMBED_ORIGINS="{names}" python app.py'
        told = f"{plain(origin)} is not listed yet. Start this server with <code>{plain(command)}</code>"
    elif site.strip():
        told = "That is no address of a site. Write it as https&#58;//wiki.example"
    else:
        told = "No other site may show this chat until its origin is listed. Name the site above to see how."
    return f'<div class="embedding"><p>{plain(where)}</p><p>{told}</p></div>'
