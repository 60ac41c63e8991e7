"""What themes know of people: how many say each; removing a name makes nobody more."""

from storage.holdings import UNTOLD, Holding, leave
from storage.themes.counting import as_many_people

HOLDINGS = (Holding(UNTOLD, (), leave, watch=as_many_people),)
