"""What the sandbox refuses."""

from sandbox.shapes import Json


class RefusedError(Exception):
    """A Web API call is refused with one of Slack's error names.

    `extra` goes into the answer beside `error`, such as `needed` and `provided` of `missing_scope`.
    """

    def __init__(self, code: str, **extra: object) -> None:
        super().__init__(code)
        self.code = code
        self.extra: Json = extra

    @classmethod
    def with_messages(cls, code: str, messages: list[str]) -> "RefusedError":
        """Return a refusal that explains itself in `response_metadata.messages`, as Slack's does."""
        return cls(code, response_metadata={"messages": messages})
