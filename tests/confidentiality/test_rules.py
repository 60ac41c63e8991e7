"""What may identify a young person: found, and not found where nobody is meant."""

import time
import unicodedata
from itertools import pairwise

import pytest

from domain.confidentiality import Examined, Found, Screen, Span, examine, masked
from tests.corpus import confidential

STAFF = ("Sandrine Keller", "Jean-Marc Schmitt", "Fatima El Idrissi", "Inès", "Baumann")


def _found(text: str, roster: tuple[str, ...] = ()) -> list[tuple[str, str]]:
    return [(span.type.value, text[span.start : span.end]) for span in examine(text, roster).spans]


@pytest.mark.parametrize(
    ("text", "said"),
    [
        ("Kévin Muller attend toujours sa carte", "Kévin Muller"),
        ("kevin muller attend toujours sa carte", "kevin muller"),
        ("MULLER Kévin en double", "MULLER Kévin"),
        ("dossier Traoré Moussa", "Traoré Moussa"),
        ("Kévin M. n'est pas venu", "Kévin M."),
        ("RDV K. Muller annulé", "K. Muller"),
        ("M. Muller a attendu", "Muller"),
        ("mme haddouche a attendu", "haddouche"),
        ("le jeune Tchekpo a dormi dehors", "Tchekpo"),
        ("le jeune S.B. est exclu", "S.B."),
        ("appel de N'Deye Fall", "N'Deye Fall"),
        ("le CV de Maria Da Silva", "Maria Da Silva"),
        ("Pierre Sanchez attend", "Pierre Sanchez"),
        ("Kone F. a appelé", "Kone F."),
        ("RAYAN BENALI ATTEND SA CARTE", "RAYAN BENALI"),
        ("Tchekpo Traoré a signé", "Tchekpo Traoré"),
        ("NGUYEN Thi Lan en double", "NGUYEN Thi Lan"),
        ("@Sandrine Keller Rudy Hector attend", "Rudy Hector"),
        ("On a reçu Anastasiia Kovalenko", "Anastasiia Kovalenko"),
    ],
)
def test_a_full_name_is_firm(text: str, said: str) -> None:
    assert _found(text, STAFF) == [("person", said)]
    assert examine(text, STAFF).firm


@pytest.mark.parametrize(
    ("text", "said"),
    [
        ("Dylan est passé", ["Dylan"]),
        ("dylan est passé", ["dylan"]),
        ("une jeune, Sarah, m'a dit que non", ["Sarah"]),
        ("Rose attend depuis 9h", ["Rose"]),
        ("avec Claire on a refait le CV", ["Claire"]),
        ("la photo de Jade est en ligne", ["Jade"]),
        ("jordan a pas pu venir", ["jordan"]),
        ("rappeler Marc demain", ["Marc"]),
        ("Sarah, Medhi, Jordan et Rose présents", ["Sarah", "Medhi", "Jordan", "Rose"]),
        ("Abdelmalik n'a pas sa carte", ["Abdelmalik"]),
        ("Chloé, Emma et Rose ont tenu le stand", ["Chloé", "Emma", "Rose"]),
        ("le conseiller de Mathis est absent", ["Mathis"]),
        ("le foyer de Mathis est complet", ["Mathis"]),
        ("la jeune Inès attend", ["Inès"]),
    ],
)
def test_a_first_name_alone_is_not_firm(text: str, said: list[str]) -> None:
    assert _found(text, STAFF) == [("person", name) for name in said]
    assert not examine(text, STAFF).firm


@pytest.mark.parametrize(
    "text",
    [
        # staff
        "Sandrine a une astuce", "sandrine keller aussi", "KELLER Sandrine", "Sandrine K. le sait",
        "Mme Keller et M. Baumann sont là", "jean marc a les clés", "ines est en congé",
        "voir Fatima El-Idrissi", "@Sandrine Keller tu regardes ?", "@Julie tu regardes ?",
        # who is spoken to
        "Bonjour Laurence, la voiture est libre ?", "Bravo Julien et Mathilde", "merci à Julie",
        "Samira, tu peux rappeler ?", "+1 Sarah",
        # partners
        "M. Klein, directeur du CFA, ouvre ses ateliers", "Mme Petit (CAF) vient jeudi",
        "Julie Bernard de France Travail vient", "notre contact à l'AFPA est David Simon",
        "la psychologue, Anne Collin, sera là", "ma collègue Amandine arrive lundi",
        "Léo de chez Manpower passe", "le bureau de Nadia est libre",
        # places, brands, the famous
        "lycée Jean Rostand", "salle Marie Curie", "la rue du Maréchal Foch est barrée",
        "stage chez Yves Rocher", "Saint-Denis, Haguenau et Nancy", "Florence c'est loin",
        "les jeunes de Lorraine", "la Saint-Valentin",
        # words and days
        "En Avril on ferme", "une réponse claire", "Victoire, ça marche !", "la rose des vents",
        "pierre angulaire", "prune ou vert ?", "10 max", "ben oui", "il faut juste le nom",
        "petite victoire du jour", "Marché de Noël d'Obernai", "le marc de café",
        # tools and institutions
        "I-Milo rame, Teams aussi", "Parcours CEJ et PMSMP", "la CAF, la CPAM et le GRETA",
        "URGENT PANNE SERVEUR DEPUIS 9H", "Mme la maire", "Monsieur le préfet",
        "Madame la Sous-Préfète", "un jeune m'a dit", "le jeune ne comprend pas",
    ],
)  # fmt: skip
def test_these_name_nobody(text: str) -> None:
    assert _found(text, STAFF) == []


def test_only_the_very_person_is_staff() -> None:
    assert _found("Sandrine a reçu Sandrine Weber", STAFF) == [("person", "Sandrine Weber")]
    assert _found("Sandrine a reçu Mehdi Keller", STAFF) == [("person", "Mehdi Keller")]


@pytest.mark.parametrize(
    "number",
    [
        "06 39 98 12 34", "0639981234", "06.39.98.12.34", "06-39-98-12-34", "+33639981234",
        "+33 6 39 98 12 34", "+33 (0)6 39 98 12 34", "0033639981234", "01 99 00 12 34",
        "+999 612 34 56 78",
    ],
)  # fmt: skip
def test_a_telephone_number_is_found_however_it_is_written(number: str) -> None:
    assert _found(f"rappeler le {number} demain") == [("phone", number)]
    assert examine(number).firm


@pytest.mark.parametrize(
    "text",
    [
        "40 secondes, 60 fiches, 1 245 dossiers", "en 2025 et 2026", "AC-2026-0042",
        "SIRET 732 829 320 00074", "siret 73282932000074", "SIREN 552100554",
        "le 115, le 3919 et le 3949", "standard : 03 53 01 12 12",
        "numéro de l'antenne : 03 53 01 12 12", "03 53 01 12 12 (accueil)",
        "numéro vert 0 800 00 00 00", "commande n° 0639981234", "code barre 3401597823456",
        "IBAN FR76 3000 4000 0312 3456 7890 143", "version 4.12.03.88", "0,6 ETP sur 2 ans",
    ],
)  # fmt: skip
def test_these_are_nobodys_number(text: str) -> None:
    assert _found(text) == []


@pytest.mark.parametrize(
    "number",
    [
        "1 05 03 00 123 000 40", "105030012300040", "2 06 12 2A 004 000 38",
        "2 07 01 2b 033 000 37",
    ],
)  # fmt: skip
def test_a_social_security_number_is_known_by_its_key(number: str) -> None:
    assert _found(f"refusé : {number}") == [("nir", number)]
    wrong = number[:-2] + "98"
    assert _found(f"refusé : {wrong}") == []
    assert _found(f"n° de sécu {wrong}") == [("nir", wrong)]


def test_a_social_security_number_without_key_needs_to_be_told() -> None:
    assert _found("NIR 1050300123000") == [("nir", "1050300123000")]
    assert _found("lot 1050300123000") == []


@pytest.mark.parametrize(
    ("text", "address"),
    [
        ("écrire à kevin.muller@example.org", "kevin.muller@example.org"),
        ("ines.b2004@example.org revient", "ines.b2004@example.org"),
        ("mehdi.keller@example.org", "mehdi.keller@example.org"),
    ],
)
def test_an_email_is_found(text: str, address: str) -> None:
    assert _found(text, STAFF) == [("email", address)]


@pytest.mark.parametrize(
    "address",
    [
        "contact@example.org", "accueil.haguenau@example.org", "info@example.org",
        "sandrine.keller@example.org", "s.keller@example.org", "skeller@example.org",
        "j.petit@caf.example.org",
    ],
)  # fmt: skip
def test_an_email_of_staff_or_of_a_service_is_not(address: str) -> None:
    assert _found(f"écrire à {address}", STAFF) == []


@pytest.mark.parametrize(
    ("text", "said"),
    [
        ("né le 12/03/2006 à Oran", "12/03/2006"),
        ("nee le 5.6.06", "5.6.06"),
        ("née le 3 mars 2005", "3 mars 2005"),
        ("DDN : 2004-09-03", "2004-09-03"),
        ("date de naissance 17-08-2004", "17-08-2004"),
    ],
)
def test_a_date_of_birth_is_found(text: str, said: str) -> None:
    assert _found(text) == [("birthdate", said)]


def test_a_date_or_an_age_beside_a_name_is_of_birth() -> None:
    assert ("birthdate", "12/09/2005") in _found("Mattéo Ricci 12/09/2005 : en double")
    assert _found("Inès, 18 ans, cherche") == [("person", "Inès"), ("birthdate", "18 ans")]
    assert examine("Inès, 18 ans, cherche").firm


@pytest.mark.parametrize(
    "text",
    [
        "réunion du 12/12/2026", "le 3 mars 2027", "stats du 01/01/2026 au 30/09/2026",
        "les 16-25 ans", "un jeune de 17 ans ne signe pas seul", "bail signé le 01/09/2004",
        "né d'une idée de l'équipe", "la mission locale fête ses 30 ans",
    ],
)  # fmt: skip
def test_these_are_no_dates_of_birth(text: str) -> None:
    assert _found(text) == []


@pytest.mark.parametrize(
    ("text", "said"),
    [
        ("elle vit au 12 rue des Lilas 67500 Haguenau", "12 rue des Lilas 67500 Haguenau"),
        ("12 rue des lilas 67500 haguenau", "12 rue des lilas 67500 haguenau"),
        ("il loge 45 bd de Nancy", "45 bd de Nancy"),
        ("courrier 3 bis avenue Jean Jaurès, 67100 Strasbourg revenu",
         "3 bis avenue Jean Jaurès, 67100 Strasbourg"),
        ("elle habite rue des Alouettes à Haguenau", "rue des Alouettes à Haguenau"),
    ],
)  # fmt: skip
def test_where_somebody_lives_is_found(text: str, said: str) -> None:
    assert _found(text) == [("address", said)]


@pytest.mark.parametrize(
    "text",
    [
        "l'antenne est rue de la Gare", "rue de la gare c'est en travaux",
        "l'antenne déménage au 12 rue du Port", "réunion à la mairie, 1 place de l'Hôtel de Ville",
        "1 place pour l'atelier", "12 places de parking", "3 cours de français",
    ],
)  # fmt: skip
def test_an_office_is_nobodys_home(text: str) -> None:
    assert _found(text) == []


@pytest.mark.parametrize(
    ("text", "said"),
    [
        ("Kévin est dépressif", "dépressif"),
        ("sa bipolarité inquiète", "bipolarité"),
        ("la RQTH de Mme Diallo", "RQTH"),
        ("elle est enceinte de 7 mois", "enceinte"),
        ("Bryan suit un traitement", "traitement"),
        ("une maladie de Crohn pour Sarah Petit", "maladie de Crohn"),
        ("depuis son hospitalisation", "hospitalisation"),
    ],
)
def test_health_told_of_somebody_is_found(text: str, said: str) -> None:
    assert ("health", said) in _found(text)
    assert examine(text).firm


@pytest.mark.parametrize(
    "text",
    [
        "la santé mentale des jeunes", "la RQTH reste un mystère", "atelier addictions le 12",
        "quand un jeune est dépressif on fait quoi ?", "Sandrine est enceinte",
        "ma collègue est hospitalisée", "il y a une formation addiction",
        "son traitement est long",
        "la place handicapé est prise", "mon écran HP est mort",
    ],
)  # fmt: skip
def test_health_in_general_is_nobodys(text: str) -> None:
    assert _found(text, STAFF) == []


@pytest.mark.parametrize(
    "url",
    [
        "https://imilo.example.org/dossier/123456", "https://x.example.org/beneficiaire?id=44321",
        "https://i-milo.example.org/app/#/individu/99812",
        "https://x.example.org/fiche.php?num_dossier=AB1209", "imilo.example.org/dossier/123456",
    ],
)  # fmt: skip
def test_a_link_to_a_record_is_found(url: str) -> None:
    assert _found(f"voir {url}.") == [("url_with_id", url)]


@pytest.mark.parametrize(
    "url",
    [
        "https://www.example.org/dispositifs/cej", "https://www.example.org/actus/2026/11/24",
        "https://emploi.example.org/offres/1839201", "https://forms.example.org/r/h4Kd92",
        "https://video.example.org/watch?v=Zk3s", "https://www.example.org/dossier/guide-2026", "https://www.example.org/kevin/0639981234",
    ],
)  # fmt: skip
def test_an_ordinary_link_is_not(url: str) -> None:
    assert _found(f"voir {url}") == []


@pytest.mark.parametrize(
    ("text", "number"),
    [
        ("dossier I-Milo n° 123456 bloqué", "123456"),
        ("N° I-Milo 5512087 en double", "5512087"),
        ("numéro allocataire 1234098", "1234098"),
        ("la fiche 445120 ne s'ouvre pas", "445120"),
    ],
)
def test_the_number_of_a_record_is_somebodys(text: str, number: str) -> None:
    assert _found(text) == [("url_with_id", number)]


@pytest.mark.parametrize(
    "text",
    ["fiche AC-2026-0042", "facture n° 2026-0457", "ticket 458812 ouvert", "dossier FSE 2024-2027",
     "dossiers 2025", "badge n° 4471", "un dossier de 15000 euros"],
)  # fmt: skip
def test_other_numbers_are_nobodys(text: str) -> None:
    assert _found(text) == []


@pytest.mark.parametrize(
    ("text", "said"),
    [
        ("cette jeune souffre d'anorexie", ["anorexie"]),
        ("ce jeune (épileptique) part en chantier", ["épileptique"]),
        ("suivi d'Anaëlle : sortie d'hospitalisation", ["Anaëlle", "hospitalisation"]),
        ("elle est née le quatre mai 2008", ["quatre mai 2008"]),
        ("le standard a appelé Kévin Muller, 06 39 98 12 34", ["Kévin Muller", "06 39 98 12 34"]),
        ("coucou lucas est pas là", ["lucas"]),
        ("coucou lucas à midi ?", []),
        ("le fournisseur s'appelle Bruneau", []),
        ("je m'appelle Inès et je suis conseillère", []),
        ("Grâce à la fiche navette", []),
        ("la RQTH d'un jeune en général", []),
    ],
)
def test_the_words_around_decide(text: str, said: list[str]) -> None:
    assert [found for _, found in _found(text)] == said


def test_masking_leaves_the_rest_as_it_was() -> None:
    text = "Kévin Muller (06 39 98 12 34) attend."

    assert masked(text, examine(text).spans) == "███ (███) attend."
    assert masked(text, ()) == text
    touching = (Span(6, 12, Found.PERSON), Span(0, 6, Found.PERSON))
    assert masked(text, touching) == "███ (06 39 98 12 34) attend."


def test_places_are_those_of_the_text_as_it_was_given() -> None:
    text = unicodedata.normalize("NFD", "Élève : Zoé Lefèvre, né le 12/03/2006")

    found = _found(text)

    assert [unicodedata.normalize("NFC", said) for _, said in found] == [
        "Zoé Lefèvre",
        "12/03/2006",
    ]


@pytest.mark.parametrize("text", ["", " ", "?!", "🙂🙂", "\n\n", "@", "A", "M.", "le jeune", "K."])
def test_next_to_nothing_holds_nothing(text: str) -> None:
    assert examine(text) == Examined()


def test_spans_are_in_order_and_apart() -> None:
    for message in (*confidential.learn(), *confidential.kept_apart()):
        spans = examine(message.text, message.roster).spans
        assert all(one.end <= other.start for one, other in pairwise(spans))
        assert all(message.text[span.start : span.end].strip() for span in spans)


def test_the_labels_touch_words_and_the_parts_share_nothing() -> None:
    learned, apart = confidential.learn(), confidential.kept_apart()

    assert not {message.text for message in learned} & {message.text for message in apart}
    for message in (*learned, *apart):
        for span in message.spans:
            said = message.text[span.start : span.end]
            assert said
            assert said == said.strip()


def test_the_part_kept_apart_is_read_well() -> None:
    found = confidential.figures(confidential.kept_apart())

    assert found.recall >= 0.97
    assert found.false_warnings <= 0.06
    assert all(touched >= 0.9 * labelled for labelled, touched, _, _ in found.types.values())


def test_a_message_is_read_quickly() -> None:
    messages = confidential.learn()
    examine(messages[0].text)
    spent = []
    for message in messages:
        began = time.perf_counter()
        examine(message.text, message.roster)
        spent.append(time.perf_counter() - began)

    assert sorted(spent)[len(spent) // 2] < 0.002


def test_a_long_text_takes_no_forever() -> None:
    began = time.perf_counter()
    for text in ("a " * 5000, "1 " * 5000, "Kévin " * 1500, "12 rue " * 1500, "/dossier" * 1200):
        examine(text)

    assert time.perf_counter() - began < 5


@pytest.mark.parametrize(
    ("said", "kept"),
    [
        (
            "Trop d’attente à l’accueil, Kévin Muller a attendu",
            "Trop d’attente à l’accueil, ███ a attendu",
        ),
        ("Le conseiller Kévin Muller m’a aidé", "Le conseiller ███ m’a aidé"),
        ("Merci à Nadia !", "Merci à ███ !"),
        ("Je m’appelle Djidenko et j’attends", "Je m’appelle ███ et j’attends"),
        ("Madame Petit de la CAF", "Madame ███ de la CAF"),
        ("Le lycée Jean Rostand est loin", "Le lycée Jean Rostand est loin"),
        ("Personne ne m’a dit bonjour. Pas de place assise !",) * 2,
        ("La Mission Locale de Haguenau, c’est top, le CEJ aussi",) * 2,
    ],
)
def test_what_is_written_from_outside_names_nobody(said: str, kept: str) -> None:
    assert Screen(staff=["Nadia Benali"]).clean_of_stranger(said) == kept
