"""What a line looks like that a site puts around and into a text: one rule a line, in the words of the sites.

A rule is a regular expression that must match all of a line, in any case, closing punctuation aside; `<name>` stands
for a set of words. No rule may read one stretch of text in many ways: what repeats is told apart by a word border, or
keeps what it took (`*+`). How to add one: put it under its kind, and a line that it is meant for, and a sentence that
it must spare, into tests/ingest/test_leftovers.py.
"""

from __future__ import annotations

import re
from enum import Enum, auto


class Kind(Enum):
    """What a line is where it is no part of the article."""

    COUNTER = auto()  # share buttons and their counts
    COMMENTS = auto()  # heading over what readers say
    FURNITURE = auto()  # log-in, advertisement, navigation, cookies, copyright
    CAPTION = auto()  # of a picture, and its credit
    LINK = auto()  # to another article, in one line
    NEIGHBOUR = auto()  # "Next article": the one line below it goes too
    SECTION = auto()  # heading over links to other articles: short lines below it go too
    PLEA = auto()  # something is asked of the reader, for the site's sake
    RULE = auto()  # a line of asterisks or dashes


_WORDS = {
    "share": "total|shares?|shared|(?:re)?tweets?|pin(?: it)?|pinterest|facebook|twitter|whatsapp|telegram|linkedin",
    "beside": r"likes?|views?|e-?mail|print|copy(?: link)?|save|reddit|on|via|this|x|article|story|post|with|comments?",
    "count": r"\d[\d.,]*+[km]?",
    "login": r"(?:log(?:ged)?|sign(?:ed)?)[ -]?(?:in|up)",
    "also": "(?:read (?:more|also|next)|see also|also read|more on this(?: story)?)",
    "links": "(?:posts?|articles?|stories|story|news|content|topics?|coverage|reading|links)",
    "site": "(?:we|(?:this|our) (?:web)?site)",
    "picture": "photo(?:graph)?|image|picture|video|illustration|graphic|caption|(?:photo )?credit",
    "file": "file(?: photo| image| picture)?",
    "agency": "(?:getty images|shutterstock|istock|/ ?(?:afp|reuters|ap|epa|tass|xinhua))",
    "Name": r"(?-i:[A-Z])[\w .&'’]{1,40}",
    "Names": r"(?-i:[A-Z][\w.'’-]*(?:(?:[,;]? |,? and | in | ?/ ?)[A-Z][\w.'’-]*)*)",
    "date": r"\d\d\.\d\d\.\d{4}",
}

# Kind, longest line, rules. The first that matches counts.
_TABLE: tuple[tuple[Kind, int, str], ...] = (
    (
        Kind.COUNTER,
        80,
        r"""
        (?=.*\b(?:<share>|likes|views)\b)(?:\b(?:<share>|<beside>|<count>)\b\W*+)++
        """,
    ),
    (
        Kind.COMMENTS,
        60,
        r"""
        (?:<count> )?(?:reader )?comments?(?: ?\(?<count>\)?)?
        (?:leave|post|add|write) a (?:comment|reply)
        no comments(?: yet)?
        <count> (?:responses|replies)(?: to [“"‘].+)?
        discussion about this post
        """,
    ),
    (
        Kind.FURNITURE,
        120,
        r"""
        to (?:participate|join|take part) in (?:the|this) (?:discussion|conversation|debate)
        (?:please |you (?:must|need to|have to) (?:be )?)?<login>(?: to [\w ]{1,40})?
        (?:to [\w ]{1,40},? )?(?:please )?<login>(?:(?: or |/| / )(?:register|sign up|create (?:an )?account))+
        register|subscribe
        advert(?:isement|ising)?|ad|sponsored(?: content| post)?|promoted(?: content)?
        (?:story|article) continues (?:below|after)(?: (?:this |the )?(?:advertisement|ad))?
        (?:scroll (?:down )?to )?continue(?: reading)?
        click here(?: (?:to|for) [\w ]{1,40})?
        home|menu|search|close|print|load more|(?:show|view|see) (?:more|all)|contact us|about us
        skip to (?:main )?content|back to (?:top|home ?page)
        listen(?: to this article)?|\d+[ -]min(?:ute)?s?[ -]read
        (?:share|save|print|e-?mail) this(?: article| story| post| page)?
        (?:(?:terms (?:of|and) (?:use|service|conditions)|privacy policy|cookie policy)\W*)+
        \w[\w &-]{0,25}(?:[|›»>·•]\s?\w[\w &-]{0,25}){2,}
        (?:tags?|topics|filed under|categories|keywords|posted in)\s?:[^.!?]*
        (?:(?:additional )?(?:reporting|editing|writing) by <Names>\W*)+
        (?:©|\(c\) ?(?=\d)|copyright (?=©|\(c\)|\d{4})).*
        (?:.{0,60}(?<![a-z]) )?all rights reserved
        """,
    ),
    (
        Kind.FURNITURE,
        400,
        r"""
        <site> uses? cookies(?:\b(?=.*\b(?:you|your|this (?:web)?site|policy|accept|agree|consent)\b)[^“”"]*)?
        (?:accept|manage)(?: all)? cookies
        by (?:continuing|clicking|using|browsing)\b(?=.*\byou\b).*\b(?:cookies|privacy policy|terms of \w+)\b.*
        """,
    ),
    (
        Kind.CAPTION,
        250,
        r"""
        (?:<picture>|<file>)s?(?: \([^)]*\))?\s?[:|]\s.*
        (?:<file>|photo)\s[–—-]\s(?-i:[A-Z]).*
        .*[(\[](?:<file>|(?:<picture>|<file>)s?(?:\s?[:/]| by\b| courtesy\b)[^)\]]*)[)\]]
        (?:<picture>|<file>)s? (?:by|courtesy(?: of)?) <Names>
        [^.!?]*(?<!\w)<agency>
        ©.*
        (?:.*\s)?[-–—]\s?<Name>, \d{3,4}, <date>
        [-–—]\s?<Name>, \d{3,4}
        """,
    ),
    (
        Kind.LINK,
        250,
        r"""
        (?:<also>\s?[:|»>–—-]|related(?: <links>)?\s?[:|»>]).*\w.*
        (?:watch|listen|don[’']t miss|recommended|in case you missed it)\s?[:|»>].*\w.*
        (?:previous|next) (?:article|post|story)\s?[:«»←→–-].*\w.*
        https?://\S+
        """,
    ),
    (
        Kind.NEIGHBOUR,
        60,
        r"""
        [\W_]*(?:previous|next|older|newer) (?:article|post|story|entry|page)
        """,
    ),
    (
        Kind.SECTION,
        80,
        r"""
        related(?: <links>)?
        you (?:may|might)(?: also)? (?:like|be interested in)
        (?:most|more) (?:read|popular|viewed|shared|recent|<links>)
        (?:recommended|popular|latest|recent)(?: (?:<links>|now|for you))?
        trending(?: now)?|top stories|what to read next|don[’']t miss|<also>|editor[’']?s[’']? (?:picks?|choice)
        more from [\w ]{1,50}
        """,
    ),
    (
        Kind.LINK,
        160,
        r"""
        (?!.*\b(?:said|says|told|added|urged)\b)(?:<also>|read the full \w+)\b[^.!?]*
        """,
    ),
)

# How a sentence begins that asks something of the reader. `<letters>`: what one may sign up to.
_ASKING = r"""
(?:follow|join|like|find) (?:us|our|me|my)\b.*\b(?:<letters>|<networks>)\b
(?:consider )?(?:subscribing|(?:sign(?:ing)? up|register) (?:to|for|here|now|today)\b.*\b(?:<letters>))\b
consider (?:subscribing|supporting|donating|becoming|a donation)\b
subscribe (?:to|for|now|today|here|and)\b
get (?:the |our |all )*(?:latest|breaking|top|daily|best)\b.*\b(?:inbox|e-?mail|newsletter|app|delivered)\b
(?:help )?support (?:our|independent|quality) (?:journalism|work|reporting)
make a (?:donation|contribution)\b
thank(?:s| you) for reading\b
(?:like|enjoy(?:ed|ing)?) what you.*read
upgrade to paid|buy me a coffee|become a (?:member|subscriber|patron)\b
download (?:our|the) (?:\w+ )?app\b
stay (?:tuned|in touch|informed|connected|up to date)\b|let[’']s stay in touch
the latest (?:breaking )?(?:news|headlines)(?:,? and (?:stories|news|updates))? (?:from|about|on) <Place>\W*$
this (?:post|newsletter) is (?:public|free)\b
"""
_ASKING_WORDS = {
    "letters": "newsletters?|channel|updates|alerts|e-?mails?|inbox|feed|podcast|for free|new posts",
    "networks": "telegram|twitter|facebook|instagram|youtube|whatsapp|viber|tiktok|linkedin|social media|page",
    "Place": r"(?-i:(?:the )?[A-Z][\w’'-]*(?: (?:and |of |the )*[A-Z][\w’'-]*){0,4})",
}
_ADDRESSED = r"\b(?:you|your|let[’']s|please|thank|subscri\w+|reader-supported)\b|https?://"
_REPORTING = r"[\"“”‘«»]|\b(?:said|says|told|adds|added|according|asked|wrote|called|urged|he|she|they|his|her)\b"


def _alternatives(rules: str, words: dict[str, str]) -> str:
    for name, pattern in words.items():
        rules = rules.replace(f"<{name}>", pattern)
    return "|".join(line.strip() for line in rules.splitlines() if line.strip())


RULES = tuple(
    (kind, longest, re.compile(rf"(?:{_alternatives(rules, _WORDS)})\W*", re.IGNORECASE))
    for kind, longest, rules in _TABLE
)
ASKING = re.compile(
    rf"(?:please |and |then |so |to [^,]+, )*(?:{_alternatives(_ASKING, _ASKING_WORDS)})", re.IGNORECASE
)
ADDRESSED = re.compile(_ADDRESSED, re.IGNORECASE)
REPORTING = re.compile(_REPORTING, re.IGNORECASE)
