"""What else tells who somebody is: numbers, addresses, a birth, health, a record."""

import pytest

from domain.confidentiality import examine
from tests.confidentiality.finding import STAFF, found_in


@pytest.mark.parametrize(
    "number",
    [
        "06 39 98 12 34", "0639981234", "06.39.98.12.34", "06-39-98-12-34", "+33639981234",
        "+33 6 39 98 12 34", "+33 (0)6 39 98 12 34", "0033639981234", "01 99 00 12 34",
        "+999 612 34 56 78",
    ],
)  # fmt: skip
def test_a_telephone_number_is_found_however_it_is_written(number: str) -> None:
    assert found_in(f"rappeler le {number} demain") == [("phone", number)]
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
    assert found_in(text) == []


@pytest.mark.parametrize(
    "number",
    [
        "1 05 03 00 123 000 40", "105030012300040", "2 06 12 2A 004 000 38",
        "2 07 01 2b 033 000 37",
    ],
)  # fmt: skip
def test_a_social_security_number_is_known_by_its_key(number: str) -> None:
    assert found_in(f"refusé : {number}") == [("nir", number)]
    wrong = number[:-2] + "98"
    assert found_in(f"refusé : {wrong}") == []
    assert found_in(f"n° de sécu {wrong}") == [("nir", wrong)]


def test_a_social_security_number_without_key_needs_to_be_told() -> None:
    assert found_in("NIR 1050300123000") == [("nir", "1050300123000")]
    assert found_in("lot 1050300123000") == []


@pytest.mark.parametrize(
    ("text", "address"),
    [
        ("écrire à kevin.muller@example.org", "kevin.muller@example.org"),
        ("ines.b2004@example.org revient", "ines.b2004@example.org"),
        ("mehdi.keller@example.org", "mehdi.keller@example.org"),
    ],
)
def test_an_email_is_found(text: str, address: str) -> None:
    assert found_in(text, STAFF) == [("email", address)]


@pytest.mark.parametrize(
    "address",
    [
        "contact@example.org", "accueil.haguenau@example.org", "info@example.org",
        "sandrine.keller@example.org", "s.keller@example.org", "skeller@example.org",
        "j.petit@caf.example.org",
    ],
)  # fmt: skip
def test_an_email_of_staff_or_of_a_service_is_not(address: str) -> None:
    assert found_in(f"écrire à {address}", STAFF) == []


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
    assert found_in(text) == [("birthdate", said)]


def test_a_date_or_an_age_beside_a_name_is_of_birth() -> None:
    assert ("birthdate", "12/09/2005") in found_in("Mattéo Ricci 12/09/2005 : en double")
    assert found_in("Inès, 18 ans, cherche") == [("person", "Inès"), ("birthdate", "18 ans")]
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
    assert found_in(text) == []


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
    assert found_in(text) == [("address", said)]


@pytest.mark.parametrize(
    "text",
    [
        "l'antenne est rue de la Gare", "rue de la gare c'est en travaux",
        "l'antenne déménage au 12 rue du Port", "réunion à la mairie, 1 place de l'Hôtel de Ville",
        "1 place pour l'atelier", "12 places de parking", "3 cours de français",
    ],
)  # fmt: skip
def test_an_office_is_nobodys_home(text: str) -> None:
    assert found_in(text) == []


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
    assert ("health", said) in found_in(text)
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
    assert found_in(text, STAFF) == []


@pytest.mark.parametrize(
    "url",
    [
        "https://imilo.example.org/dossier/123456", "https://x.example.org/beneficiaire?id=44321",
        "https://i-milo.example.org/app/#/individu/99812",
        "https://x.example.org/fiche.php?num_dossier=AB1209", "imilo.example.org/dossier/123456",
    ],
)  # fmt: skip
def test_a_link_to_a_record_is_found(url: str) -> None:
    assert found_in(f"voir {url}.") == [("url_with_id", url)]


@pytest.mark.parametrize(
    "url",
    [
        "https://www.example.org/dispositifs/cej", "https://www.example.org/actus/2026/11/24",
        "https://emploi.example.org/offres/1839201", "https://forms.example.org/r/h4Kd92",
        "https://video.example.org/watch?v=Zk3s", "https://www.example.org/dossier/guide-2026", "https://www.example.org/kevin/0639981234",
    ],
)  # fmt: skip
def test_an_ordinary_link_is_not(url: str) -> None:
    assert found_in(f"voir {url}") == []


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
    assert found_in(text) == [("url_with_id", number)]


@pytest.mark.parametrize(
    "text",
    ["fiche AC-2026-0042", "facture n° 2026-0457", "ticket 458812 ouvert", "dossier FSE 2024-2027",
     "dossiers 2025", "badge n° 4471", "un dossier de 15000 euros"],
)  # fmt: skip
def test_other_numbers_are_nobodys(text: str) -> None:
    assert found_in(text) == []
