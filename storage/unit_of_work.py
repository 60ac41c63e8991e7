"""The unit of work: one transaction, with the repositories that read and write in it."""

from sqlalchemy.engine import Connection

from storage.actions.repository import Actions
from storage.board.figures import BoardFigures
from storage.board.tallies import Tallies
from storage.confidentiality.masks import Masks
from storage.contributions.comments import Comments
from storage.contributions.hearing import Hearing
from storage.contributions.questions import Questions
from storage.contributions.repository import Contributions
from storage.exchange.repository import Exchange
from storage.ideas.library import Library
from storage.ideas.news import News
from storage.inbound import Inbound
from storage.inquiry.repository import Inquiries
from storage.journal import Journal
from storage.organisations import Organisations
from storage.outbox import Outbox
from storage.pace import Pace
from storage.people import People
from storage.requests.repository import Requests
from storage.rhythms import Rhythms
from storage.rights.repository import Rights
from storage.runs import Runs
from storage.sends import Sends
from storage.sites import Sites
from storage.spent_links import SpentLinks
from storage.steering import SteeringSettings
from storage.survey.repository import Survey
from storage.teams import Teams
from storage.themes.repository import Themes
from storage.themes.similar import SimilarIrritants
from storage.week.flashes import Flashes
from storage.week.prompts import Prompts


class UnitOfWork:
    """What one piece of work may read and change; leaving by an exception undoes it all."""

    def __init__(self, connection: Connection) -> None:  # noqa: PLR0915 -- a repository a line
        self.journal = Journal(connection)
        self.actions = Actions(connection)
        self.board = BoardFigures(connection)
        self.comments = Comments(connection)
        self.contributions = Contributions(connection, self.journal)
        self.exchange = Exchange(connection)
        self.flashes = Flashes(connection)
        self.hearing = Hearing(connection)
        self.inbound = Inbound(connection)
        self.inquiries = Inquiries(connection)
        self.library = Library(connection)
        self.masks = Masks(connection)
        self.news = News(connection)
        self.organisations = Organisations(connection)
        self.outbox = Outbox(connection, self.journal)
        self.pace = Pace(connection)
        self.people = People(connection)
        self.prompts = Prompts(connection)
        self.questions = Questions(connection)
        self.requests = Requests(connection)
        self.rhythms = Rhythms(connection)
        self.rights = Rights(connection, self.journal)
        self.runs = Runs(connection)
        self.sends = Sends(connection)
        self.similar = SimilarIrritants(connection)
        self.sites = Sites(connection)
        self.spent_links = SpentLinks(connection)
        self.steering = SteeringSettings(connection)
        self.survey = Survey(connection)
        self.tallies = Tallies(connection)
        self.teams = Teams(connection)
        self.themes = Themes(connection)
