"""Is a noun said of a person? A list, and the few endings that, in news, no other noun has.

A list rather than the endings -er, -or and -ent, which a letter, a factor and an agreement have as well. Edit as you
like: each word in the singular and in small letters.
"""

from __future__ import annotations

import re

_PEOPLE = frozenset(
    """
    adult boy child fellow figure gentleman girl guy human individual kid lad lady male female man person teenager
    toddler woman youngster pensioner somebody
    aunt bride brother cousin dad daughter father fiance fiancee grandchild granddaughter grandfather grandmother
    grandson husband kin mom mother mum nephew niece orphan parent relative sibling sister son spouse twin uncle widow
    widower wife boyfriend girlfriend groom
    ally acquaintance colleague companion comrade counterpart friend mate neighbor neighbour partner peer rival stranger
    opponent enemy foe suitor lover
    administrator agent aide ambassador appointee attache attorney auditor bailiff bureaucrat candidate chair chancellor
    chief clerk commissioner congressman congresswoman consul coroner councillor councilor delegate deputy designee
    dictator diplomat emperor empress envoy executive governor hopeful incumbent inspector judge justice king lawmaker
    lawyer leader legislator magistrate mayor mediator minister monarch negotiator nominee notary official ombudsman
    politician premier president presidential prime prince princess prosecutor queen ruler secretary senator
    sheriff speaker spokesperson staffer strategist superintendent treasurer tsar undersecretary whip challenger
    frontrunner contender loser winner insider outsider lobbyist
    admiral airman bodyguard brigadier captain cadet colonel commander commando conscript corporal defector deserter
    detective fighter general gunman guard guerrilla hijacker insurgent jihadist lieutenant marine mercenary militant
    officer patrolman policeman ranger rebel recruit sailor seaman sergeant sniper soldier spy trooper veteran warden
    warrior
    abductor accomplice accused arsonist assailant assassin attacker bomber burglar convict criminal culprit
    defendant detainee driver dealer extremist fugitive hacker heckler hostage informant inmate intruder juror killer
    kidnapper mobster murderer offender plaintiff poacher prisoner protester protestor refugee rioter robber shooter
    smuggler spammer stalker survivor suspect terrorist thief trafficker victim whistleblower witness bystander
    passerby passenger pedestrian commuter traveler traveller tourist visitor guest host hostess
    accountant actor actress adviser advisor advocate analyst anchor announcer archaeologist architect artist
    astronaut athlete author babysitter baker banker barber barista bartender biker billionaire biographer blogger
    boss botanist boxer broker builder bully businessman businesswoman butcher buyer bishop cardinal carpenter cashier
    celebrity champion chef choreographer cleric coach columnist comedian commentator commenter competitor composer
    conductor consultant contestant contractor cook correspondent counselor counsellor courier cowboy craftsman creator
    creditor critic curator customer cyclist dancer dean dentist designer developer director disciple diver doctor
    dramatist economist editor educator electrician employee employer engineer entrepreneur examiner expert explorer
    farmer filmmaker firefighter fisherman footballer forecaster founder freelancer gardener geologist goalkeeper
    golfer graduate grocer guide guitarist gymnast hairdresser headmaster headteacher heir hero heroine hiker historian
    homeowner hunter icon imam inventor investigator investor janitor jeweler jockey joiner journalist keeper laborer
    labourer landlady landlord laureate lecturer legend librarian lifeguard magician maker manager master mechanic
    medic member mentor merchant messenger midwife millionaire miner missionary model moderator mogul monk moviegoer
    musician narrator nanny newcomer newspaperman novelist novice nun nurse observer operative operator organiser
    organizer owner painter paramedic parishioner participant pastor patient patron performer pharmacist
    philanthropist philosopher photographer physician physicist pianist pilot player playwright plumber poet
    pollster pope porter practitioner preacher predecessor presenter priest principal producer professor programmer
    prodigy promoter prophet psychiatrist psychologist publicist publisher pundit pupil rabbi racer racist rapper
    reader realtor receptionist recipient referee reporter representative rescuer researcher resident retailer
    retiree reviewer rider roommate rower runner saint salesman saleswoman scholar scientist scout sculptor seller
    servant shareholder shepherd shopkeeper shopper shrink singer skater skier socialist sociologist specialist
    spectator star statesman steward stewardess striker student supervisor supplier supporter surgeon neurosurgeon
    swimmer tailor teacher technician tenant therapist trader trainee trainer translator trustee tutor tycoon
    magnate umpire undergraduate user usher vendor vet vicar villager volunteer voter waiter waitress
    wrestler writer speechwriter screenwriter ghostwriter
    activist adherent admirer agitator atheist believer campaigner conservative democrat dissident donor
    environmentalist fan feminist follower fundraiser idealist ideologue liberal loyalist maverick moderate
    nationalist naysayer optimist pacifist partisan pessimist pioneer populist progressive reformer republican
    revolutionary sceptic separatist skeptic sympathizer traitor truther zealot
    applicant candidate caller claimant contributor denizen descendant immigrant inhabitant islander lodger migrant
    motorist native occupant onlooker respondent responder settler signatory successor superstar townsman tipster
    viewer watcher worker
    """.split()
) - {"figure", "icon", "prime", "presidential", "scout", "vet"}
_ENDING = re.compile(r"(?:..man|woman|person|ician|ologist|onomist|grapher|maker|keeper|holder|worker|player|owner)$")
_NOT = frozenset(("human", "roman", "german", "talisman", "freehold"))


def is_human(noun: str) -> bool:
    """Is a noun, in small letters, said of one person?

    >>> is_human("nurse"), is_human("spokeswoman"), is_human("agreement"), is_human("letter")
    (True, True, False, False)
    """
    return noun in _PEOPLE or (noun not in _NOT and bool(_ENDING.search(noun)))
