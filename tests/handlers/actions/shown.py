"""Action items of every kind to show, the longest and oddest that can be stored included."""

from datetime import UTC, date, datetime

from hypothesis import strategies as st

from bot.rules.actions import ActionStatus
from bot.rules.kudos import MessageLink
from bot.rules.members import Party
from bot.services.actions_lists import Shown, Told
from bot.services.actions_shown import Change, Item
from handlers.kit.workspace import Workspace

HERE = Workspace("T1", "https://a.example/", "U0BOT", "alliance", "C0ALLIANCE", "sha-")
TODAY = date(2026, 3, 2)
NOW = datetime(2026, 3, 2, 15, 0, tzinfo=UTC)


def _long(most: int) -> st.SearchStrategy[str]:
    return st.sampled_from(["Book the hall", "<!channel>", "&" * most, "*" * most, "x" * most])


def _text(most: int) -> st.SearchStrategy[str]:
    return _long(most) | st.just("a\n" * (most // 2 - 1) + "b")


people = st.builds(
    Party,
    name=_long(200),
    user_id=st.none() | st.just("U0ANA00000"),
    organization=st.none() | _long(120),
)
days = st.dates(date(2024, 1, 1), date(2028, 12, 31))
items = st.builds(
    Item,
    id=st.integers(1, 10**9),
    title=_long(150),
    notes=st.none() | _text(3000),
    status=st.sampled_from(ActionStatus),
    owner=people,
    creator=people,
    pending=st.none() | people,
    helpers=st.lists(people, max_size=20).map(tuple),
    group=st.none() | _long(120),
    group_slug=st.none(),
    due_on=st.none() | days,
    snoozed_until=st.none() | days,
    blocked_reason=st.none() | _text(1000),
    blocked_help=st.none() | _text(1000),
    moved_count=st.integers(0, 9),
    repeat_days=st.none() | st.integers(1, 366),
    follows_id=st.none(),
    message=st.none() | st.just(MessageLink("C0ALLIANCE", "1772463870.000100")),
    closed_by=st.none() | people,
    closed_on=st.none() | days,
    today=st.just(TODAY),
    may_work=st.booleans(),
    may_lead=st.booleans(),
    is_mine=st.booleans(),
    is_offered=st.booleans(),
    is_closed_by_reader=st.booleans(),
)
changes = st.builds(
    Change,
    id=st.integers(1, 10**9),
    at=st.just(NOW),
    who=st.none() | people,
    verb=st.sampled_from(["added", "offered", "moved", "snoozed", "blocked", "repeated", "odd"]),
    note=st.none() | _text(1000),
    facts=st.sampled_from([{}, {"due": "2026-03-09"}, {"due": None}, {"until": "2026-03-09"}, {"after": 7}]),
    to=st.none() | people,
)
shown = st.builds(
    Shown, item=items, changes=st.lists(changes, max_size=30), follow_ups=st.lists(items, max_size=3)
)
told = st.builds(Told, item=items, change=changes)
