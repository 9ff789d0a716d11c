"""From Raw to Article and Blocks; and the sample articles, where they are at hand, read as an editor would."""

from datetime import date
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from ingest.clean import clean
from ingest.facts import Facts
from ingest.files.read import Raw, Source, find, read
from records import InputRefused, Voice

SOURCE = Source(Path("/news/a.txt"), "news/a.txt")
SHARED = Path(__file__).parents[2].parent / "shared" / "articles"

TEXT = """Skip to content
Bridge open at last

By Ann Lee | 28 March 2022

File – The old bridge

SPRINGFIELD (TPN) — The bridge opened on Friday, the council said.

A long wait

“It took far too long,” the mayor told the crowd.
Related Posts
Old bridge closes
Total
0
Share
"""


def cleaned(text, source=SOURCE, **given_facts):
    return clean(Raw(text=text, where=source.name, **given_facts), source)


def parts(article, blocks):
    return [article.text[block.start : block.end] for block in blocks]


def test_an_article_is_what_an_editor_would_keep():
    article, blocks = cleaned(TEXT)
    assert parts(article, blocks) == [
        "The bridge opened on Friday, the council said.",
        "A long wait",
        "“It took far too long,” the mayor told the crowd.",
    ]
    assert [block.heading for block in blocks] == [False, True, False]
    assert article.text == "\n\n".join(parts(article, blocks))
    facts = (article.title, article.outlet, article.author, article.published, article.path)
    assert facts == ("Bridge open at last", "TPN", "Ann Lee", date(2022, 3, 28), "news/a.txt")


def test_what_is_given_goes_before_what_is_printed():
    article, _ = cleaned(TEXT, title="Given", outlet="The Pier", published=date(2020, 1, 2), url="https://pier.example")
    assert (article.title, article.outlet, article.author) == ("Given", "The Pier", "Ann Lee")
    assert (article.published, article.url) == (date(2020, 1, 2), "https://pier.example")


def test_a_given_title_is_not_repeated_in_the_body():
    article, _ = cleaned("BRIDGE OPEN\n\nThe bridge opened.", title="“Bridge open”")
    assert (article.title, article.text) == ("“Bridge open”", "The bridge opened.")


def test_a_text_without_a_title_is_named_by_its_first_words_and_keeps_them():
    long = "The ferry left the harbour at noon and its captain spoke at length of wind and of tide."
    article, _ = cleaned(long)
    assert (article.title, article.text) == (
        "The ferry left the harbour at noon and its captain spoke at length of wind and…",
        long,
    )
    assert cleaned("Calm.")[0].title == "Calm."
    assert cleaned("word" * 50)[0].title == ("word" * 20) + "…"


def test_an_id_is_the_rows_own_or_that_of_the_place():
    other = Source(Path("/news/b.txt"), "news/a.txt")
    ids = [
        cleaned("Calm.")[0].id,
        cleaned("Calm.", other)[0].id,
        cleaned("Calm.", row=1)[0].id,
        cleaned("Calm.", row=2)[0].id,
        cleaned("Calm.", id="own", row=2)[0].id,
    ]
    assert len(set(ids)) == 5
    assert ids[-1] == "own"
    assert cleaned("Windy.")[0].id == ids[0]
    assert all(len(made) == 12 for made in ids[:-1])


def test_the_sha256_tells_a_change_of_text_or_of_a_fact():
    same = [cleaned("Calm.")[0].sha256, cleaned("Calm.  \n")[0].sha256, cleaned("Calm.", row=3)[0].sha256]
    assert len(set(same)) == 1
    changed = [
        cleaned("Windy."),
        cleaned("Calm.", title="T"),
        cleaned("Calm.", outlet="O"),
        cleaned("Calm.", author="O"),
    ]
    assert len({same[0], *(article.sha256 for article, _ in changed)}) == 5


@pytest.mark.parametrize("text", ["", "\u200b\n\x07", "***\n\nShare", "Advertisement"])
def test_where_nothing_is_left_the_article_is_refused(text):
    with pytest.raises(InputRefused, match=r"news/a\.txt"):
        cleaned(text)


LINES = st.lists(
    st.text(max_size=60)
    | st.sampled_from(["Question: Calm?", "Ann Lee: Yes.", "Comments", "***", "# Head", "Share", "By Ann Lee", "AFP"])
    | st.sampled_from(["It was calm. [my emphasis]", "KYIV (AFP) — It was calm.", "28 March 2022", "The sea"]),
    max_size=12,
)


@settings(deadline=None)
@given(LINES, st.sampled_from(["\n", "\n\n", "\r\n"]), st.none() | st.text(max_size=20))
def test_blocks_are_in_order_and_cover_all_but_white_space(lines, joint, title):
    try:
        article, blocks = cleaned(joint.join(lines), title=title)
    except InputRefused:
        return
    assert article.title
    inside = [i for block in blocks for i in range(block.start, block.end)]
    assert inside == sorted(set(inside))
    assert all(article.text[i].isspace() for i in set(range(len(article.text))) - set(inside))
    assert all(part.strip() == part and part and "\n" not in part for part in parts(article, blocks))
    article.text.encode()


SENTENCES = st.lists(
    st.tuples(
        st.sampled_from(["The mayor", "A captain", "Ann Lee", "The council of the old harbour"]),
        st.sampled_from(["opened", "praised", "has never seen", "shared a photo of", "said she would subscribe to"]),
        st.sampled_from(["the bridge", "the comments", "the advertisement", "our newsletter", "a Telegram channel"]),
        st.sampled_from([".", "!", " on 28 March 2022.", ", according to Reuters.", "; all sailed."]),
    ).map(lambda words: f"{words[0]} {words[1]} {words[2]}{words[3]}"),
    min_size=1,
    max_size=8,
)


@settings(deadline=None)
@given(SENTENCES)
def test_every_ordinary_sentence_survives_and_tells_no_date(sentences):
    article, blocks = cleaned("A plain title\n\n" + "\n\n".join(sentences))
    assert parts(article, blocks) == sentences
    assert (article.published, article.outlet, article.author) == (None, None, None)
    assert {(block.voice, block.heading, block.speaker) for block in blocks} == {(Voice.ARTICLE, False, None)}


@settings(deadline=None)
@given(SENTENCES)
def test_cleaning_what_is_clean_changes_nothing(sentences):
    article, blocks = cleaned("\n".join(sentences), title="T")
    assert cleaned(article.text, title="T") == (article, blocks)


# The sample articles: only facts about them are written here, not their words.

EXPECTED = {
    "000": ("Sputnik", None, {Voice.ARTICLE}),
    "001": ("ESTA", None, {Voice.ARTICLE}),
    "002": (None, None, {Voice.ARTICLE}),
    "003": ("Karlof1’s Substack", None, set(Voice)),
    "004": ("Sputnik International", date(2022, 3, 28), {Voice.ARTICLE}),
}


def sample(number):
    if not SHARED.is_dir():
        pytest.skip("the sample articles do not ship")
    (source,) = (source for source in find([SHARED]) if source.path.name.startswith(number))
    (raw,) = read(source, 10**6)
    assert isinstance(raw, Raw)
    return raw, *clean(raw, source)


@pytest.mark.shared
@pytest.mark.parametrize("number", EXPECTED)
def test_a_sample_has_the_facts_that_it_prints(number):
    _, article, blocks = sample(number)
    assert (article.outlet, article.published, {block.voice for block in blocks}) == EXPECTED[number]
    assert article.author is None


@pytest.mark.shared
@pytest.mark.parametrize("number", EXPECTED)
def test_every_long_line_of_a_sample_survives_but_pleas_and_credits(number):
    raw, article, _ = sample(number)
    long = [line for line in raw.text.splitlines() if len(line.split()) > 20 and line.rstrip()[-1] in '.’”"?:']
    lost = [line for line in long if line.strip() not in article.text]
    pleas = ("please consider subscribing", "Stay tuned", "(ESTA)")
    assert not [line for line in lost if not any(plea in line for plea in pleas)]


@pytest.mark.shared
@pytest.mark.parametrize("number", EXPECTED)
def test_no_leftover_of_a_sample_stays(number):
    _, article, _ = sample(number)
    for leftover in ("log in", "Related", "Article\n", "Share", "Telegram", "tuned", "1920", "©", "File –", "mphasis]"):
        assert leftover not in article.text
    assert all(ord(c) < 0x400 or ord(c) > 0x4FF for c in article.text)


@pytest.mark.shared
def test_the_sample_interview_has_three_questions_and_one_speaker():
    _, article, blocks = sample("003")
    assert {block.speaker for block in blocks} - {None} == {"Sergey Lavrov"}
    voices = [block.voice for block in blocks if not block.heading]
    asked = [b for b in blocks if article.text[b.start : b.end].startswith("Question:")]
    assert [block.voice for block in asked] == [Voice.INTERVIEWER] * 3
    assert voices[0] is Voice.HOST
    assert voices[-6:] == [Voice.HOST] * 2 + [Voice.READER] * 4


@pytest.mark.shared
def test_the_headings_of_the_samples_are_known():
    counts = {number: sum(block.heading for block in sample(number)[2]) for number in EXPECTED}
    assert counts == {"000": 2, "001": 0, "002": 0, "003": 1, "004": 4}


def test_facts_are_those_that_can_be_given():
    assert set(Facts.__dataclass_fields__) == {"id", "title", "outlet", "author", "published", "url", "language"}
