"""The words by which a question asks for somebody's words: verbs, nouns, adjectives and turns of phrase, as patterns.

None of them has a group of its own.
"""

from __future__ import annotations

from language.reporting import SAYING, THINKING, forms

# Turns of phrase that ask as verbs of saying do, and verbs that do so before a certain word only.
SAYS = (
    rf"{forms((SAYING | THINKING) - {'speak', 'talk'})}|"
    r"express(?:es|ed)? (?:him|her|it|them)sel(?:f|ves)|"
    r"sum(?:med)? up|ma[kd]e of|g[eo]t to say|have to say|put it|point(?:s|ed)? out|rul(?:e|es|ed) out|"
    rf"(?:{forms(('speak', 'talk'))})(?= (?:of|about))"
)
# What is done by words for the most part, but may be a deed.
_JUDGES = frozenset(
    """agree anticipate apologise apologize ascribe attribute brand concur congratulate consider contradict counter
    decline decry deem defend denounce depict deplore disagree dislike dismiss dispute doubt endorse envisage
    evaluate favor favour fear foresee hail hate identify imagine interpret judge label lament like liken love mock
    object oppose perceive portray prefer protest rate rebuke reckon refuse refute regard regret reproach resent
    ridicule scold support suspect thank threaten trust welcome""".split()
)
JUDGES = (
    rf"{forms(_JUDGES)}|compar(?:e|es|ed)(?! (?:with|to|in)\b)|br(?:ing|ings|ought) up|point(?:s|ed)? to|"
    r"account(?:s|ed)? for|h[eo]lds? (?:against|responsible|accountable)|name[sd]?(?= (?:\S+ )?as\b)|"
    r"refer(?:s|red)? to|mean(?:s|t)? by"
)
# "Is Keller afraid of …?"
FEELS = (
    r"against|in favou?r of|opposed to|open to|optimistic|pessimistic|confident|hopeful|worried|concerned|afraid|"
    r"scared|angry|annoyed|furious|upset|alarmed|happy|unhappy|satisfied|dissatisfied|pleased|disappointed|surprised|sure|"
    r"certain|convinced|sceptical|skeptical|critical|proud|sorry|grateful|willing|prepared|looking forward to"
)
# "What annoys Keller about …?"
MOVES = forms(
    """alarm amuse anger annoy bother concern disappoint encourage frighten irritate outrage please surprise trouble
    upset worry""".split()
)
# "Keller's view", and what tells more of what was said than that it was.
VIEW = (
    r"views?|opinions?|position|stance|take|line|reactions?|responses?|messages?|words|comments?|remarks?|statements?|"
    r"thoughts|answers?|repl(?:y|ies)|account|version|telling|attitude|perspective|viewpoint|claims?|arguments?|"
    r"explanations?|warnings?|promises?|quotes?|verdicts?(?= on\b)"
)
CLAIM = (
    r"complaints?|criticisms?|accusations?|allegations?|assessments?|descriptions?|denials?|demands?|justifications?|"
    r"reason(?:s|ing)?|predictions?|forecasts?|estimates?|expectations?|hopes?|fears?|worry|worries|doubts?|concerns?|"
    r"interpretations?|conclusions?|objections?|advice|recommendations?|assertions?|praise|impressions?|beef|excuses?|apolog(?:y|ies)|"
    r"grievances?|(?:case|verdict)(?= (?:for|on|against)\b)"
)
# "In Keller's eyes", "from Keller's point of view": how it is that is asked for.
SENSE = (
    r"eyes|mind|views?|opinion|words|account|telling|version|reading|reckoning|judge?ment|estimation|point of view|"
    r"viewpoint|standpoint|perspective|understanding|assessment|estimates?|book"
)
# What is given by saying it, and how: "What reason did Keller give?"
REASON = r"(?:reasons?|rationale|grounds|explanations?|justifications?|answers?)"
REMARK = (
    r"(?:advice|examples?|arguments?|objections?|assessment|(?:re)?assurances?|comparisons?|parallels?|conclusions?|"
    r"predictions?|promises?|accusations?|complaints?|doubts?|concerns?|worries|fears?|hopes?|criticism|demands?|"
    r"grievances?|praise|guarantees?|lessons?|warnings?|statements?|comments?|remarks?|allegations?)"
)
GIVES = (
    r"(?:g[ai]ve[ns]?|offer(?:s|ed)?|provide[sd]?|present(?:s|ed)?|raise[sd]?|makes?|made|draws?|drew|voice[sd]?|"
    r"express(?:es|ed)?|ha(?:ve|s|d)|put forward|level(?:s|led|ed)?|attach(?:es|ed)?|"
    r"(?:brings?|brought)(?: forward)?)(?! up\b)"
)
GIVEN_BY = (
    r"(?:given|offered|provided|presented|raised|voiced|expressed|described|claimed|alleged|mentioned|predicted|stated|"
    r"cited|put forward) by"
)
SAID_BY = rf"(?:{forms(SAYING | _JUDGES)}) by"
# "According to Keller"
SOURCE = (
    rf"according to|per|if (?:one|you|we) (?:asks?|believes?|trusts?)|in the (?:{SENSE}) of|"
    r"from the (?:point of view|viewpoint|standpoint|perspective) of|"
    r"(?:quotes?|remarks?|statements?|comments?|words) (?:by|from|of)|"
    r"(?:line|answers?|messages?|reactions?|repl(?:y|ies)|responses?) (?:from|of)|"
    r"(?:anything|something)(?: on the record)? from"
)
