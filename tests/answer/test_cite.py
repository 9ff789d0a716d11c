from datetime import date

import pytest

from answer.cite import cite, in_marks, printed_day, state
from records import Article, Kind, Quote, Sentence, Verdict, Voice

TEXT = "Keller said that the bridge was safe."
DATED = Article("a", "The bridge", TEXT, "p.txt", "s", outlet="Herald", published=date(2022, 3, 28))
BARE = Article("a", "The bridge", TEXT, "p.txt", "s")
SENTENCE = Sentence("a", 0, len(TEXT))
SAID = Quote("a", 12, 36, Kind.INDIRECT, "Keller", "Maria Keller", "said")


@pytest.mark.parametrize(
    ("article", "kind", "who", "text"),
    [
        (DATED, Kind.INDIRECT, "Maria Keller", f"Maria Keller, as reported by Herald on 28 March 2022: “{TEXT}” [1]"),
        (DATED, Kind.DIRECT, "Maria Keller", f"Maria Keller, quoted by Herald on 28 March 2022: “{TEXT}” [1]"),
        (DATED, None, None, f"Herald on 28 March 2022: “{TEXT}” [1]"),
        (
            BARE,
            Kind.INDIRECT,
            "Maria Keller",
            f"Maria Keller, as reported in “The bridge” (no date printed): “{TEXT}” [1]",
        ),
        (BARE, None, None, f"“The bridge” (no date printed): “{TEXT}” [1]"),
    ],
)
def test_the_frame_says_who_where_and_when(article, kind, who, text):
    quote = Quote("a", 12, 36, kind, "Keller", who, "said") if kind else None
    citation = cite(1, article, SENTENCE, quote, who)
    statement = state(citation, Voice.ARTICLE)
    assert statement.text == text
    assert statement.verdict is Verdict.EXACT
    assert citation.quote == article.text[citation.start : citation.end]


def test_a_reader_is_not_the_outlet():
    statement = state(cite(1, DATED, SENTENCE, None, None), Voice.READER)
    assert statement.text.startswith("A reader's comment in Herald on 28 March 2022:")


def test_braces_and_backslashes_in_an_article_stay_as_they_are():
    article = Article("a", "t", r"A {braced} \1 text.", "p", "s", outlet="{x}")
    assert state(cite(1, article, Sentence("a", 0, 19), None, None), Voice.ARTICLE).text.endswith(
        r"“A {braced} \1 text.” [1]"
    )


def test_words_that_hold_double_marks_are_set_in_single_ones():
    assert in_marks("“No,” he said.") == "‘“No,” he said.’"
    assert printed_day(None) == "no date printed"
    assert printed_day(date(2022, 3, 1)) == "1 March 2022"
