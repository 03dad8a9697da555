"""What may well point to a person, and may be harmless: the writer is asked."""

from bot.rules.privacy.innocent import OLD, THING
from bot.rules.privacy.patterns import Category, pattern
from bot.rules.privacy.people import CAPITAL, NAME, NAME_FOR_SURE, PERSON, ROLE, ROLE_GOES_ON

_SPLIT = r"(?:\s?[./-]\s?|\s)?"
_DOMAIN = r"(?:com|org|net|edu|gov|us|io|co|info|health)\b"

_HEADING = r"(?:[NSEW]{1,2}\.?\s|(?:North|South|East|West)\s)?"
_STREET = (
    r"(?:street|st|avenue|ave|road|rd|boulevard|blvd|drive|dr|lane|ln|court|ct|terrace|ter|way|circle|parkway|pkwy"
    r"|place|pl|trail|loop)\b"
)
_STREET_GOES_ON = (
    r"(?!\.?\s(?i:fair|festival|market|project|program|clinic|outreach|corner|team|mural|medicine|committee|run"
    r"|walk|initiative|closure|school|church|merchant|office|route|neighbo|vendor|store|shop|business|block|bridge"
    r"|garden|crew|station|library|sign|night)|\.?\s[A-Z][a-z]+['’]s\b)"
)
_LOWER_WORD = (
    r"(?!(?:people|more|of|the|on|at|in|to|a|for|and|hours?|minutes?|days?|weeks?|miles?)\b)[a-z0-9.]{2,20}"
)

_OLD_WORD = (
    r"(?:ninety(?:[\s-](?:one|two|three|four|five|six|seven|eight|nine))?"
    r"|(?:a|one)\shundred(?:\sand\s\w{3,6})?)"
)
_AND_OVER = r"(?!\s?\+|\s?-\s?\d|\s(?:and|or|&)\s(?:over|older|above|up|more)\b|\sto\s\d|%)"
_REGION = (
    r"(?:(?:the|our|this)\s(?:\w{1,15}\s){0,2}"
    r"(?:county|state|town|city|country|region|school|district|world|area)\b|town\b)"
)
_SOMEBODY = (
    rf"(?:\b(?i:he|she|who|man|woman|lady|gentleman|mother|father|grandm\w{{1,6}}|grandf\w{{1,6}}|neighbou?r|veteran"
    rf"|widow|widower|patient|client|resident)|\b{PERSON})"
)
_ILLNESS = r"(?:disease|disorder|condition|syndrome|cancer|tumou?r|diagnosis|mutation|illness|infection)"

HINTS = (
    pattern(
        Category.NAMED_PERSON,
        "patient Jane Doe",
        rf"{ROLE}\.?(?:\s\(?|\s?:\s?|\s-\s)(?:(?:is\s)?(?:named|called)\s)?{NAME}",
    ),
    pattern(Category.NAMED_PERSON, "our clients Jane and Luis", rf"{ROLE}s(?:\s|:\s){NAME_FOR_SURE}"),
    pattern(Category.NAMED_PERSON, "the client, Jane, came", rf"{ROLE},\s{NAME}(?:\s{CAPITAL})?,"),
    pattern(
        Category.NAMED_PERSON, "the client's name is Jane", rf"{ROLE}['’]?s?\sname(?:\sis|\swas|:)\s{NAME}"
    ),
    pattern(
        Category.NAMED_PERSON,
        "Jane Doe, one of our clients",
        rf"\b{PERSON},\s(?:an?|one\sof\s(?:our|my|the|their))\s(?:patient|client)s?\b{ROLE_GOES_ON}",
    ),
    pattern(
        Category.PHONE,
        "(617) 555-0134",
        rf"(?<![\w$€£.,/-])(?:\+?1[\s.-]{{1,2}})?(?:\([2-9]\d\d\){_SPLIT}|[2-9]\d\d{_SPLIT})"
        rf"[2-9]\d\d{_SPLIT}\d{{4}}(?![\w%]|[.,/-]\d)",
    ),
    pattern(Category.PHONE, "+44 20 7946 0958", r"(?<![\w+])\+(?:[\s().-]{0,2}\d){8,15}(?!\d)"),
    pattern(
        Category.PHONE,
        "call her at 555-0134",
        r"(?i:\b(?:call|phone|tel|telephone|text|cell|mobile|fax|reach|dial|ring|number)\b\W{1,3}"
        r"(?:(?:is|at|on|her|him|me|them|us|no|number)\b\W{1,3}){0,3})\d{3}[\s.-]\d{4}(?!\w|[.-]\d)",
    ),
    pattern(Category.EMAIL, "jane@example.org", r"[\w.+%-]{1,64}@[\w-]{1,63}(?:\.[\w-]{1,63}){1,4}"),
    pattern(Category.EMAIL, "jane @ example.org", rf"(?i:\w\s?@\s?[\w-]{{1,63}}\.{_DOMAIN})"),
    pattern(
        Category.EMAIL,
        "jane (at) example dot org",
        rf"(?i:\w\s?(?:[\[(]\s?at\s?[\])]|\sat\s)\s?[\w-]{{1,63}}\s?(?:[\[(]?dot[\])]?|\.)\s?{_DOMAIN})",
    ),
    pattern(
        Category.ADDRESS,
        "412 Maple Street",
        rf"(?<![\w.,$:/-])\d{{1,6}}[A-Z]?\s{_HEADING}(?:(?:[A-Z][\w.'’]{{1,20}}|\d{{1,3}}(?:st|nd|rd|th))\s){{1,4}}"
        rf"(?i:{_STREET}){_STREET_GOES_ON}",
    ),
    pattern(
        Category.ADDRESS,
        "at 12 elm street",
        rf"(?i:\b(?:at|address\W{{0,2}}(?:is)?)\s\d{{1,6}}[a-z]?\s(?:{_LOWER_WORD}\s){{1,3}}{_STREET}){_STREET_GOES_ON}",
    ),
    pattern(
        Category.ADDRESS,
        "650 pine ave apt 12",
        rf"(?i:(?<![\w.,$])\d{{1,6}}\s(?:{_LOWER_WORD}\s){{1,2}}{_STREET}\.?,?\s(?:apt|apartment|unit|#)\b)",
    ),
    pattern(
        Category.ADDRESS,
        "1418 willow creek road",
        rf"(?<![\w.,$€£-])\d{{3,5}}\s(?:{_LOWER_WORD}\s){{1,2}}(?i:street|avenue|road|boulevard|lane)\b{_STREET_GOES_ON}",
    ),
    pattern(
        Category.ADDRESS,
        "he is back at home, 15 quarry road",
        rf"(?<![\w.,$€£-])\d{{1,5}}\s(?:{_LOWER_WORD}\s){{1,2}}(?i:street|avenue|road|boulevard|lane|ave|blvd|rd)"
        r"(?=\s?[.,;!?)”\n]|$)",
    ),
    pattern(Category.ADDRESS, "210 W Broadway", rf"(?<![\w.,$])\d{{1,5}}\s{_HEADING}Broadway\b"),
    pattern(Category.ADDRESS, "P.O. Box 3312", r"(?i:\bp\.?\s?o\.?\sbox\s\d{1,6})"),
    pattern(
        Category.AGE,
        "a 94-year-old",
        rf"(?i:(?<![\w.,$-]){OLD}(?:[\s-]{{0,2}}(?:years?|yrs?|y)\.?[\s-]{{1,2}}(?:old|of\sage)|[\s-]?y\.?/?o)\b){_AND_OVER}",
    ),
    pattern(Category.AGE, "ninety-four years old", rf"(?i:\b{_OLD_WORD}[\s-]years?[\s-]old\b(?!\s{THING}))"),
    pattern(Category.AGE, "aged 97", rf"(?i:\b(?:aged?|age\sof|age\sis)[\s:]{{1,3}}{OLD}\b){_AND_OVER}"),
    pattern(
        Category.AGE,
        "she turned 95 last week",
        rf"{_SOMEBODY}(?:\s(?i:turn(?:s|ed)|is|was|will\sbe|just\sturned)|['’]ll\sbe|['’]s)\s"
        rf"(?i:(?:almost|nearly|about|now|already|only)\s)?{OLD}"
        r"(?=\s?[.,;!?)]|$|\s(?i:and|now|last|this|today|yesterday|in|on|next|years)\b)",
    ),
    pattern(Category.AGE, "a man, 98, alone", rf"{_SOMEBODY}\s?[,(]\s?{OLD}\s?[,).]"),
    pattern(
        Category.AGE,
        "in her late nineties",
        r"(?i:\bin\s(?:her|his|their)\s(?:(?:early|mid|late)[\s-])?(?:90s|nineties)\b|\bcentenarian\b)",
    ),
    pattern(
        Category.RARE_CASE,
        "the only patient in the county",
        r"(?i:\b(?:only|sole|youngest|oldest)\s(?:(?:known|transgender|documented|living)\s){0,2}"
        r"(?:(?:patient|client|case|child|boy|girl|survivor)s?\s(?:of|with|diagnosed|ever|living\swith)"
        r"|(?:patient|client|case|child|boy|girl|woman|man|person|student)s?\s"
        rf"(?:diagnosed|ever|living\swith|in\s{_REGION})))",
    ),
    pattern(
        Category.RARE_CASE,
        "the first child in the state to get it",
        rf"(?i:\bfirst\s(?:patient|client|child|boy|girl|baby)\s(?:ever\s)?in\s{_REGION})",
    ),
    pattern(
        Category.RARE_CASE,
        "first known case of measles",
        r"(?i:\b(?:only|first|known)\s(?:\w{2,12}\s){0,2}cases?\s(?:of\s\w{4}|known\b|worldwide\b"
        rf"|in\s{_REGION}))",
    ),
    pattern(
        Category.RARE_CASE,
        "one of three people in the state with it",
        r"(?i:\b(?:one|two)\sof\s(?:only\s|just\s|the\s){0,2}\w{2,6}\s(?:people|persons|patients|children|families|cases)"
        rf"\sin\s{_REGION})",
    ),
    pattern(
        Category.RARE_CASE,
        "she has a rare form of cancer",
        r"(?i:\b(?:has|had|with|from|his|her|their)\s(?:an?\s)?(?:\w{4,12}ly\s|very\s|so\s)?rare\s(?:\w{2,15}\s){0,2}"
        rf"(?:{_ILLNESS}|(?:form|type|kind|strain|variant)\sof)\b)",
    ),
)
