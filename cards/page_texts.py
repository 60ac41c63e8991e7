"""The French sentences of the two pages that the Teams app names: privacy, and terms of use."""

PRIVACY_TITLE = "Flash Amélioration : confidentialité"
PRIVACY = (
    (
        "Ce qui est lu",
        (
            "Les messages du canal d’amélioration continue, ceux qui mentionnent Flash "
            "Amélioration, "
            "ceux que vous lui confiez et ce que vous lui écrivez en privé. Rien d’autre."
        ),
    ),
    (
        "Ce qui est conservé",
        (
            "Vos contributions, leurs soutiens, commentaires, réponses et historique ; "
            "votre nom, "
            "votre identifiant Microsoft 365, votre antenne et votre rôle ; vos congés si "
            "vous les "
            "indiquez ; la trace des messages envoyés. Les fichiers restent dans Teams."
        ),
    ),
    (
        "Anonymat",
        (
            "Une fiche anonyme n’enregistre pas son auteur·rice : une empreinte illisible, "
            "dont la clé "
            "est hors de la base, permet seulement de la modifier et d’en avoir des nouvelles."
        ),
    ),
    (
        "Qui voit quoi",
        (
            "L’équipe voit ce qui est public. Les référent·es qualité et la direction voient "
            "aussi les "
            "fiches privées. Rien n’est transmis à d’autres, ni utilisé pour évaluer les "
            "personnes."
        ),
    ),
    (
        "Les jeunes",
        (
            "Ne nommez jamais un jeune, et n’écrivez rien qui permettrait de le reconnaître. "
            "Ce qui serait écrit malgré tout (nom, téléphone, e-mail, numéro de sécurité sociale "
            "ou de dossier, date de naissance, adresse, santé) est masqué avant d’être conservé, "
            "sur place, et son auteur·rice en est prévenu·e en privé."
        ),
    ),
    (
        "Vos droits",
        (
            "Accès, rectification, effacement, opposition : adressez-vous à votre Mission "
            "Locale, "
            "responsable du traitement. « ne plus me solliciter » arrête tout message non "
            "demandé. "
            "Vous pouvez saisir la CNIL."
        ),
    ),
)
TERMS_TITLE = "Flash Amélioration : conditions d’utilisation"
TERMS = (
    (
        "À quoi il sert",
        (
            "À dire ce qui bloque, ce qui a marché et ce qu’on pourrait changer, et à "
            "recevoir une "
            "réponse. Il ne remplace ni le dialogue social, ni une procédure d’alerte, ni un "
            "signalement."
        ),
    ),
    (
        "Ce que chacun·e promet",
        (
            "Parler des situations, pas des personnes ; ne rien écrire qui fasse reconnaître "
            "un jeune ; "
            "rester courtois·e."
        ),
    ),
    (
        "Ce que la Mission Locale promet",
        (
            "Lire chaque contribution, y répondre, et ne jamais reprocher à quelqu’un "
            "d’avoir parlé, ni "
            "de s’être tu."
        ),
    ),
    (
        "Logiciel",
        "Flash Amélioration est un logiciel libre, sous licence MIT, fourni sans garantie.",
    ),
)
