"""Words that say the opposite of one another: put one for the other, and a sentence says what is not so."""

from __future__ import annotations

# Pairs of lemmas, most of them of things that news reports: votes, wars, prices, talks, courts.
_PAIRS = """
accept reject|accept refuse|accuse acquit|acquit convict|add subtract|admit deny|advance retreat|affirm deny|
after before|agree disagree|agree refuse|agreement disagreement|allow ban|allow forbid|allow prohibit|
allow prevent|ally enemy|all none|always never|always sometimes|ancient modern|appear disappear|approve reject|
approve veto|approval rejection|arrest release|arrive leave|arrive depart|back oppose|beautiful ugly|begin end|
begin finish|believe doubt|below above|best worst|better worse|big small|birth death|boom bust|both neither|
bottom top|build destroy|build demolish|buy sell|capture release|cause prevent|cheap expensive|
civilian military|close open|cold hot|cold warm|common rare|confirm deny|consent refuse|continue stop|
continue end|cut raise|dead alive|deep shallow|decrease increase|decline rise|decline grow|decline increase|
defeat victory|defence attack|deny confirm|dismiss appoint|drop rise|dry wet|early late|earlier later|east west|
eastern western|easy difficult|easy hard|empty full|enemy friend|enter leave|even odd|everybody nobody|
everyone nobody|everyone none|expand shrink|expand contract|fail succeed|failure success|fall rise|false true|
far near|fast slow|female male|few many|fewer more|final first|find lose|first last|for against|
foreign domestic|forget remember|former current|forward backward|free imprison|gain lose|gain loss|give take|
good bad|good evil|grow shrink|growth decline|guilty innocent|halt start|happy sad|hard soft|hate love|
healthy sick|heavy light|high low|higher lower|highest lowest|hire fire|hope fear|import export|improve worsen|
include exclude|increase reduce|increase fall|inside outside|internal external|join leave|join quit|kill save|
king queen|large little|large small|larger smaller|largest smallest|launch end|least most|left right|
legal illegal|lend borrow|less more|lift impose|likely unlikely|long short|lose win|loss win|loss profit|
lower upper|lower raise|major minor|majority minority|man woman|boy girl|maximum minimum|natural artificial|
negative positive|new old|newest oldest|night day|north south|northern southern|offensive defensive|
often rarely|often seldom|old young|oldest youngest|open shut|opponent supporter|oppose support|
opposition support|optimistic pessimistic|over under|pass fail|past future|peace war|permanent temporary|
permit ban|permit forbid|poor rich|possible impossible|praise criticise|praise criticize|praise condemn|
public private|public secret|pull push|raise reduce|reject support|remain leave|resume suspend|right wrong|
rise drop|rural urban|safe dangerous|same different|simple complex|single several|sink float|start stop|
start end|start finish|stay leave|strengthen weaken|strength weakness|strong weak|sunrise sunset|support reject|
survive die|teacher student|thick thin|tie win|together apart|trust distrust|up down|upper lower|usual unusual|
vertical horizontal|victim perpetrator|victory loss|voluntary compulsory|voluntary mandatory|weak powerful|
wide narrow|winner loser|with without|withdraw deploy|within outside|yes no|husband wife|father mother|
son daughter|brother sister|parent child|employer employee|landlord tenant|buyer seller|attacker defender|
tomorrow yesterday|today yesterday|morning evening|summer winter|spring autumn|left-wing right-wing|
liberal conservative|democrat republican|forward back|dark bright|dark light|quiet loud|clean dirty|
direct indirect|equal unequal|fair unfair|stable unstable|certain uncertain|known unknown|able unable|
happy unhappy|related unrelated|successful unsuccessful|popular unpopular|necessary unnecessary|
legitimate illegitimate|visible invisible|complete incomplete|correct incorrect|dependent independent|
formal informal|efficient inefficient|regular irregular|responsible irresponsible|relevant irrelevant|
moral immoral|mortal immortal|appear vanish|ascend descend|attract repel|compete cooperate|construct destroy|
create destroy|defend betray|encourage discourage|float sink|hide reveal|hide show|maintain abandon|
multiply divide|obey disobey|protect endanger|reward punish|separate unite|divide unite|simplify complicate|
widen narrow|acquire lose|attend miss|borrow lend|gather scatter|inflate deflate|lead follow|lengthen shorten|
load unload|lock unlock|please displease|speed slow|sit stand|wake sleep|laugh cry|proud ashamed|brave cowardly|
generous selfish|kind cruel|wise foolish"""

_OPPOSITES: dict[str, set[str]] = {}
for _pair in _PAIRS.replace("\n", "").split("|"):
    _one, _other = _pair.split()
    _OPPOSITES.setdefault(_one, set()).add(_other)
    _OPPOSITES.setdefault(_other, set()).add(_one)


def opposites(lemma: str) -> frozenset[str]:
    """The words that say the opposite of one, as lemmas; none where none is known.

    >>> sorted(opposites("accept"))
    ['refuse', 'reject']
    """
    return frozenset(_OPPOSITES.get(lemma, ()))
