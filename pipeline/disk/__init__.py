"""Files written whole, locks held, and what the disk says when it will not: what every part that writes builds on."""
