"""Names: found where a young person is meant, and not where nobody is."""

import pytest

from domain.confidentiality import Screen, examine
from tests.confidentiality.finding import STAFF, found_in


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
    assert found_in(text, STAFF) == [("person", said)]
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
    assert found_in(text, STAFF) == [("person", name) for name in said]
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
    assert found_in(text, STAFF) == []


def test_only_the_very_person_is_staff() -> None:
    assert found_in("Sandrine a reçu Sandrine Weber", STAFF) == [("person", "Sandrine Weber")]
    assert found_in("Sandrine a reçu Mehdi Keller", STAFF) == [("person", "Mehdi Keller")]


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
    assert [found for _, found in found_in(text)] == said


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
