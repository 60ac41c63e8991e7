"""What it is about: words to search for, tags, engagements."""

from datetime import date

from domain.inquiry import Inquiry, Order, Period
from domain.kinds import Kind
from tests.inquiry.phrasings.town import LAST_WEEK, OCTOBER, Meant

K = Kind

TOPICS: list[Meant] = [
    (
        Inquiry(kinds=(K.BEST_PRACTICE,), tags=("CEJ",)),
        [
            "bonnes pratiques sur le CEJ",
            "bones pratiques sur le cej",
            "tu as des bonnes pratiques sur le CEJ ?",
        ],
    ),
    (Inquiry(engagement=5), ["engagement 5", "engagement n°5"]),
    (
        Inquiry(kinds=(K.IRRITANT,), engagement=1),
        ["irritants sur l'accueil téléphonique", "irritants engagement 1"],
    ),
    (Inquiry(tags=("CEJ",)), ["tag CEJ", "idées #CEJ"]),
    (
        Inquiry(text="badge", order=Order.RANK),
        ["cherche badge", "chercher badge", "cherches badge", "idées avec le mot badge"],
    ),
    (Inquiry(text="salle 2", order=Order.RANK), ["recherche salle 2", 'recherche "salle 2"']),
    (
        Inquiry(text="parking", order=Order.RANK),
        ["y a-t-il des idées sur le parking ?", "est-ce qu'on a des idées sur le parking ?"],
    ),
    (
        Inquiry(kinds=(K.IRRITANT,), text="imprimante", order=Order.RANK),
        [
            "les irritants qui parlent de l'imprimante",
            "irritants imprimante",
            "Où en sont les irritants sur l'imprimante ?",
        ],
    ),
    (
        Inquiry(text="salle d'attente", order=Order.RANK),
        ["trouve les idées sur la salle d'attente"],
    ),
    (Inquiry(text="forum", order=Order.RANK), ["retours sur le forum"]),
    (Inquiry(engagement=3), ["l'engagement 3"]),
    (
        Inquiry(kinds=(K.IRRITANT,), period=Period(date(2026, 11, 23)), tags=("I-Milo",)),
        ["irritants imilo depuis lundi"],
    ),
    (Inquiry(kinds=(K.IRRITANT,), tags=("CEJ",)), ["les irritants du CEJ"]),
    (
        Inquiry(kinds=(K.SUGGESTION,), text="horaires d'ouverture de l'accueil", order=Order.RANK),
        ["suggestions sur les horaires d'ouverture de l'accueil"],
    ),
    (
        Inquiry(text="QR code", order=Order.RANK),
        ["recherche QR code", "où en est l'idée du QR code ?"],
    ),
    (Inquiry(text="parking et le badge", order=Order.RANK), ["idées sur le parking et le badge"]),
    (
        Inquiry(kinds=(K.SUGGESTION,), text="horaires", order=Order.RANK),
        ["suggestions concernant les horaires"],
    ),
    (
        Inquiry(kinds=(K.IRRITANT,), text="téléphone", order=Order.RANK),
        ["irritants à propos du téléphone"],
    ),
    (
        Inquiry(kinds=(K.BEST_PRACTICE,), text="employeurs", order=Order.RANK),
        ["bonnes pratiques avec les employeurs"],
    ),
    (Inquiry(engagement=8), ["idées sur la confidentialité des échanges"]),
    (Inquiry(period=OCTOBER, tags=("I-Milo",)), ["tag I-Milo en octobre"]),
    (Inquiry(tags=("accueil",)), ["#accueil"]),
    (
        Inquiry(kinds=(K.IRRITANT,), sites=(5,), tags=("CEJ",)),
        ["irritants avec le tag CEJ à Saverne"],
    ),
    (Inquiry(sites=(3,), engagement=3), ["idées sur l'engagement 3 à Haguenau"]),
    (Inquiry(text="imprimante accueil", order=Order.RANK), ["recherche imprimante accueil"]),
    (
        Inquiry(kinds=(K.BEST_PRACTICE,), text="logement", order=Order.RANK),
        ["cherche les bonnes pratiques sur le logement"],
    ),
    (
        Inquiry(kinds=(K.BEST_PRACTICE,), sites=(3,), tags=("CEJ",)),
        ["quelles sont les bonnes pratiques CEJ à Haguenau ?"],
    ),
    (
        Inquiry(sites=(3,), period=LAST_WEEK, text="parking", order=Order.RANK),
        ["idées de la semaine dernière à haguenau sur le parking"],
    ),
    (
        Inquiry(kinds=(K.IRRITANT,), tags=("I-Milo",)),
        ["est-ce qu'il y a des irritants sur I-Milo ?"],
    ),
    (
        Inquiry(text="mettre des casiers", order=Order.RANK),
        ["où en est l'idée de mettre des casiers ?"],
    ),
    (Inquiry(text="alternance", order=Order.RANK), ["trouve-moi quelque chose sur l'alternance"]),
    (Inquiry(text="imprimante", order=Order.RANK), ["cherche : imprimante"]),
    (
        Inquiry(kinds=(K.IRRITANT,), text="urgents", order=Order.RANK),
        ["montre les irritants urgents"],
    ),
    (Inquiry(text="logement", order=Order.RANK), ["je cherche les idées sur le logement"]),
    (
        Inquiry(kinds=(K.BEST_PRACTICE,), text="entretiens", order=Order.RANK),
        ["bonnes pratiques concernant les entretiens"],
    ),
    (Inquiry(text="tutorat", order=Order.RANK), ["recherche tutorat"]),
    (Inquiry(text="mode d'emploi", order=Order.RANK), ['rechercher "mode d\'emploi"']),
    (
        Inquiry(kinds=(K.IRRITANT,), text="badge", order=Order.RANK),
        ["chercher les irritants avec badge"],
    ),
]
