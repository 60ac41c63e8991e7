"""Every door of a bot driven at its limits, by the process that is measured."""
