"""Near-duplicates, of a story made up for this; the nearness of the variations is in docs/decisions/0007-formats.md."""

import random

import pytest
from hypothesis import given
from hypothesis import strategies as st

from index.store import Store
from ingest.duplicates import NEAR, nearness, shingles
from ingest.run import ingest
from settings import Settings
from tests.fakes import WordEmbedder

STORY = """The council of the harbour town voted on Tuesday to rebuild the old bridge, shut since a storm tore at it.
The mayor, Ada Quill, told a crowd of some three hundred residents that they had waited for long enough.
Engineers had warned that the foundations would not bear a modern deck, and put the cost at 4.5 million.
The ferry, which carries eleven thousand people a week, will sail every half hour until the work is done.
Shopkeepers on the far bank have complained that trade fell by a third after the crossing was closed.
Work is to begin in September, and the first carts may cross before the ice comes.""".split("\n")
MORE = "The Pier Gazette wrote in spring that a bidder from inland had offered to build a toll bridge instead."
OTHER = """After three years of argument the town will get its crossing back, councillors decided by nine votes to four.
Ada Quill, who had made the matter her own, waved the permit from the stage to some applause.
Not everyone cheered: the operator of the ferry has a study of its own that doubles the price.
For the inns across the water the news comes late, as two of them have shut since the storm."""
WHOLE = "\n\n".join(STORY)


@pytest.mark.parametrize(
    ("variation", "near"),
    [
        (WHOLE.upper(), True),
        ("By Ann Lee\n\n" + WHOLE.replace("some three hundred residents", "the Gazette"), True),
        (WHOLE + "\n\n" + MORE, True),
        ("\n\n".join(STORY[:4]), True),
        ("\n\n".join([*STORY[:5], MORE]), True),
        ("\n\n".join(STORY[:2]), False),
        (OTHER, False),
    ],
)
def test_what_repeats_half_is_near(variation, near):
    assert (nearness(WHOLE, variation) >= NEAR) is near


def test_shingles_are_five_words_in_a_row():
    assert len(shingles("one two three four five six")) == 2
    assert shingles("One, two: three four FIVE!") == shingles("one two three four five")
    assert len(shingles("one")) == len(shingles("")) == 1


@given(st.text(), st.text())
def test_nearness_is_the_same_from_both_sides_and_whole_with_itself(a, b):
    assert nearness(a, a) == 1
    assert 0 <= nearness(a, b) == nearness(b, a) <= 1


@pytest.fixture
def run(tmp_path):
    """Writes or deletes files (None), ingests, and tells of each article what it repeats, by file names."""
    place = tmp_path / "news"
    place.mkdir()

    def ingested(**files):
        for name, text in files.items():
            path = place / f"{name}.txt"
            path.unlink() if text is None else path.write_text(text, encoding="utf-8")
        ingest([place], Settings(index=tmp_path / "index"), embedder=WordEmbedder("bridge ferry"))
        store = Store(tmp_path / "index")
        names = {article.id: article.path[5:-4] for article in store.articles()}
        links = {names[a.id]: a.duplicate_of and names[a.duplicate_of] for a in store.articles()}
        assert all(links[original] is None for original in links.values() if original)
        assert store.unjudged() == []
        generation = store.generation
        store.close()
        return links, generation

    return ingested


def test_the_first_is_the_original_and_another_report_is_not_marked(run):
    links, _ = run(a=WHOLE, b=WHOLE + "\n\n" + MORE, c=OTHER)
    assert links == {"a": None, "b": "a", "c": None}
    links, _ = run(_first_by_name="\n\n".join(STORY[:5]))
    assert links["_first_by_name"] == "a"


def test_nothing_is_written_when_nothing_changed(run):
    _, before = run(a=WHOLE, b=WHOLE + "!")
    _, after = run()
    assert before == after


def test_when_the_original_leaves_the_next_takes_its_place(run):
    run(a=WHOLE, b=WHOLE + "!", c=WHOLE + "\n\n" + MORE)
    assert run(a=None)[0] == {"b": None, "c": "b"}


def test_an_original_that_changes_a_little_stays_one(run):
    run(a=WHOLE, b=WHOLE + "!")
    assert run(a=WHOLE.replace("Tuesday", "Wednesday"))[0] == {"a": None, "b": "a"}


def test_one_that_becomes_another_story_lets_its_duplicates_go(run):
    run(a=WHOLE, b=WHOLE + "!", c=WHOLE + "?")
    assert run(a=OTHER)[0] == {"a": None, "b": None, "c": "b"}


def test_an_original_that_comes_to_repeat_another_hands_on_its_duplicates(run):
    run(a=OTHER)
    run(b=WHOLE, c=WHOLE + "!")
    assert run(b=OTHER + "\n\nA last line.")[0] == {"a": None, "b": "a", "c": None}


@pytest.mark.parametrize(
    ("day", "text", "repeats"),
    [
        ("2024-03-04", WHOLE + "\n\n" + MORE, True),
        ("2024-03-12", WHOLE + "\n\n" + MORE, False),  # more than a week later it may be a form filled anew
        ("2024-03-12", WHOLE, True),
        ("2023-03-12", WHOLE + "\n\n" + MORE, False),
    ],
)
def test_what_is_much_later_or_earlier_repeats_only_what_is_nearly_the_same(tmp_path, day, text, repeats):
    for name, printed, own in (("a", "2024-03-04", WHOLE), ("b", day, text)):
        (tmp_path / f"{name}.md").write_text(f"---\ntitle: Bridge\ndate: {printed}\n---\n\n{own}\n", encoding="utf-8")
    settings = Settings(index=tmp_path / "index")
    ingest([tmp_path / "a.md", tmp_path / "b.md"], settings, embedder=WordEmbedder("bridge ferry"))
    links = {article.path: article.duplicate_of for article in Store(settings.index).articles()}
    assert (links["b.md"] is not None, links["a.md"]) == (repeats, None)


@pytest.mark.parametrize("seed", range(4))
def test_whatever_comes_and_goes_each_duplicate_is_near_its_original(tmp_path, run, seed):
    chance = random.Random(seed)
    texts = [WHOLE, WHOLE + "\n\n" + MORE, "\n\n".join(STORY[:4]), "\n\n".join(STORY[2:]), OTHER, None]
    there = {}
    for _ in range(6):
        files = {name: chance.choice(texts) for name in chance.sample("abcde", 2)}
        files = {name: text for name, text in files.items() if text or there.get(name)}
        there |= files
        links, _ = run(**files)
        stored = {name: text for name, text in there.items() if text}
        assert set(links) == set(stored)
        store = Store(tmp_path / "index")
        texts_by_id = {a.id: a.text for a in store.articles()}
        for article in store.articles():
            if article.duplicate_of:
                assert nearness(article.text, texts_by_id[article.duplicate_of]) >= NEAR
        store.close()
