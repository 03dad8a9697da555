"""Use cases: functions (unit, actor, …), each run inside one transaction."""
