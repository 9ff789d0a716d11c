"""Leftovers go, sentences stay. To add a rule: a line that it is meant for, and a sentence that it must spare."""

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from ingest.leftovers import kind_of, without_leftovers
from ingest.lines import Cut, Paragraph
from ingest.rules import Kind

LEFTOVERS = {
    Kind.COUNTER: [
        "Total 0 Share",
        "Share",
        "Tweet",
        "Share on Facebook",
        "Shares 1,204",
        "12 likes | 3 shares",
        "Pin it",
    ],
    Kind.COMMENTS: ["Comments", "12 Comments", "Comments (3)", "No comments yet", "Leave a comment"],
    Kind.FURNITURE: [
        "log in or register",
        "To participate in the discussion",
        "You must be logged in to post a comment",
        "Please sign in to comment.",
        "Advertisement",
        "Story continues below advertisement",
        "Skip to content",
        "4 min read",
        "We use cookies to make this site better. Read our policy.",
        "By continuing to browse you accept our cookies.",
        "© The Pier / Ann Lee",
        "© 2020 The Pier. All rights reserved.",
        "Home | News | World",
        "Tags: bridge, council",
        "Reporting by Ann Lee in Springfield; Editing by Bo Day",
    ],
    Kind.CAPTION: [
        "File – The mayor at the old bridge",
        "FILE PHOTO: The mayor at the old bridge, 3 May.",
        "Photo: Ann Lee",
        "Photo by Ann Lee/The Pier",
        "The mayor on the bridge (Photo: Ann Lee)",
        "The mayor on the bridge [file photo]",
        "A crowd waits, Springfield / Getty Images",
        "The mayor - The Pier, 1920, 03.05.2021",
        "- The Pier, 1920",
    ],
    Kind.LINK: [
        "Read more: Old bridge closes",
        "See also – Old bridge closes",
        "Read more about the bridge",
        "Watch: it opens",
    ],
    Kind.NEIGHBOUR: ["Previous Article", "Next Post →"],
    Kind.SECTION: [
        "Related Posts",
        "You may also like",
        "Most read",
        "Recommended for you",
        "Editor’s picks",
        "Read also:",
    ],
    Kind.PLEA: [
        "Follow us on Twitter.",
        "Let’s stay in touch! Follow our Telegram channel: https://t.example/pier",
        "Sign up for our daily newsletter",
        "Subscribe now!",
        "Stay tuned for updates.",
        "The latest news and stories from Springfield. Stay tuned for more.",
        "Thanks for reading The Pier! Subscribe for free to receive new posts and support my work.",
        "Like what you’re reading at Ann’s Substack? Then please consider subscribing. Thank you!",
        "Please consider supporting this work.",
        "Download our free app.",
    ],
    Kind.RULE: ["***", "---", "* * *", "_____"],
}

SENTENCES = [
    "Share prices fell.",
    "Total shares outstanding rose to 12 million, the bank said.",
    "Comments by the mayor drew laughter.",
    "12 responses to the tender were received.",
    "Advertisement revenue fell for the third year.",
    "Home owners protested.",
    "We use cookies as currency here, the baker joked.",
    "By using cookies, the firm followed its customers for years.",
    "The bakery uses cookies as a lure.",
    "Copyright law is changing.",
    "Reporting by the newspaper showed that costs had doubled.",
    "Photos by Ann Lee show the old bridge.",
    "Video – once a luxury – is now everywhere.",
    "Credit - the kind that banks extend - is scarce.",
    "Pictures of the bridge went around the world.",
    "She left the hall (video).",
    "He moved north - Vermont, 1998.",
    "Read more books, the mayor told the pupils.",
    "Related - and more important - is the cost.",
    "Next week the bridge opens.",
    "The latest news from the coast suggests that the storm has passed.",
    "Follow the money, the auditor said.",
    "Subscribe to the treaty or leave, the envoy told them.",
    "Register offices are busy today.",
    "Stay tuned, the mayor told his listeners.",
    "“Follow us on our channel,” the mayor said.",
    "The Pier is a reader-supported paper founded in 1990.",
    "Join us or lose, she said on Twitter.",
    "Search teams found the boat.",
    "Print sales fell.",
    "1945",
]


@pytest.mark.parametrize(("kind", "line"), [(kind, line) for kind, lines in LEFTOVERS.items() for line in lines])
def test_a_leftover_is_known_for_what_it_is(kind, line):
    assert kind_of(line) is kind


@pytest.mark.parametrize("sentence", SENTENCES)
def test_a_sentence_is_none(sentence):
    assert kind_of(sentence) is None


WORDS = st.sampled_from(
    "share total comments photo video file related next read more follow subscribe cookies register advertisement "
    "newsletter tweet home print latest updates stay tuned channel the a council bridge captain harbour old".split()
)
VERBS = st.sampled_from(["opened", "rejected", "was praised for", "will replace", "has never seen", "blamed"])


@settings(deadline=None)
@given(
    st.sampled_from(["The", "A", "Its", "No", "Every"]), st.lists(WORDS, min_size=1, max_size=4), VERBS, st.lists(WORDS)
)
def test_a_subject_a_verb_and_an_object_are_a_sentence_whatever_the_words(article, subject, verb, rest):
    sentence = f"{article} {' '.join(subject)} {verb} {' '.join(['the', *rest])} committee."
    assert kind_of(sentence) is None


def cut(*lines):
    kept, gone = without_leftovers([Paragraph(line) for line in lines])
    return [p.text for p in kept], gone


FIRST = "The bridge opened on Friday."
SECOND = "Its captain, as she calls herself, was proud."


def test_counts_between_share_buttons_go_and_a_year_stays():
    assert cut(FIRST, "Total", "0", "Share", SECOND, "1945")[0] == [FIRST, SECOND, "1945"]


def test_one_title_goes_with_next_article_and_a_sentence_never():
    assert cut(FIRST, "Next Article", "Old bridge closes: mayor", "A real heading", SECOND)[0] == [
        FIRST,
        "A real heading",
        SECOND,
    ]
    assert cut(FIRST, "Next Article", SECOND)[0] == [FIRST, SECOND]


def test_short_lines_below_related_go_until_a_sentence():
    assert cut(FIRST, "Related Posts", "Old bridge closes", "New boats arrive", SECOND)[0] == [FIRST, SECOND]


def test_a_stray_last_line_in_another_script_goes_and_a_text_in_it_stays():
    stray = "Открыть страницу"
    assert cut(FIRST, SECOND, stray)[0] == [FIRST, SECOND]
    assert cut("Мост открыли в пятницу.", "Капитан был горд.")[0] == ["Мост открыли в пятницу.", "Капитан был горд."]
    assert cut(FIRST, stray, SECOND)[0] == [FIRST, stray, SECOND]


def test_what_was_cut_is_remembered_before_what_follows():
    lines = [FIRST, "***", SECOND + " [Emphasis mine]", FIRST, SECOND, "3 Comments", "Nice."]
    kept, _ = without_leftovers([Paragraph(line) for line in lines])
    assert [(p.text, p.after) for p in kept] == [
        (FIRST, Cut.NOTHING),
        (SECOND, Cut.RULE),
        (FIRST, Cut.EMPHASIS),
        (SECOND, Cut.NOTHING),
        ("Nice.", Cut.COMMENTS),
    ]


def test_a_count_of_comments_under_the_title_opens_no_comments():
    kept, _ = without_leftovers([Paragraph(line) for line in ["Bridge open", "12 Comments", FIRST, SECOND]])
    assert [p.after for p in kept] == [Cut.NOTHING] * 3
