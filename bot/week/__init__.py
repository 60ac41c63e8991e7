"""The week: the three questions of Friday and the flash of Monday."""
