from hypothesis import given
from hypothesis import strategies as st

from ingest.chunk import chunk, sentences
from records import Article, Block, Voice


def words(text):
    return len(text.split())


def article(text):
    return Article("a", "t", text, "p", "s")


def blocks_of(text):
    """A block a line, as `clean` gives them."""
    blocks, at = [], 0
    for line in text.split("\n"):
        if line.strip():
            blocks.append(Block(at, at + len(line)))
        at += len(line) + 1
    return blocks


def texts(passages):
    return [passage.text for passage in passages]


def test_sentences_are_put_together_up_to_the_size():
    text = "One two three. Four five. Six seven eight nine."
    passages = chunk(article(text), [Block(0, len(text))], 5, words)
    assert texts(passages) == ["One two three. Four five.", "Six seven eight nine."]
    assert [p.n_tokens for p in passages] == [5, 4]


def test_a_sentence_longer_than_the_size_is_cut_between_words_and_nothing_is_lost():
    text = "one two three four five six seven."
    passages = chunk(article(text), [Block(0, len(text))], 3, words)
    assert texts(passages) == ["one two three", "four five six", "seven."]


def test_a_passage_is_in_one_voice():
    text = "He said so.\nI doubt it."
    blocks = [Block(0, 11), Block(12, 23, Voice.HOST)]
    assert [(p.text, p.voice) for p in chunk(article(text), blocks, 50, words)] == [
        ("He said so.", Voice.ARTICLE),
        ("I doubt it.", Voice.HOST),
    ]


def test_turns_of_two_speakers_are_kept_apart():
    text = "Doe: Yes.\nRoe: No."
    blocks = [Block(0, 9, speaker="Doe"), Block(10, 18, speaker="Roe")]
    assert texts(chunk(article(text), blocks, 50, words)) == ["Doe: Yes.", "Roe: No."]


def test_a_heading_stays_with_the_sentence_that_follows():
    text = "One two three.\nThe heading\nFour five."
    blocks = [Block(0, 14), Block(15, 26, heading=True), Block(27, 37)]
    assert texts(chunk(article(text), blocks, 5, words)) == ["One two three.", "The heading\nFour five."]


def test_a_heading_is_not_a_sentence():
    text = "The heading\nFour five. Six."
    blocks = [Block(0, 11, heading=True), Block(12, 27)]
    assert [text[s.start : s.end] for s in sentences(article(text), blocks)] == ["Four five.", "Six."]


@given(
    st.text(alphabet=st.characters(codec="utf-8", exclude_categories=["Cc"]) | st.just("\n"), max_size=400),
    st.integers(3, 40),
)
def test_all_text_but_white_space_is_in_exactly_one_passage(text, size):
    passages = chunk(article(text), blocks_of(text), size, words)
    assert all(p.text == text[p.start : p.end] and p.text == p.text.strip() for p in passages)
    assert all(one.end <= other.start for one, other in zip(passages, passages[1:], strict=False))
    assert "".join("".join(p.text.split()) for p in passages) == "".join(text.split())
    assert all(p.n_tokens == words(p.text) <= size for p in passages)


@given(text=st.text(alphabet="ab .\n’é語", max_size=600))
def test_no_passage_is_longer_than_the_embedder_reads(embedder, text):
    count = embedder.counter.count
    passages = chunk(article(text), blocks_of(text), 24, count)
    assert all(
        count(p.text) == p.n_tokens <= 24 + 8 for p in passages
    )  # words cut within may count a piece or two more
    assert "".join("".join(p.text.split()) for p in passages) == "".join(text.split())
