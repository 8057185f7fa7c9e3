"""Messages to people outside the app: by mail, Slack or Teams, as an operator has set them."""
