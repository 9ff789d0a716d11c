"""Agencies and outlets that sign with nothing but their name: on a last line, or as who asks in an interview."""

from __future__ import annotations

_NAMES = """
    ABC News|AFP|Agence France-Presse|Al Arabiya|Al Jazeera|Anadolu|Anadolu Agency|ANI|ANSA|AP|Associated Press
    BBC|BBC News|Belta|Bloomberg|CBS News|CGTN|Channel 4|Channel 4 News|CNBC|CNN|Deutsche Welle|dpa|DW|EFE|Euronews
    Financial Times|Fox News|France 24|IANS|Interfax|IRNA|ITAR-TASS|ITV|ITV News|Izvestia|Kommersant|Kyodo|Kyodo News
    Le Monde|NBC News|NPR|PA Media|Politico|Press TV|PTI|Reuters|RFE/RL|RIA Novosti|Rossiya 24|RT|SANA|Sky News
    Sputnik|Sputnik International|Tanjug|TASS|The Associated Press|The Guardian|The Independent|The New York Times
    The Telegraph|The Times|Thomson Reuters|Ukrinform|UN News|UPI|VOA|Voice of America|Washington Post
    The Washington Post|Xinhua|Yonhap
"""
_OUTLETS = frozenset(name.strip().lower() for line in _NAMES.splitlines() for name in line.split("|") if name.strip())


def is_outlet(text: str) -> bool:
    """Is the text the name of a known agency or outlet, and nothing else?"""
    return " ".join(text.split()).lower() in _OUTLETS
