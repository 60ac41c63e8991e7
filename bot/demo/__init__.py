"""An invented Mission Locale with two years behind it, to show what the product does.

Nobody in it exists. Everything is kept through the use cases, at the moments at which people would
have done it, so that the demonstration cannot show what the product does not do.
"""
