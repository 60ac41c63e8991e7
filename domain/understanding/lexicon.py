"""Words of an office that tell what a message *does*: folded, « * » ends a stem.

They come from the trade (what staff complain about, boast of, propose, ask), not from counting;
the model weighs them. A word may stand in one group only: the first that lists it.
"""

from domain.tokens import word_set

GROUPS: dict[str, str] = {
    "SHUT": """regle reglee regles reglees resolu* repare* remarche* refonctionne* revenu revenue
        retabli* debloque corrige* retrouve retrouvee retrouves rentre recupere recuperee livre
        livree livres arrive arrivee arrives arrivees nickel rassurez""",
    "HAIL": """bonjour salut coucou bonsoir hello bravo felicitation* bienvenue courage joyeux
        joyeuse anniversaire bises bisous merci* bonne bonnes bon bons chapeau hourra youpi""",
    "TREAT": """gateau* croissant* galette* cafe cafes pot repas resto restaurant dejeuner
        chocolat* brioche* crepe* raclette apero pizza* sandwich* bonbon* gouter pique cake tarte
        buvette cagnotte cadeau* carte fleurs""",
    "ACK": """ok okay oki recu vu note notee idem pareil haha hihi mdr lol ptdr oups pardon desole
        desolee entendu parfait d'ac daccord dac go oui non ouf test""",
    "SEEK": """cherche cherchons recherche recherchons besoin contact* coordonnees numero code lien
        lequel laquelle adresse mail tel savez sait sauriez sais saurait connaissez connait
        connaitriez auriez aurait avez pouvez peux pourriez pourrais""",
    "NEWS": """rappel rappelle info infos informe signale joint jointe pj inscri* affiche* article*
        reportage newsletter salon forum forums jobdating journee* invitation invite invites
        convi* intervi* visite visites accueillons accueille ferme fermee fermera ouvrira rouvre
        compte-rendu ordre circule relaie transmets partage depot deposer note* envoye envoyee
        recrute recrutent recrutement poste offre offres places candidature* elections""",
    "AWAY": """absent absente absents conge conges vacances teletravail teletravaille rtt arret
        maladie dentiste medecin retard greve retraite depart naissance mariage covoit* serai
        passerai arriverai rejoindrai viendrai reviens reviendrai repondrai remplace""",
    "WHEN": """demain lundi mardi mercredi jeudi vendredi samedi dimanche aujourdhui hier soir matin
        midi aprem tantot janvier fevrier mars avril mai juin juillet aout septembre octobre
        novembre decembre tout-a-l'heure prochain prochaine""",
    "BAD": """ram* planter plante plantee plantes plantage* bug* beug* panne* hs bloqu* coinc* sature*
        lent lente lentes lenteur* marre galer* saoul* agac* enerv* epuis* fatigu* penible* laborieu*
        insupportable* invivable* ingerable* intenable* impossible* introuvable* illisible*
        incomprehensible* incompatible* inutilisable* inaccessible* injoignable* inexploitable*
        obsolet* perim* pourri* nul nulle absurd* ubuesque* kafka* decourag* desesper* honte*
        abus* ridicul* lourd* compliqu* complex* flou floue flous bancal* casse cassee casses
        cassees abim* fuit fuite* coupe coupee coupes coupure* sablier* deconnect* eject* refus*
        rejet* recal* perd perds perdons perdent perdre perte* attend attendent attente* annul*
        oubli* manqu* lapin* doublon* ressais* resais* recommenc* refai* redemand* relanc* recopi*
        retap* subi* souci* probleme* pb pbs difficult* erreur* erron* faux fausse fausses mauvais*
        pire vide vides surcharg* debord* encombr* bruit* bruyant* froid froide glacial* glacee
        surchauff* etouff* odeur* pue sale sales moisi* degrad* gel* freez* crash* disparu* dispar*
        evapor* perdu perdue perdus perdues egar* contradict* opaque* aberrant* chronophage*
        usant* lass* soupir* dommage regrett* helas malheureusement vain raccroch* expir* supprime
        supprimee supprimees inutil* interminable* fastidieu* cafouill* pagaille bazar bordel chaos
        foutoir loterie combattant jongl* bidouill* bricol* baclee defaill* defectueu* grill*
        mort morte morts inadapt* mal pfff pff grr raler rale ralent surbook* plein pleine
        inaudible* capricieu* caprice* instable* bourrage* bourre bave degre degres doudoune
        manteau* courant* moufles tombe tombent tombee incoheren* redond* doubl* triple usine
        demultipl* eparpill* deborde* stress* tendu* tension* injust* inquiet* penurie sous-effectif
        debrouill* trompe* trompent rate* rates loupe loupent louper echoue echec* refait incapable*
        absence* retards decale* repousse* repoussee report* renvoie renvoient renvoye ping-pong""",
    "GOOD": """efficace* gain gains gagne gagnes gagner gagnent gagnons top genial* ideal* utile*
        facile* facilit* fluide* fluidifi* tranquil* rassur* apais* detend* calme* motiv* souri*
        adorent adore aiment ravi ravie ravis content* bluff* conclu* probant* precieu* magique*
        miracle* roule roulent cartonne* succes reussi* reussite* progress* amelior* divis* evit*
        epargn* economis* zero present presents presente venus venue viennent embauch* decroch*
        recommand* conseill* bete astuce* methode* habitude* systematique* desormais resultat*
        teste testee essaye essayee essaie adopte adoptee adoptes instaur* prepare prepares anticip*
        habitu* maintenant depuis concret* bluffant* formidable* valorise* confiance autonom* plaisir
        rythme clair claire limpide propre honores honore ponctuel* assidu* complet complete
        regulier* rituel* trouvaille* truc trucs combine parade sauve* soulag* desengorg* libere*
        gratuit* impeccable* redoutable* radical* direct directement aussitot volontiers enfin fini
        termine terminees suffit simplement tout-de-suite 100 pile marche marchent fonctionne
        fonctionnent retombe* tient tiennent decoll* grimp* debloquer debloquent osent ose parle
        parlent reviennent rappellent repondent accepte acceptent""",
    "WISH": """propos* sugger* suggestion* idee* imagin* envisag* souhait* reve* voeu* partant*
        partante volontaire* creer creons installer installons mutualis* generalis* harmonis*
        simplifi* centralis* regroup* organiser organisons instaurer prevoir prevoyons ajouter
        ajoutons ajout rajout* remplacer remplacons decaler avancer deplacer fusionn* automatis*
        experiment* pilote piste plaide milite vote favorable* penser pensait pense songe* songeons
        mettre mettons equiper equipons acheter achetons investir embaucher afficher affichons
        demander demandons tenter tentons tente essayons testons tester etudier reflechi* revoir
        repenser reprendre changer changeons passer passons faire faisons pouvoir avoir prendre
        prenons profiter profitons arretons cessons limiter limitons reduire supprimer supprimons
        negocier solliciter inviter invitons inverser echanger charte boite interet autant mieux
        plutot""",
    "WOULD": """pourrai* faudrai* devrai* serai* aimerai* gagnerai* meriterai* permettrai* eviterai*
        arrangerai* aiderai* suffirai* simplifierai* vaudrai* verrai* voudrai* trouverai* irai*
        prefererai* ferai* mettrai* rendrai* changerai* donnerai* limiterai* soulagerai*""",
    "NEVER": """jamais personne aucun aucune rien toujours tjrs tjs tjr encore nulle nul ni sans""",
    "MANY": """trop tellement sept huit neuf dix quinze vingt trente quarante cent fois clics clic
        minutes min secondes heures heure semaines mois jours ans""",
    "TEAM": """jeune jeunes collegue collegues conseiller conseillere conseillers employeur
        employeurs partenaire partenaires equipe parents famille familles stagiaire stagiaires""",
    "TOOL": """imilo i-milo milo teams outlook excel intranet wifi reseau imprimante* scanner* copieur
        scan logiciel* appli ordi ordis pc ecran ecrans tablette* telephone* tel standard serveur
        drive agenda agendas planning plannings tableau tableaux formulaire* fiche fiches dossier
        dossiers document* doc docs voiture* minibus vehicule* salle salles bureau bureaux parking
        chauffage clim climatisation badge badges cle cles borne cej pacea pmsmp ft caf cpam cfa ase
        pjj procedure* convention* atelier ateliers""",
}
"""Group name -> its words."""

PHRASES: dict[str, str] = {
    "SHUT": """c'est bon|est de nouveau|sont de nouveau|est de retour|sont de retour|ca remarche
        |plus de souci|plus de probleme|fausse alerte|affaire classee|tout est rentre|bien recu
        |bien arrive|bien arrivee|est passe|a ete repare|a ete regle|probleme regle|c'est regle
        |ca y est|est repare|est reparee|tout fonctionne|remis en service|plus rien a signaler""",
    "THANK": """merci a|merci pour|merci de|grand merci|un grand merci|bravo a|bravo pour|merci d'
        |encore merci|mille mercis|felicitations a|chapeau a""",
    "SEEK": """qui a|qui est|qui sait|qui peut|qui aurait|qui sera|qui va|qui vient|qui prend
        |qui anime|qui connait|quelqu'un a|quelqu'un sait|quelqu'un peut|quelqu'un aurait
        |quelqu'un pourrait|quelqu'un connait|quelqu'un saurait|quelqu'un va|quelqu'un est
        |est ce que quelqu'un|tu peux|vous avez|vous auriez|auriez vous|avez vous|ou est|ou sont
        |ou se trouve|c'est ou|c'est quand|c'est quoi|c'est qui|c'est a|quelle heure|quel jour
        |quel bureau|quelle salle|quel code|quel numero|quel est|quelle est|quels sont|je cherche
        |on cherche|a qui|vers qui|est ce que|il reste|reste t il|y a t il|vous savez|tu sais
        |vous connaissez|peux tu|pouvez vous|pourriez vous|pourrais tu|savez vous|sais tu|on est
        combien|vous etes combien|qui etait|tu as|as tu|quand est ce|combien de""",
    "NEWS": """pour info|pour information|piece jointe|en pj|ci joint|ci jointe|ci dessous|je rappelle
        |petit rappel|rappel :|a partir de|a compter de|aura lieu|auront lieu|est reporte
        |est reportee|est deplacee|est avance|est annule|est annulee|est prevu|est prevue|sera ferme
        |sera fermee|seront fermes|je vous transmets|je transmets|je partage|je fais suivre
        |je relaie|vous trouverez|dans vos boites|rendez vous|avant le|jusqu'au|au plus tard
        |est arrive|est arrivee|sont arrives|sont arrivees|est en ligne|est disponible|merci de
        |pensez a remplir|pensez a vous|n'oubliez pas de|inscriptions ouvertes|se tiendra""",
    "AWAY": """je serai|je suis en|je ne serai|je pars|je passe|je serais en retard|je suis malade
        |en conge|en conges|en formation|je rentre|j'arrive|je monte|je descends|je remplace""",
    "CHEER": """bon week|bonne journee|bonne soiree|bonnes vacances|bonne annee|bonne fete|bon courage
        |bonne rentree|bonne retraite|bon retour|bon appetit|bonne lecture|bon lundi|bonne continuation
        |bon anniversaire|joyeux noel|bon retablissement|bonne chance|bonne nuit""",
    "ACK": """ca marche|pas de souci|ok pour|d'accord avec|pareil ici|pareil chez|pareil pour|moi aussi
        |nous aussi|je confirme|je m'en occupe|je m'en charge|je regarde|c'est note|bien note
        |bonne idee|super idee|tout a fait|pas faux|je suis preneuse|je suis preneur|avec plaisir""",
    "WISH": """pourquoi pas|pourquoi ne|et si|si on|si nous|si l'on|et pourquoi|a quand|on tente
        |on essaie|on essaye|on teste|qu'en pensez|qu'en dites|en pensez quoi|en dites quoi
        |ca vous dit|ca vous dirait|ca vous tente|ca vous tenterait|ca interesse|qui est partant
        |qui est pour|qui serait|l'ideal|y a moyen|il y a moyen|moyen de|au lieu de|a la place
        |plutot que|je verrais bien|je propose|je suggere|on propose|je vote|j'aimerais|je reve
        |je souhaite|je voudrais|ce serait|ca serait|serait bien|serait top|serait cool
        |serait chouette|ca vaudrait|vaudrait le coup|il faudrait|faudrait|il serait|serait il
        |on devrait|on pourrait|on pourrai|nous pourrions|pourrait on|pourrions nous|on aurait
        |on gagnerait|aurait interet|en option|faut qu'on|il faut qu'on|qu'on puisse|on peut pas
        |peut on|ne peut on|est ce qu'on|mon idee|une idee|mon souhait|pour avis|a creuser
        |a etudier|a reflechir|si possible|serait possible|a discuter|on y a|on y pense|y penser
        |pourquoi on|on fait remonter|on demande|demandons|il manque juste|manque plus|un jour
        |des fois que|on s'y|qui est ok|vous en pensez|tu en penses|non ?|serait pas du luxe|avoir un
        |avoir une|mettre en place|mettre un|mettre une|faire un|faire une|que l'on""",
    "GOOD": """ca marche bien|ca marche super|marche super|marche bien|marche mieux|fonctionne bien
        |change tout|tout change|tout bete|depuis que|depuis qu'|depuis je|depuis on|depuis plus
        |plus aucun|plus aucune|plus un|plus une|plus jamais|plus besoin|plus personne|a tous les coups
        |du premier coup|du 1er coup|ca evite|ca m'evite|ca nous evite|ca permet|ca aide|ca passe
        |ca roule|ca vaut|gain de temps|j'ai teste|j'ai essaye|on a teste|on a essaye|nous avons teste
        |nous avons essaye|j'ai pris l'habitude|j'ai commence|je commence|je demande|je propose
        toujours|je note|je mets|je garde|je prepare|je fais|j'envoie|j'appelle|je pose|je laisse
        |je prends|j'utilise|je bloque|si ca peut|si cela peut|ca peut servir|peut servir|a refaire
        |a copier|a reproduire|a partager|je recommande|je conseille|pensez a|pensez au|perso je
        |perso j'|de mon cote|chez nous on|mon truc|mon astuce|une astuce|petite astuce|l'astuce
        |le secret|il suffit|suffit de|mine de rien|en deux clics|en 2 clics|en un clic|en 1 clic
        |et hop|et voila|on a mis|on a fait|on a cree|on a instaure|nous avons mis|nous avons pris
        |j'ai mis|j'ai fait|j'ai cree|j'ai colle|j'ai affiche|en plus|effet immediat|bonne surprise
        |belle surprise|sur 10|sur 12|sur 8|taux de|deux fois plus|deux fois moins|fois moins
        |fois plus|a double|a triple|de moins|au lieu de 3|avant on|avant je|maintenant on
        |maintenant je|du coup ils|du coup on|les jeunes adorent|merci a la collegue|essayez|tentez
        |demandez|prenez|n'hesitez pas a|faites|notez|gardez|mettez|proposez|vous pouvez""",
    "BAD": """toujours pas|tjrs pas|toujours aussi|pas moyen|aucun moyen|plus de papier|plus de toner
        |plus d'encre|plus de place|pas de place|ca rame|ca plante|ca bloque|ca coince|ca saoule
        |ca use|ca suffit|c'est long|c'est lourd|c'est penible|c'est abuse|pour rien|dans le vide
        |a chaque fois|chaque fois qu|une fois de plus|encore une fois|et encore|comme d'hab
        |comme d'habitude|ras le bol|ras la|y en a marre|en a marre|n'en peut plus|on sait pas
        |on ne sait|je ne sais|je sais pas|personne ne|personne n'|ne repond|repond pas|repond plus
        |repond jamais|ne marche|marche pas|marche plus|ne fonctionne|fonctionne pas|fonctionne plus
        |n'arrive pas|arrive pas|arrive plus|n'est pas|n'est plus|n'ont pas|on n'a pas|on a pas|on n'a
        |il faut encore|faut encore|obliges de|oblige de|obligee de|on doit|je dois|nous devons
        |on se retrouve|je me retrouve|il manque|il n'y a|y a pas|y a plus|y a personne|n'y a pas
        |n'y a plus|trop de|trop peu|pas assez|a quoi bon|a quoi sert|a quoi ca|on est les seuls
        |suis je la seule|suis je le seul|c'est moi ou|c'est normal|est il normal|est ce normal
        |vous aussi|chez vous aussi|qui d'autre|bon courage pour|vive le|vive la|bonjour la
        |merci i|super la|on attend|j'attends|nous attendons|en attendant|du coup on fait|sans prevenir
        |sans rien|sans explication|on apprend|j'apprends|on nous demande|on me demande|on nous a
        |on m'a|nous a ete|une heure|heures de|minutes de|de retard|en retard|j'ai perdu|on perd
        |on a perdu|je perds|j'ai passe|on passe|on court|on tourne|tombe en|en panne|tous les jours
        |chaque jour|chaque matin|tous les matins|depuis ce matin|depuis hier|depuis lundi
        |depuis des|depuis deux|depuis trois|depuis 2|depuis 3|ca fait""",
    "TRIED": """j'ai|on a|nous avons|je l'ai|on l'a|on s'est|je me suis|nous nous sommes""",
}
"""Group name -> its expressions of several words."""

FUNCTION_WORDS = word_set(
    """je j' tu il elle on nous vous ils elles me m' te t' se s' moi toi lui leur y en ca c' ce cela
    le la l' les un une des du de d' au aux mon ma mes notre nos votre vos son sa ses leurs cet cette
    ces qui que qu' quoi dont ou quel quelle quels quelles comment pourquoi quand combien si et mais
    donc or ni car a dans ds par pour pr sur sous avec sans entre vers chez contre avant apres
    depuis pendant pdt jusque jusqu' des plus moins tres bcp beaucoup peu assez trop aussi encore
    toujours tjrs jamais deja bien mal pas ne n' non rien personne tout toute tous toutes chaque
    aucun aucune quelquun quelqu' certains autre autres meme suis es est sommes etes sont etait
    etaient etais ete sera serai serait seraient serons soit ai as avons avez ont avait avaient
    aura aurait auraient eu faut fait faire fais font faudrait faudra peut peux peuvent pouvez
    pouvoir pourrait pourrais pourriez pourra doit dois devons devrait devrions va vais vont aller
    ici la-bas puis alors comme parce afin lors voici voila juste vraiment presque seul seule ainsi
    sinon sauf surtout parfois souvent merci svp stp quelques plusieurs deux trois quatre cinq six
    ya"""
)
"""The closed classes: in the sequence of moves they stand for themselves."""

EMOJI_GROUPS: dict[str, str] = {
    "SIGH": "😤😡🤬😠🤦😩😭😢🙄🤯💀😫🥲🙃😒😞😓😖😣🥵🥶😬🤷😑😐😶😴💩🐌🤮😱",
    "SMILE": "👍👌💡🎉🥳😊😁😀😃😄✨🚀💪🙌👏🔥😎🤩🥰💯✅⭐🌟🏆",
    "PLEA": "🙏🤞💭🤔",
    "LAUGH": "😂🤣😅😆😉🙈😜😏",
    "FEAST": "🎂🍰🧁🥐☕🍫🍕🍾🥂🎁🎈🌞☀🎄❤💐🐣🎊🍪🥮👋😍",
}
"""Families of emoji."""

FRENCH: dict[str, str] = {
    "ACK": "accord", "ASK": "question", "AWAY": "absence", "BAD": "ennui", "CHEER": "vœux",
    "DONE": "participe", "FEAST": "emoji de fête", "GOOD": "réussite", "HAIL": "salut",
    "HOUR": "heure", "INF": "infinitif", "LAUGH": "emoji rieur", "MANY": "quantité",
    "NAME": "nom propre", "NEVER": "jamais, toujours", "NEWS": "annonce", "ONS": "verbe en -ons",
    "PLEA": "emoji de prière", "SEEK": "recherche", "SHUT": "réglé", "SIGH": "emoji agacé",
    "SMILE": "emoji content", "TEAM": "personnes", "THANK": "merci", "TOOL": "outil",
    "TREAT": "convivialité", "TRIED": "passé", "WAS": "imparfait", "WHEN": "moment",
    "WISH": "souhait", "WOULD": "conditionnel",
}  # fmt: skip
"""What people read in an explanation in place of a group or an ending."""
