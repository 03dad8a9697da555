"""What the `alliance` command can do besides running the bot."""
