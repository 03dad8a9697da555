"""What the alliance agreed on: pure functions, enumerations, frozen values."""
