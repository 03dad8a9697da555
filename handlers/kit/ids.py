"""Action and callback ids: `kudos.give`, `kudos.undo:42`."""


def build(route: str, argument: object = None) -> str:
    """Return the id of a route, with the argument that the route needs to know."""
    return route if argument is None else f"{route}:{argument}"


def parse(identifier: str) -> tuple[str, str]:
    """Return the route and the argument (empty where there is none) of an id."""
    route, _, argument = identifier.partition(":")
    return route, argument
