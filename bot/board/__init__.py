"""The board’s page: one page of figures that a board reads in a minute."""
