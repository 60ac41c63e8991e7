"""A young person who does not exist, with all that must be kept nowhere."""

SOMEBODY = "Kévin Muller"
PHONE = "06 39 98 12 34"
EMAIL = "kevin.muller@example.org"
NIR = "107030000000043"
"""Of a department and an order that do not exist; its key is valid."""

SAID = f"{SOMEBODY}, {PHONE}, {EMAIL}, sécu {NIR}, attend"
