"""What an office complains of: words that mean the same thing or the same trouble.

Each line is a concept; its words are written as people write them and compared by their stems. Of
several words in « ‹a b› » all must be said, anywhere in the message.
"""

CONCEPTS: dict[str, str] = {
    "slow": """lent lenteur rame ramer ralenti sablier interminable charge chargement
        patiner mouline tourne""",
    "broken": """panne bug beug bugge plante plantage hs cassé casse bloque bloqué figé
        freeze déconnecte marche fonctionne défaillant mort grillé coincé bourrage""",
    "software": "imilo logiciel appli application outil plateforme saisie fiche base",
    "printer": "imprimante imprimer impression copieur photocopieur photocopieuse toner bourrage",
    "scanner": "scan scanner scanne numériser numérisation",
    "entry": "badge clé clef porte serrure portail alarme sonnette interphone digicode",
    "absence": "absent absence lapin convocation convoqué sms rappel désistement venir",
    "parking": "parking stationnement garer place voisins",
    "heating": "chauffage froid degré radiateur manteau doudoune température glacial chaud clim",
    "network": "wifi réseau connexion internet fibre débit",
    "telephone": "téléphone tel standard appel sonne ligne répondeur décrocher raccrocher",
    "room": "salle bureau box planning réservation réservée agenda créneau",
    "noise": "bruit bruyant entend cloison confidentialité isolation paroi insonorisé",
    "waiting": "attente attendre file queue debout chaise accueil",
    "papers": "dossier pièce justificatif attestation document photocopie",
    "cej": "cej pacea allocation contrat engagement",
    "login": "mot passe mdp identifiant code accès droit compte session",
    "car": "voiture véhicule clio essence carburant plein",
    "transport": "bus train transport trajet navette mobilité permis",
    "partner": "partenaire caf cpam ft pôle emploi mairie ase cfa région mission",
    "language": "interprète traducteur traduction langue",
    "mail": "mail courriel message copie notification notif",
    "double": "doublon ressaisie ressaisir deux fois double recopier",
}
