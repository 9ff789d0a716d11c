"""Given names of which "he" or "she" is usually said: enough to tell that John is not "she", not a register.

Folded to lower case without diacritics. A name that is in neither list, or borne by both, may be either's.
"""

from __future__ import annotations

from enum import StrEnum

from language.compare import fold
from language.spelling import name_key


class Gender(StrEnum):
    """Which pronoun is said of somebody."""

    HE = "he"
    SHE = "she"


_HE = frozenset(
    """aaron abdul abdullah abraham adam adel adnan adrian ahmad ahmed al alan albert alejandro aleksandar aleksandr
    aleksei alexander alexei alfred ali allan allen amir anatoli anatoly andre andrea andreas andrei andres andrew
    andriy andrzej angel angelo anthony antonio antony anwar ariel arnold arthur artur ashraf austin barack barry
    bart ben benjamin bernard bernie bill billy bob bobby boris brad bradley brandon brent brett brian bruce bruno
    bryan byron cameron carl carlo carlos cesar chad charles charlie chester chris christian christopher chuck
    clarence claude clint colin corey cory craig curt dale damian dan daniel danny dario darrell dave david dean
    denis dennis derek dick diego dieter dimitri dirk dmitri dmitriy dmitry dmytro dominic don donald doug douglas
    duncan dustin dwayne dwight earl ed eddie edgar edmund eduardo edward edwin eli elijah elliott emil emmanuel
    enrique eric erich erik ernest ernesto eugene evan fabio federico felix fernando floyd francesco francis
    francisco franco frank franklin franz fred frederick friedrich gabriel garry gary gavin gene geoff geoffrey
    georg george gerald gerard gerhard giorgio giovanni giuseppe glenn gordon graham greg gregory guido guillermo
    gunter gus guy hamid hank hans harold harry harvey hassan hector heinrich helmut henri henry herbert herman
    hiroshi hisham hossein howard hugh hugo hussein ian ibrahim igor ilya imran isaac ismail ivan jack jacob jacques
    jaime jake jakub jamal james jan janos jared jason javier jay jean jed jeff jeffrey jens jeremy jerome jerry
    jesse jesus jim jimmy joachim joao joe joel johan johann john johnny jon jonathan jordan jorge jose josep joseph
    josh joshua josip juan jules julian julio jurgen justin kamal karl keith ken kenji kenneth kevin khalid kirk
    klaus kofi konstantin kurt kyle lance larry lars laurence laurent lawrence lee len leo leon leonard leonid
    lindsey lloyd logan lorenzo lou louis lucas luigi luis lukas luke mahmoud malcolm manuel marc marcel marcin
    marco marcos marcus mario mark markus martin marvin mateusz mathew matt matteo matthew matthias maurice max
    maxim mehmet mel melvin mevlut michael michel miguel mike mikhail milan miles milos mitch mitt mohamed mohammad
    mohammed morris muhammad mustafa nathan ned neil nelson newt nicholas nick nicolae nicolas nigel nikita nikolai
    nikolay noah noel norman oleg oleksandr oleksiy oliver olivier omar orlando osama oscar oskar otto pablo paolo
    patrick paul pavel pavlo pedro pete peter petr petro phil philip philippe phillip pierre piotr radoslaw rafael
    ralph ramon randy raul ray raymond recep reggie reince reinhard rex reza ricardo richard rick ricky rob robert
    roberto robin rod rodrigo roger roland rolf roman ron ronald rory ross roy rudolf rudy rupert russell rustem
    ryan salman salvador sam samir samuel scott sean sebastian serge sergei sergey sergii sergio serhiy seth shane
    shaun shinzo sidney silvio simon spencer stan stanley stefan stephen steve steven stuart sven tad taras tariq
    tayyip ted terrence terry theodore thomas tim timothy tobias toby todd tom tomas tommy tony travis trent trevor
    troy tyler umberto vadim valentin valery vasily vernon viktor vincent vitali vitaliy vito vitold vlad vladimir
    vladislav volodymir volodymyr walter warren wayne werner wesley wilhelm will willem william willie winston
    wladyslaw wolfgang xavier yasser yevgeny yuri yuriy yusuf zachary""".split()
) - {"andrea", "robin", "terry", "jean", "ariel", "jordan", "angel", "lindsey"}
_SHE = frozenset(
    """abigail ada adele adriana agnes aisha alejandra alexandra alexis alice alicia alina alison allison amanda amber
    amelia amy ana anastasia andrea angela angelina anita ann anna annalena anne annette annie antonia april ashley
    astrid audrey barbara beata beatrice becky bella bernadette beth betsy betty beverly bonnie brenda brianne
    bridget brigitte brittany caitlin camille candace carla carly carmen carol carole carolina caroline carolyn
    carrie catarina caterina catherine cathy cecilia celia charlotte chelsea cheryl chloe christiane christina
    christine cindy claire clara claudia colleen condoleezza connie constance corinne courtney crystal cynthia daisy
    daniela danielle daria dawn debbie deborah debra deirdre delia denise diana diane dianne dolores donna dora
    doris dorothy ebony edith elaine eleanor elena elisabeth elise eliza elizabeth ella ellen elsa emily emma erica
    erika erin esther ethel eugenia eva evelyn faith fatima felicia fiona flora florence frances francesca frida
    gabriela gail georgia geraldine gertrude gina giorgia gladys glenda gloria grace greta gretchen gwen gwendolyn
    hannah harriet hayley heather heidi helen helena helga henrietta hilary hilda hillary holly hope huma ida ilse
    ines ingrid irena irene irina iris irma isabel isabella isabelle ivana ivanka jackie jacqueline jaime jana jane
    janet janice janine jasmine jeanette jeanne jen jenna jennifer jenny jessica jill joan joana joanna joanne
    jocelyn jodi josephine joy joyce juanita judith judy julia juliana julie juliet june kamala karen karin karina
    karine katarina kate katerina katharine katherine kathleen kathryn kathy katie katrina katya kay kayleigh
    kellyanne kimberly kirsten kristen kristi kristin kristina larissa laura lauren laverne leah leila lena leslie
    leticia lilian liliana lillian lily linda lisa liz loretta lori lorraine louisa louise lucia lucille lucy luisa
    lydia lynn lynne madeleine madeline magdalena maggie mandy marcia margaret margarita maria mariam marian
    marianne marie marina marion marjorie marlene marsha marta martha mary maureen maxine megan meghan megyn melania
    melanie melinda melissa mercedes meredith mia michaela michele michelle mildred miranda miriam molly mona monica
    monika muriel myra nadia nancy naomi natalia natalie natasha nathalie nicola nicole nikki nina nora norma
    octavia oksana olena olga olivia omarosa paige pamela patricia patty paula pauline pearl peggy penelope petra
    phyllis polly priscilla rachel ramona rebecca regina renata renee rhonda rita roberta rosa rosalind rose
    rosemary roxanne ruth sabrina sally samantha sandra sara sarah shannon sharon sheila shelley shelly sherry
    shirley silvia simone sofia sonia sonja sophia sophie stacy stella stephanie sue susan susana susanna susanne
    suzanne svetlana sylvia tamara tammy tania tara tatiana tatyana teresa theresa tiffany tina tracy tulsi ursula
    valentina valeria valerie vanessa vera veronica victoria viktoria violet virginia vivian wanda wendy wilma yana
    yolanda yulia yvette yvonne zoe zuzana""".split()
) - {"jaime", "leslie", "marion", "andrea", "shannon"}
# Short forms, and one name in several languages: each line one name.
_SAME = [
    set(line.split())
    for line in """
    alexander alex aleksandr oleksandr aleksandar sasha
    aleksei alexei alexey oleksiy oleksii
    andrew andy drew andrei andrey andriy andrii
    anthony tony
    benjamin ben
    bernard bernie
    charles chuck charlie
    christopher chris
    daniel dan danny
    david dave
    deborah debbie debra
    dmitri dmitry dmitriy dmytro
    donald don
    edward ed eddie
    elizabeth liz beth betsy
    eugene gene yevgeny evgeny yevhen
    gerald jerry
    gregory greg
    james jim jimmy
    jeffrey jeff
    jennifer jen jenny
    john jack johnny
    jonathan jon
    joseph joe
    joshua josh
    katherine kathryn catherine kate kathy katie
    kenneth ken
    lawrence larry
    leonard len leo
    matthew matt
    michael mike mikhail mykhailo
    mitchell mitch
    nicholas nick nikolai nikolay mykola
    pamela pam
    patrick pat
    paul pavel pavlo
    peter pete petr pyotr petro
    philip phil
    raymond ray
    richard dick rick rich
    robert bob bobby rob
    ronald ron
    samuel sam
    sandra sandy
    sergei sergey serhiy serhii sergii
    stephen steven steve
    susan sue susie
    theodore ted
    thomas tom tommy
    timothy tim
    vasily vasyl
    victor viktor
    victoria vicky
    vladimir volodymyr volodimir
    william bill billy will
    """.strip().splitlines()
]
_ALIKE = [{name_key(name) for name in names} for names in _SAME]
_TITLES = {
    "mr": Gender.HE,
    "sir": Gender.HE,
    "lord": Gender.HE,
    "mrs": Gender.SHE,
    "ms": Gender.SHE,
    "miss": Gender.SHE,
}


def gender_of(name: str) -> Gender | None:
    """Whether "he" or "she" is said of somebody by that full name, None where the name does not tell.

    >>> gender_of("Sergey Lavrov"), gender_of("Ms. Berg"), gender_of("Robin Holm")
    (<Gender.HE: 'he'>, <Gender.SHE: 'she'>, None)
    """
    parts = fold(name).replace(".", " ").split()
    if not parts:
        return None
    if parts[0] in _TITLES:
        return _TITLES[parts[0]]
    if len(parts) < 2:
        return None
    return Gender.HE if parts[0] in _HE else Gender.SHE if parts[0] in _SHE else None


def is_given(word: str) -> bool:
    """Is a word one of the given names known here?"""
    return fold(word) in _HE or fold(word) in _SHE


def same_given(one: str, other: str) -> bool:
    """May two given names be one person's: the same, or one short for the other?

    >>> same_given("Bill", "William"), same_given("Sergey", "Serhiy"), same_given("Anna", "Maria")
    (True, True, False)
    """
    a, b = name_key(one), name_key(other)
    return a == b or any(a in names and b in names for names in _ALIKE)
