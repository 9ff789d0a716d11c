"""The words that report, by what they govern: a clause, an infinitive, an object, or a preposition with its object.

Lemmas. A verb stands in a table where, in news, what it governs so is more often than not what its subject says, asks
for or thinks. Edit as you like; `python -m evaluation attribution` tells what it did.
"""

from __future__ import annotations

from typing import Any

# The parser's tags of a verb with a time of its own.
FINITE = ("VBD", "VBZ", "VBP", "MD")
# "said that the bridge was safe", "the bridge was safe, she said"
CLAUSE = frozenset(
    """say tell add note stress state declare announce claim insist maintain argue explain emphasise emphasize underline
    underscore reiterate repeat confirm affirm assert allege admit acknowledge concede warn caution promise pledge vow
    predict suggest propose remark comment observe recall remember reply respond answer continue conclude ask
    demand urge write tweet post report reveal disclose specify clarify point believe think hope fear worry
    expect deny assure highlight agree testify swear quip joke recount describe mention indicate signal estimate
    calculate find show complain imply
    contend charge boast proclaim suspect doubt wonder question remind convince recognize recognise recommend shout yell
    rule reason lament muse speculate forecast advise counter retort interject rebut stipulate discover learn
    relate detail protest hint theorize posit opine guess assume feel consider know understand realize realise decide
    read see cite discuss retweet blog chant sing sniff snap concur reckon bet order teach
    wish want plead beg bemoan figure gripe grumble whisper mutter cry exclaim brag tout reaffirm restate grouse
    blurt counsel object ponder publish ruminate surmise anticipate notice guarantee
    confide hypothesize hypothesise intimate fume demur insinuate inform reassure profess attest envision
    envisage foresee echo infer deduce presume suppose appreciate bark thunder bellow deadpan enthuse gush
    interrupt parrot vent""".split()
)
# Of these, what is thought rather than said
THOUGHT = frozenset(
    """believe think hope fear worry expect doubt wonder suspect guess assume feel consider know understand realize
    realise decide figure wish want reckon see learn discover find notice anticipate envision envisage foresee infer
    deduce presume suppose appreciate""".split()
)
# "promised to mend it", "declined to comment": the infinitive is what is said
INFINITIVE = frozenset(
    """promise pledge vow offer propose decline refuse agree ask call urge demand claim hope aim seek plan
    want expect decide prefer recommend swear order wish request encourage beg plead warn advise opt
    intend challenge dare fear hesitate tell instruct implore lobby exhort entreat admonish caution""".split()
)
# "“Is it?” Doe asked. “It is,” he replied": whoever replies is not the one who asked
ASKING = frozenset("ask inquire enquire wonder question".split())
REPLYING = frozenset("reply answer respond retort counter".split())
# Of these, what tells that somebody does not do the next: "refused to say"
DECLINING = frozenset("decline refuse hesitate".split())
# "criticised the plan": the object is what is spoken of
OBJECT = frozenset(
    """accuse blame condemn praise criticise criticize denounce describe reject welcome tout slam doubt credit
    thank decline liken dispute question mock hail oppose dismiss endorse cite discuss mention express
    announce highlight blast confirm declare propose recall prefer detail note voice reveal reiterate acknowledge
    applaud predict invoke stress decry rebut recommend retweet unveil emphasize emphasise contradict disavow suggest
    disclose advocate dislike hate lament repudiate outline ridicule recount downplay bemoan assail refute bash label
    deride rebuke promise deny demand urge favor favour support back congratulate echo explain forecast request
    allege foresee fear want regret claim admit concede characterize characterise portray deem dub rip extol bemoan
    insult call condemn criticize disparage champion address identify recognize estimate commend chide
    lambast lambaste berate scold vouch warn report stipulate contemplate quote post tweet share believe
    expect slam crave protest reference plug salute attack defend compare repeat contrast pledge pronounce articulate
    laud order herald castigate restate overstate remember argue hammer say like love relish admire adore
    loathe detest despise abhor mourn consider project trash belittle malign vilify denigrate
    excoriate lampoon taunt admonish chastise reprimand upbraid trumpet spotlight publicize chronicle
    paraphrase eulogize exaggerate discount excuse condone espouse propound envision envisage clarify
    retract recant disown""".split()
)
# "sees it as a threat", "cast him as a villain": a judgement
AS = frozenset("see view cast frame regard perceive pitch paint describe portray characterize depict".split())
# "the poll shows a lead": of papers only
SHOWING = frozenset("show find indicate give have put suggest reveal".split())
DOCUMENTS = frozenset(
    """poll survey record datum data document study report analysis result figure tally research file statistic
    review""".split()
)
# "In a poll of May, …": what it found
SURVEYS = frozenset("poll survey study".split())
# "called for a truce", "accused them of haste": the verb and its preposition
PREPOSITION = {
    "call": "for on",
    "talk": "about of",
    "speak": "about of against",
    "ask": "about for",
    "warn": "of about against",
    "complain": "about of",
    "boast": "about of",
    "brag": "about of",
    "joke": "about",
    "refer": "to",
    "point": "to",
    "allude": "to",
    "object": "to",
    "comment": "on",
    "agree": "on with to",
    "disagree": "with on",
    "elaborate": "on",
    "touch": "on",
    "push": "for against",
    "argue": "for against",
    "hope": "for",
    "apologise": "for",
    "apologize": "for",
    "plead": "for",
    "appeal": "for",
    "advocate": "for",
    "campaign": "for against",
    "hint": "at",
    "balk": "at",
    "write": "about of",
    "worry": "about",
    "wonder": "about",
    "speculate": "about on",
    "vouch": "for",
    "rail": "against",
    "protest": "against",
    "insist": "on",
    "believe": "in",
    "think": "of about",
    "dream": "of",
    "concur": "with",
    "weigh": "on",
    "opine": "on about",
    "rule": "on against",
    "muse": "about on",
    "approve": "of",
    "disapprove": "of",
    "learn": "of about",
    "know": "of about",
    "gush": "about over",
    "press": "for about",
    "lash": "at",
    "lobby": "for",
    "petition": "for",
    "wish": "for",
    "marvel": "at",
    "report": "about on",
    "respond": "to",
    "side": "with",
    "sympathize": "with",
    "root": "for",
    "cheer": "for",
    "scoff": "at",
    "sneer": "at",
    "fume": "at about over",
    "rant": "about against",
    "rave": "about",
    "grumble": "about",
    "gripe": "about",
    "whine": "about",
    "reminisce": "about",
    "expound": "on",
    "expand": "on",
    "fixate": "on",
}
# "his claim that the bridge is safe": nouns that hold what somebody says
NOUN = frozenset(
    """claim remark statement promise pledge suggestion assertion argument insistence complaint contention accusation
    allegation admission prediction warning concern hope fear belief view opinion doubt conclusion demand call request
    comment notion charge vow threat plan proposal desire confidence criticism message assurance idea expectation
    assumption declaration announcement report reluctance refusal willingness theory observation question
    conviction estimate speculation commitment reminder determination intention appeal advice argument case point
    unwillingness decision response""".split()
)
# "her criticism of the plan", "his support for it": nouns, and what leads up to their object
ABOUT = {
    "of": "criticism critique mention view message assessment praise description denunciation condemnation talk fear",
    "about": "question statement comment remark claim warning concern doubt worry complaint joke detail talk",
    "for": "support call hope criticism praise plan proposal contempt disdain",
    "on": "attack comment position stance view",
    "to": "opposition reference objection response",
    "against": "argument accusation charge protest",
    "over": "concern anger frustration worry",
}
# "is concerned that", "was confident of": adjectives of thinking
ADJECTIVE = frozenset(
    """concerned worried confident hopeful skeptical sceptical critical sure certain convinced aware unaware afraid
    fearful glad happy unhappy surprised disappointed frustrated wary reluctant eager optimistic pessimistic angry
    upset proud satisfied dissatisfied uneasy nervous leery doubtful adamant clear supportive appreciative
    dismissive open willing unwilling keen grateful sorry furious troubled alarmed determined excited""".split()
)
VIEWS = frozenset("words opinion view account eyes telling estimation judgment judgement mind".split())
# Whose words would they be? Nobody's that a reader could ask for.
NOBODY = frozenset("that which this what there these those whatever nobody".split())
# What is told though nobody is named who says so: passives, "is expected to", "it was said that", "when asked whether"
HEARSAY = {
    "expect": "to",
    "say": "to that",
    "believe": "to that",
    "think": "to that",
    "report": "to that",
    "allege": "to that",
    "rumor": "to that",
    "reveal": "that",
    "assume": "that",
    "know": "as for to",
    "see": "as to",
    "view": "as",
    "criticize": "for as",
    "criticise": "for as",
    "accuse": "of",
    "charge": "with",
    "ask": "that about",
    "tell": "that to about of",
    "warn": "that to of about",
    "inform": "that of",
    "rumour": "to that",
    "blame": "for",
    "suspect": "of",
    "portray": "as",
    "call": "so on upon",
    "consider": "so to",
    "deem": "so to",
    "dub": "so",
    "deride": "as",
    "recognize": "as for",
    "recognise": "as for",
    "remember": "as for",
}
SEEMING = frozenset("seem appear".split())
SAID_SO = frozenset("reportedly allegedly".split())
# and nouns, "the suggestion that", "questions about"
HEARD = {
    **dict.fromkeys(
        """suggestion complaint belief rumor notion claim assertion admission accusation promise estimate assumption
        theory fear""".split(),
        "that",
    ),
    "question": "about",
    "doubt": "about",
    "worry": "about",
    "talk": "about of",
    "consensus": "that on",
    "prediction": "that of",
    "call": "for",
    "demand": "for that",
    "praise": "for of",
}
# Verbs that can govern little but a clause.
ALONE = frozenset(
    "say insist argue warn contend acknowledge claim believe predict conclude admit assert allege".split()
)
REPORTING = (CLAUSE | INFINITIVE | OBJECT | AS | SHOWING | PREPOSITION.keys() | {"make"}) - {"be", "have", "do"}
_LEMMAS = {"hop": "hope", "retweete": "retweet", "cit": "cite", "not": "note", "stat": "state"}


def lemma_of(token: Any) -> str:
    """A word's lemma in lower case, with what the lemmatizer gets wrong put right: "hoped" is no hopping."""
    lemma: str = token.lemma_.lower()
    return _LEMMAS.get(lemma, lemma)


def is_denied(verb: Any) -> bool:
    """Is it told that somebody does not do so, "did not say", "declined to say"?"""
    if any(child.dep_ == "neg" for child in verb.children):
        return True
    return verb.dep_ == "xcomp" and lemma_of(verb.head) in DECLINING
