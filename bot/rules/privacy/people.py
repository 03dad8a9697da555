"""How people are named in writing: pieces of patterns, which tell capitals from small letters."""

from bot.rules.privacy.given_names import GIVEN_NAMES

KNOWN = rf"(?i:{'|'.join(sorted(GIVEN_NAMES))})\b"
"""A given name, capital or not."""
_NO_NAME = (
    r"(?!(?:Hospitals?|Clinics?|Cent(?:er|re)s?|Health|Medical|Medicaid|Medicare|Count(?:y|ies)|City|State|Code"
    r"|University|College|School|Department|Foundation|Bank|Streets?|Ave|Road|Community|Services?|General"
    r"|Councils?|Committee|Alliance|Coalition|Building|Room|Table|Suite|Floor|Bus|Highway|Exit|The|This|That"
    r"|These|Our|We|And|For|In|On|At|If|Please|Thanks?|Vitamin|Report|Form|Chart|Data|Action|Goal|ICD"
    r"|(?:Mon|Tues|Wednes|Thurs|Fri|Satur|Sun)day"
    r"|January|February|March|April|June|July|August|September|October|November|December)\b)"
)
_NOT_OF_A_PLACE = r"(?!\s(?:Hospital|Clinic|Cent|Count|Bank|Foundation|Council|Services))"
CAPITAL = rf"{_NO_NAME}[A-ZÀ-ÖØ-Þ][a-zß-öø-ÿ'’]{{1,30}}(?:-[A-Z][a-z]{{1,30}})?\b"
"""A capitalised word that may be a name."""
TITLE = r"(?i:mr|mrs|ms|miss)\b\.?\s"
_TITLED = rf"{TITLE}(?:{CAPITAL}|{KNOWN})"
_FULL_NAME = rf"{CAPITAL}\s(?:[A-Z]\.?\s)?{CAPITAL}{_NOT_OF_A_PLACE}"
PERSON = rf"(?:{_TITLED}|{_FULL_NAME}|(?=[A-Z]){KNOWN}(?:\s[A-Z][\w.'’-]{{0,30}}){{0,2}})"
"""Somebody by name, without a role before it."""

ROLE = r"(?i:\b(?:patient|client|student|resident|pt))"
_NO_PERSON = (
    r"(?!(?:Advoca|Advis|Affair|Ambassador|Assist|Associa|Engage|Experience|Famil|Feedback|Govern|Handbook|Leader"
    r"|Liaison|Navigat|Outcome|Outreach|Partner|Portal|Protect|Relation|Represent|Rights|Safety|Satisf|Senate"
    r"|Success|Support|Survey|Transport|Volunteer|Wellness)"
    r"|(?:Aid|Art|Arts|Band|Body|Bodies|Care|Caregivers?|Champions?|Choir|Choice|Clubs?|Days?|Desk|First|Forums?"
    r"|Fund|Groups?|Guide|Home|Intakes?|Library|Life|Line|Loans?|Lounge|Months?|Needs?|News|Night|Panels?|Press"
    r"|Room|Show|Story|Stories|Teams?|Trust|Unions?|Voices?|Weeks?|Welcome|Work|Access|Records?|English|Spanish"
    r"|Somali|Bill\sof)\b"
    r"|(?:About|After|Against|Are|At|Before|But|By|Came|Can|Did|Do|From|Had|Have|In|Is|Made|May|Not|Of|On|Or|Ran"
    r"|Should|To|Under|Was|When|Where|Who|Will|With)\b"
    r"|[A-Z][a-z]+(?:tion|sion|ment|ity|ship|ness|ics|ings?)\b)"
)
NAME_FOR_SURE = rf"(?:{_TITLED}|{KNOWN})"
"""Somebody by a name that is known as one."""
NAME = rf"(?:{NAME_FOR_SURE}|[A-Z]\.\s?[A-Z]\b|{_NO_PERSON}{CAPITAL}{_NOT_OF_A_PLACE})"
"""Somebody by name, after a role."""
ROLE_GOES_ON = (
    r"(?!['’-]|s?\s(?:advo|navi|repr|liai|rela|serv|safe|expe|educ|voic|part|lead|tran|supp|care|advi|coun|coor"
    r"|inta|mana|engag|comm|port))"
)
"""Not the role itself, but a patient advocate, a client liaison."""
