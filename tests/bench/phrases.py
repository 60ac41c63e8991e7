"""What the staff of a Mission Locale write about, in parts that make a sentence; for a decade."""

from domain.contributions.contribution import Status
from domain.kinds import Kind

SUBJECTS = {
    Kind.IRRITANT: (
        "I-Milo rame",
        "l’imprimante bloque encore",
        "le badge ne s’ouvre plus",
        "la salle de réunion est déjà prise",
        "le scanner mange les justificatifs",
        "le téléphone coupe pendant l’entretien",
        "la connexion tombe",
        "le chauffage est en panne",
        "les dossiers CEJ reviennent incomplets",
        "le planning change sans prévenir",
        "les rendez-vous ne sont pas confirmés",
        "le formulaire perd la saisie",
        "la file d’attente déborde",
        "les mots de passe expirent tous ensemble",
        "la convention PMSMP tarde",
        "le véhicule de service n’est pas rendu",
        "les fiches de liaison s’égarent",
        "l’affichage des offres est périmé",
        "le code du photocopieur est inconnu",
        "les allocations arrivent en retard",
    ),
    Kind.BEST_PRACTICE: (
        "j’appelle les jeunes la veille",
        "un modèle de courriel tout prêt",
        "une réunion debout de dix minutes",
        "la liste des pièces envoyée par SMS",
        "un binôme pour les visites d’entreprise",
        "un café des employeurs chaque mois",
        "une simulation d’entretien filmée",
        "un tableau partagé des relances",
        "un livret d’accueil illustré",
        "l’atelier mobilité avec le garage solidaire",
        "un parrainage entre anciens et nouveaux",
        "la permanence du samedi matin",
    ),
    Kind.SUGGESTION: (
        "un QR code pour donner son avis",
        "un agenda commun des salles",
        "une boîte à livres dans le hall",
        "des créneaux sans rendez-vous",
        "une formation courte aux logiciels",
        "un second écran pour les conseillers",
        "un numéro unique pour les partenaires",
        "la signature électronique des contrats",
        "un guide des aides au logement",
        "des casques pour les entretiens à distance",
        "un garage à vélos couvert",
        "une carte des transports à jour",
        "une enquête de satisfaction plus courte",
        "un atelier budget avec la banque",
        "des bacs de tri dans la cuisine",
        "un affichage en plusieurs langues",
        "une newsletter pour les entreprises",
        "un tutoriel vidéo pour l’inscription",
    ),
}
PLACES = (
    "à l’accueil",
    "au premier étage",
    "dans le bureau du fond",
    "pendant les ateliers",
    "avec les partenaires",
    "pour le Contrat d’Engagement Jeune",
    "lors des informations collectives",
    "au moment de la clôture mensuelle",
    "chez les employeurs",
    "pour les jeunes mineurs",
    "en quartier prioritaire",
    "à la cité scolaire",
    "pour les demandes de garantie",
    "avec la région",
    "en zone rurale",
    "au service comptable",
    "dans la salle informatique",
    "pour les bénévoles",
    "à la maison France services",
    "pendant le forum de l’alternance",
)
ENDS = (
    "et on perd du temps",
    "tout le monde y gagne",
    "c’est pénible chaque lundi",
    "les jeunes repartent rassurés",
    "il faudrait en parler en équipe",
    "cela ne coûte presque rien",
    "nous avons essayé deux semaines",
    "les collègues demandent la suite",
    "plus personne ne comprend",
    "neuf présents sur dix",
    "on ressaisit tout à la main",
    "la direction est au courant",
    "un partenaire le propose gratuitement",
    "la qualité du suivi en dépend",
    "depuis la mise à jour",
    "comme le fait le réseau voisin",
)
_NUANCES = """
abri abonnement absence accord acompte adresse affiche agrafe alarme alerte annuaire antivol
appel apprenti arbitrage archive armoire arrêté ascenseur assiduité attestation audit avenant
bail balcon balise bannière barème bilan bordereau bourse brouillon budget bulletin bus cabine
cahier caisse calendrier camion canal candidat cantine caution certificat chantier chaise
chèque circuit classeur clavier colis comité compteur concours consigne copie cordon couloir
courrier créneau croquis cursus débit décret défaut délai dépôt devis diagnostic diplôme disque
divan document domicile dortoir douche échange éclairage écluse écran éditeur effectif élan
embauche émargement enveloppe épreuve équipement escalier essai étagère étiquette étude évier
examen façade facture fenêtre ferme feuille fichier filtre financement forfait fournisseur
frein garderie gazette gilet grille guichet habilitation horaire hublot icône image impayé
indice interphone inventaire jardin jeton journal jury kiosque lampe lavabo lecteur lettre
levier licence ligne local logiciel loyer machine mandat manuel marché matériel médiateur
mémoire menu métier micro minuteur mobilier modem moteur navette néon notice oral ordinateur
outil panneau papier parcours parking passerelle patience pause péage peinture permis phare
pilote plafond plante pochette portail poste poubelle préau prêt prise procès programme
projecteur protocole pupitre quai quota rallonge rampe rayon reçu réfrigérateur règle relais
relevé remise répertoire réseau ressort rideau robinet rotation sable sacoche saison serrure
serveur signalement siège socle sonnette souris stage standard stock store stylo subvention
support table tablette tampon tarif technicien théâtre ticket timbre tiroir tonnerre tournée
tramway tutelle urgence usine vaccin valise vanne verger vestiaire vidéo virement vitrine
voiture volet wagon zone
"""
NUANCES = tuple(_NUANCES.split())
"""Seldom used, the later the seldomer: a search for them finds little."""

TAGS = ("numérique", "CEJ", "accueil", "locaux", "mobilité", "PMSMP", "sécurité", "entreprises")
REASONS = (
    "Le budget de l’année est engagé, nous en reparlerons en janvier.",
    "Le réseau national prépare déjà un outil commun.",
    "La convention avec la région ne le permet pas.",
    "Nous l’avons essayé sans succès dans une autre antenne.",
    "Le propriétaire du bâtiment a refusé les travaux.",
)
ANSWERS = (
    "Merci, c’est en place depuis lundi.",
    "Le prestataire est prévenu, il passe cette semaine.",
    "Bonne idée : Awa s’en occupe avec l’accueil.",
    "Nous l’ajoutons au plan d’action du trimestre.",
    "C’est réglé, dites-nous si cela revient.",
)

_ANYWAY = {Status.MERGED: 10, Status.WITHDRAWN: 5}
BECAME = {
    Kind.IRRITANT: _ANYWAY
    | {Status.DONE: 50, Status.ACCEPTED: 6, Status.IN_PROGRESS: 4, Status.REFUSED: 25},
    Kind.BEST_PRACTICE: _ANYWAY | {Status.SHARED: 50, Status.ADOPTED: 35},
    Kind.SUGGESTION: _ANYWAY
    | {Status.DONE: 40, Status.ACCEPTED: 8, Status.IN_PROGRESS: 4, Status.REFUSED: 33},
}
"""How often what is decided stands where, in a hundred."""

KINDS = {Kind.SUGGESTION: 45, Kind.IRRITANT: 35, Kind.BEST_PRACTICE: 20}
