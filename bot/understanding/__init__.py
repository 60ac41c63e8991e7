"""Understanding: what a message is, and of which parts it is made."""
