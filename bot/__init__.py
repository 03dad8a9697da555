"""The application: rules, services, and the one place that wires them."""
