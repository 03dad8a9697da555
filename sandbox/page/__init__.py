"""The page of the workspace in a browser. It needs the packages of the `sandbox` extra."""

from sandbox.page.app import mount

__all__ = ["mount"]
