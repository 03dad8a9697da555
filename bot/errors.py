"""The only errors that a person may see."""


class RuleError(Exception):
    """Something that the alliance's rules refuse, in a sentence that says what to do instead.

    `field` names the form field that the sentence belongs to, where there is one.
    """

    def __init__(self, sentence: str, *, field: str | None = None) -> None:
        """Keep the sentence, and the field that it is shown beside."""
        super().__init__(sentence)
        self.sentence = sentence
        self.field = field


class OutsiderError(RuleError):
    """What somebody asked for who does not take part: not let in yet, or no longer a member."""


class UnknownPeopleError(Exception):
    """A use case met Slack users whom the alliance does not know yet.

    The edge asks Slack who they are, stores them, and runs the use case again.
    """

    def __init__(self, user_ids: tuple[str, ...]) -> None:
        """Keep the Slack user ids that nobody knows."""
        super().__init__(f"{len(user_ids)} unknown")
        self.user_ids = user_ids


class AlreadyHandledError(Exception):
    """Raised for a delivery that was handled before: Slack sent it again, or somebody pressed twice."""
