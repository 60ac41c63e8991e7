"""The French sentences of ``python -m bot doctor``: what is, and what to do about it."""

from collections.abc import Mapping, Sequence

from cards import listening_texts
from cards.texts import counted
from domain.checkup import Finding, Symptom, Verdict
from domain.listening import Heard, Hearing

SIGN = {
    Verdict.OK: "✔ OK",
    Verdict.LOOK: "▲ À VOIR",
    Verdict.DOWN: "✖ EN PANNE",
}
CHECK = {
    "settings": "Réglages",
    "database": "Base de données",
    "disk": "Disque",
    "key": "Clé d’anonymat",
    "clock": "Horloge",
    "signing": "Clés de Microsoft",
    "entra": "Jeton d’Entra",
    "bot": "Service",
    "address": "Adresse publique",
    "channel": "Canal",
    "sends": "Envois",
    "doctor": "Examen",
}

SAID: dict[Symptom, tuple[str, str]] = {
    Symptom.SETTINGS_WHOLE: ("complets, Teams doit prouver qui il est.", ""),
    Symptom.SETTINGS_OPEN: (
        "FLASH_APP_ID est vide, le bot n’entend que cette machine.",
        "Bien pour un essai. Pour Teams, suivez docs/installer.md.",
    ),
    Symptom.SETTINGS_UNREAD: ("{name} n’est pas un réglage du bot.", "{near}"),
    Symptom.SETTINGS_WRONG: (
        "{why}",
        "Corrigez .env (ou l’environnement du service), puis relancez. Le reste n’a pu être vu.",
    ),
    Symptom.DATABASE_READY: ("{kind} répond, {size} Mo, à jour.", ""),
    Symptom.DATABASE_NEW: (
        "{kind}, encore vide.",
        "Elle sera préparée au premier démarrage du bot.",
    ),
    Symptom.DATABASE_OLDER: (
        "{kind} répond, préparée par une version plus ancienne du bot.",
        "Sauvegardez-la ; elle sera mise à jour au prochain démarrage.",
    ),
    Symptom.DATABASE_NEWER: (
        "préparée par une version plus récente du bot.",
        "Démarrez cette version-là, ou restaurez une sauvegarde d’avant la mise à jour.",
    ),
    Symptom.DATABASE_AWAY: (
        "{why}",
        "Tant que ce n’est pas fait, le bot ne démarre pas.",
    ),
    Symptom.DATABASE_ENCODING: ("{why}", "Le bot ne démarre pas avec cette base."),
    Symptom.DATABASE_READ_ONLY: (
        "{file} ne peut pas être modifié.",
        (
            "Donnez le fichier et son dossier à l’utilisateur du service (chown), "
            "et lancez cet examen sous cet utilisateur."
        ),
    ),
    Symptom.DISK_ROOM: ("{free} Go libres dans {folder}.", ""),
    Symptom.DISK_LITTLE: (
        "il ne reste que {free} Go dans {folder}.",
        "Faites de la place avant que le bot ne puisse plus rien noter.",
    ),
    Symptom.DISK_FULL: (
        "plein, ou presque\u00a0: {free} Go dans {folder}.",
        "Faites de la place tout de suite\u00a0: le bot ne pourra bientôt plus rien noter.",
    ),
    Symptom.DISK_READ_ONLY: (
        "impossible d’écrire dans {folder}.",
        "Donnez ce dossier à l’utilisateur du service, et lancez cet examen sous cet utilisateur.",
    ),
    Symptom.KEY_SETTING: ("donnée par FLASH_SECRET_KEY.", ""),
    Symptom.KEY_FILE: (
        "dans {file}, lisible du bot seul.",
        "",
    ),
    Symptom.KEY_OPEN: (
        "d’autres utilisateurs de la machine peuvent lire {file}.",
        "chmod 600 {file}",
    ),
    Symptom.KEY_LATER: ("elle sera faite au premier démarrage, dans {file}.", ""),
    Symptom.KEY_LOST: (
        "{file} manque, alors que des fiches sont déjà notées.",
        (
            "Remettez le fichier gardé à part, ou la bonne FLASH_SECRET_KEY. Sans elle, personne "
            "ne retrouve ses fiches anonymes."
        ),
    ),
    Symptom.KEY_DAMAGED: (
        "{file} est vide, abîmé ou trop facile à deviner.",
        (
            "Remettez le fichier gardé à part, ou donnez son contenu à FLASH_SECRET_KEY. Tant que "
            "ce n’est pas fait, le bot ne démarre pas."
        ),
    ),
    Symptom.KEY_UNREADABLE: (
        "{file} n’est pas lisible.",
        "Donnez-le à l’utilisateur du service, et lancez cet examen sous cet utilisateur.",
    ),
    Symptom.CLOCK_RIGHT: ("à l’heure.", ""),
    Symptom.CLOCK_DRIFTS: (
        "décalée de {seconds} secondes.",
        "Activez la mise à l’heure automatique (timedatectl set-ntp true).",
    ),
    Symptom.CLOCK_WRONG: (
        "décalée de {minutes} minutes\u00a0: au-delà de cinq, rien de Teams n’est accepté.",
        "Activez la mise à l’heure automatique (timedatectl set-ntp true).",
    ),
    Symptom.CLOCK_UNKNOWN: (
        "non vérifiée, {host} n’a pas donné l’heure.",
        "Comparez à la main\u00a0: date -u",
    ),
    Symptom.SIGNING_KNOWN: ("reçues de {host} ({count}).", ""),
    Symptom.SIGNING_AWAY: (
        "{host} ne répond pas.",
        (
            "Le serveur doit pouvoir sortir en HTTPS\u00a0: vérifiez le pare-feu et le DNS. S’il "
            "sort par un proxy, donnez-le par HTTPS_PROXY (docs/reglages.md)."
        ),
    ),
    Symptom.SIGNING_UNTRUSTED: (
        "le certificat de {host} n’est pas reconnu.",
        (
            "Un proxy qui déchiffre le HTTPS a sa propre autorité\u00a0: donnez son certificat "
            "(PEM) par SSL_CERT_FILE (docs/reglages.md)."
        ),
    ),
    Symptom.SIGNING_PROXY_AWAY: (
        "le proxy {proxy} ne répond pas.",
        "Vérifiez HTTPS_PROXY, et que ce serveur peut le joindre.",
    ),
    Symptom.SIGNING_PROXY_REFUSES: (
        "le proxy {proxy} refuse de joindre {host} (code {status}).",
        (
            "Code 407\u00a0: vérifiez le nom et le mot de passe dans HTTPS_PROXY. Sinon, demandez "
            "à qui tient le proxy d’autoriser les hôtes de docs/reglages.md."
        ),
    ),
    Symptom.SIGNING_UNUSABLE: (
        "{host} répond, mais sans clé utilisable (code {status}).",
        "Un proxy répond peut-être à sa place ; voyez aussi FLASH_OPENID_URL s’il est renseigné.",
    ),
    Symptom.ENTRA_GIVEN: ("accordé au bot.", ""),
    Symptom.ENTRA_CREDENTIALS: (
        "refusé, le secret de l’application est faux ou a expiré ({code}).",
        (
            "Entra, « Inscriptions d’applications », « Certificats et secrets »\u00a0: créez un "
            "secret, mettez sa valeur dans FLASH_APP_PASSWORD, puis redémarrez le bot."
        ),
    ),
    Symptom.ENTRA_APP: (
        "refusé, l’application n’existe pas dans ce locataire ({code}).",
        "Vérifiez FLASH_APP_ID et FLASH_APP_TENANT_ID.",
    ),
    Symptom.ENTRA_TENANT: (
        "Entra ne connaît pas ce locataire, ou n’a pas répondu clairement.",
        "Vérifiez FLASH_APP_TENANT_ID.",
    ),
    Symptom.ENTRA_REFUSED: (
        "refusé ({code}).",
        "Vérifiez FLASH_APP_ID, FLASH_APP_TYPE et FLASH_APP_TENANT_ID dans Entra.",
    ),
    Symptom.ENTRA_AWAY: (
        "pas de réponse d’Entra, ou de l’identité managée ({code}).",
        (
            "Le serveur doit pouvoir joindre login.microsoftonline.com en HTTPS ; une identité "
            "managée n’existe que sur une machine d’Azure."
        ),
    ),
    Symptom.BOT_READY: ("le bot répond sur {url}.", ""),
    Symptom.BOT_NOT_READY: (
        "le bot tourne, mais n’est pas prêt ({url}, code {status}).",
        "Sa base ne lui répond sans doute pas\u00a0: voyez « Base de données », et son journal.",
    ),
    Symptom.BOT_STOPPED: (
        "aucun bot ne répond sur {url}.",
        (
            "Démarrez-le (systemctl start flash-amelioration, ou docker compose up -d) "
            "et lisez son journal."
        ),
    ),
    Symptom.ADDRESS_WELL: ("{url} mène au bot.", ""),
    Symptom.ADDRESS_NONE: (
        "FLASH_PUBLIC_URL est vide, les liens des pages mènent à {url}.",
        "Renseignez-la pour que chacun puisse ouvrir le flash à imprimer et les exports.",
    ),
    Symptom.ADDRESS_PLAIN: (
        "{url} n’est pas en HTTPS.",
        "Teams n’accepte que HTTPS, avec un certificat reconnu.",
    ),
    Symptom.ADDRESS_AWAY: (
        "{url} ne répond pas, vu de ce serveur.",
        (
            "Vérifiez le DNS, le pare-feu (port 443) et le proxy. Si l’adresse marche depuis un "
            "téléphone, c’est la box qui ne renvoie pas vers elle-même."
        ),
    ),
    Symptom.ADDRESS_CERTIFICATE: (
        "le certificat de {url} n’est pas reconnu.",
        "Teams le refusera aussi\u00a0: renouvelez-le, et servez la chaîne entière.",
    ),
    Symptom.ADDRESS_ENDS_SOON: (
        "le certificat de {url} expire dans {days} jours.",
        "Son renouvellement ne se fait sans doute plus\u00a0: voyez le journal du proxy.",
    ),
    Symptom.ADDRESS_OTHER: (
        "{url} ne répond pas comme le bot (code {status}).",
        "Le proxy doit tout transmettre au bot, chemin et méthode compris.",
    ),
    Symptom.ADDRESS_SHUT: (
        "{url} ne laisse pas entrer partout, ces adresses n’arrivent pas au bot\u00a0: {doors}.",
        (
            "Reprenez dans le proxy la règle de deploy/doors.caddy (docs/installer.md), puis "
            "rechargez-le."
        ),
    ),
    Symptom.ADDRESS_METRICS: (
        "{url}/metrics se lit d’internet.",
        "Refusez cette page dans le proxy (docs/exploitation.md).",
    ),
    Symptom.CHANNEL_HEARD: ("{heard}", ""),
    Symptom.CHANNEL_UNHEARD: ("{heard}", listening_texts.PERMISSION),
    Symptom.CHANNEL_MANY: (
        "peut-être pas entendu dans {unheard} équipes sur {all}.",
        "Les référent·es qualité concerné·es voient quoi faire avec « réglages », dans Teams.",
    ),
    Symptom.CHANNEL_NO_TEAM: (
        "l’application n’est encore dans aucune équipe.",
        "Ajoutez-la à l’équipe qui a le canal (docs/installer.md).",
    ),
    Symptom.SENDS_NONE_LATE: ("rien n’est en retard.", ""),
    Symptom.SENDS_LATE: (
        "{count} en retard, le plus ancien de {minutes} minutes.",
        "Teams limite peut-être les envois. Si cela dure, voyez « diffusion » dans Teams.",
    ),
    Symptom.SENDS_STUCK: (
        "{count} en retard, le plus ancien de {minutes} minutes.",
        "Le bot est-il démarré ? Sinon, cherchez « outbox » dans son journal.",
    ),
    Symptom.UNEXPECTED: (
        "une vérification a échoué d’elle-même ({error}, {number}).",
        "Signalez-le avec ce numéro ; les autres lignes restent justes.",
    ),
}
"""What is said of each symptom, and what to do; nothing where all is well."""

NEAREST = "Vouliez-vous dire {near}\u202f?"
NO_NEAREST = "Retirez-le, ou voyez les noms des réglages dans docs/reglages.md."
NO_CHANNEL = "Créez-le dans l’équipe, ou donnez son nom à FLASH_CHANNEL."
ALL_WELL = "Tout va bien."
IN_ALL = "{down}, {look}."
_INDENT = 12


def database_away(why: str) -> str:
    """Return the sentence of a command that its database stopped, at its start or later on.

    What stops it later is only a reason, as /readyz tells it.
    """
    if why.startswith("FLASH_"):
        return why
    return (
        f"FLASH_DATABASE_URL\u00a0: la base est inutilisable, {why}. Voyez ce que dit doctor, "
        "puis relancez."
    )


def report(findings: Sequence[Finding], version: str) -> str:
    """Return all findings as a page, each with a sign and a word, and what to do."""
    lines = [f"Flash Amélioration {version}", ""]
    for each in findings:
        sign, check = SIGN[each.verdict], CHECK[each.symptom.check]
        lines.append(f"{sign:<{_INDENT}}{check}\u00a0: {_indented(said(each))}")
        if todo := advice(each):
            lines.append(f"{'':<{_INDENT}}→ {todo}")
    return "\n".join([*lines, "", _in_all(findings)])


def said(finding: Finding) -> str:
    """Return what is."""
    return SAID[finding.symptom][0].format_map(_shown(finding.facts))


def advice(finding: Finding) -> str:
    """Return what to do, or nothing where all is well."""
    if finding.verdict is Verdict.OK:
        return ""
    heard = finding.facts.get("heard")
    if isinstance(heard, Heard) and heard.hearing is Hearing.NO_CHANNEL:
        return NO_CHANNEL
    if finding.symptom is Symptom.SETTINGS_UNREAD:
        return _nearest(str(finding.facts["near"]))
    return SAID[finding.symptom][1].format_map(_shown(finding.facts))


def unknown(names: Mapping[str, str]) -> list[str]:
    """Return a sentence for each name that is no setting, with the nearest that is one."""
    said = SAID[Symptom.SETTINGS_UNREAD][0]
    return [f"{said.format(name=name)} {_nearest(near)}" for name, near in names.items()]


def _nearest(near: str) -> str:
    return NEAREST.format(near=near) if near else NO_NEAREST


def _shown(facts: Mapping[str, object]) -> dict[str, str]:
    return {name: _as_said(fact) for name, fact in facts.items()}


def _as_said(fact: object) -> str:
    if isinstance(fact, Heard):
        return listening_texts.heard(fact, fact.ear.channel)
    return f"{fact:.1f}".replace(".", ",") if isinstance(fact, float) else str(fact)


def _indented(text: str) -> str:
    """Return a sentence of several lines, such as the settings' own, as one block."""
    return text.replace("\n", "\n" + " " * _INDENT)


def _in_all(findings: Sequence[Finding]) -> str:
    verdicts = [each.verdict for each in findings]
    down, look = verdicts.count(Verdict.DOWN), verdicts.count(Verdict.LOOK)
    if not down and not look:
        return ALL_WELL
    return IN_ALL.format(
        down=counted(down, "panne"), look=counted(look, "point à voir", "points à voir")
    )
