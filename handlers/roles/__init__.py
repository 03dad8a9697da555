"""Roles and governance: who answers for what, and until when."""

from datetime import timedelta

from bot.services import terms
from handlers.kit.feature import Feature, Job, Noun
from handlers.roles import home, letters, listeners, messages, register

feature = Feature(
    name="roles",
    nouns={
        "roles": Noun(
            listeners.command,
            description="Who holds which role until when, and who answers for what",
            examples=(
                ("roles", "the register: roles, holders, terms"),
                ("roles matrix", "areas of work, with who is accountable, responsible, consulted, informed"),
                ("roles who data", "who is responsible for something"),
                ("roles gaps", "what is missing"),
                ("roles assign co-chair @dana until:2028-02-28", "give a role (coordinators, leads)"),
                ("roles end co-chair @dana", "end a term"),
                ("roles add co-chair Steering co-chair", "add a role (coordinators)"),
                (
                    "roles set data A org:health-dept @marcus",
                    "set a letter; none takes it away (coordinators)",
                ),
                ("roles area add Volunteer training", "add an area of work (coordinators)"),
                ("roles remove co-chair", "take a role or an area out (coordinators)"),
                ("roles confirm", "the register is right (coordinators)"),
            ),
            aliases=("governance", "raci", "matrix", "responsibilities"),
        ),
        "who": Noun(
            listeners.who,
            description="Who is responsible for something",
            examples=(("who data", "the organisation and the person to ask"),),
            aliases=("whois",),
        ),
    },
    phrases=dict.fromkeys(
        (
            *("who is responsible for", "who is accountable for", "who answers for", "whose job is"),
            *("who do i ask about", "whom do i ask about", "who's", "who’s"),
        ),
        listeners.who,
    ),
    actions={
        "roles.register": listeners.turn,
        "roles.matrix": letters.turn,
        "roles.gaps": listeners.gaps,
        "roles.ask": listeners.open_ask,
        "roles.confirm": listeners.confirm,
        "roles.add": register.open_add,
        "roles.assign": register.open_assign,
        "roles.end": register.open_end,
        "roles.remove": register.open_remove,
        "roles.area": letters.open_area,
        "roles.letter": letters.open_letter,
        "roles.take": letters.take,
        "roles.help": letters.help_out,
    },
    forms={
        "roles.ask": listeners.asked,
        "roles.add": register.add,
        "roles.assign": register.assign,
        "roles.end": register.end,
        "roles.remove": register.remove,
        "roles.area": letters.area,
        "roles.letter": letters.letter,
    },
    renderers={
        "roles.assigned": messages.assigned,
        "roles.term_ends": messages.term_ends,
        "roles.term_over": messages.term_over,
        "roles.confirm": messages.confirm,
        "roles.gaps": messages.gaps,
    },
    stoppable={
        "roles.term_ends": "word of terms that end soon",
        "roles.gaps": "the monthly list of gaps in the register",
    },
    jobs=(Job("roles.terms", timedelta(hours=1), terms.due),),
    home=home.section,
    next_step=home.next_step,
)
