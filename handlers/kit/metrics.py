"""What is counted, for Prometheus. Labels are names from the code, never from people."""

from prometheus_client import Counter, Gauge, Histogram

requests = Counter("alliance_requests", "Requests from Slack, by route and result", ["route", "result"])
handling = Histogram(
    "alliance_handling_seconds",
    "Time from a request to its answer",
    buckets=(0.002, 0.005, 0.01, 0.025, 0.05, 0.1, 0.25, 0.5, 1, 2, 3, 10),
)
notices = Counter("alliance_notices", "Notices that left the outbox, by kind and result", ["kind", "result"])
outbox = Gauge("alliance_outbox_notices", "Notices in the outbox, by state; done ones for 90 days", ["state"])
delivery_delay = Histogram(
    "alliance_delivery_seconds",
    "Time from a change to the message that tells of it",
    buckets=(0.05, 0.1, 0.25, 0.5, 1, 2, 5, 15, 60, 300, 1800),
)
