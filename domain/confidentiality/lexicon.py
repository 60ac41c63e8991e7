"""The words that the rules on persons know, folded."""

from functools import cache
from importlib import resources
from itertools import groupby

from domain.names import fold
from domain.tokens import word_set


@cache
def first_names() -> frozenset[str]:
    """Return first names borne in France by people of working age, wherever from, folded.

    Some four thousand, written down from common knowledge: no register was copied.
    """
    return word_set(fold(_read("first_names.txt")))


@cache
def squeezed_first_names() -> frozenset[str]:
    """Return first names without doubled letters: « Anastasiia », « Mouhammed »."""
    return frozenset(squeeze(name) for name in first_names())


def squeeze(word: str) -> str:
    """Return *word* with each run of one letter written once."""
    return "".join(letter for letter, _ in groupby(word))


@cache
def common_words() -> frozenset[str]:
    """Return words that staff write without a capital, and so no last names.

    They are those of the training part of the kinds (``tests/corpus/kind``), names left out.
    """
    return word_set(_read("common_words.txt"))


@cache
def last_names() -> frozenset[str]:
    """Return frequent last names in France; they decide where a capital does not."""
    return word_set(_read("last_names.txt"))


def _read(name: str) -> str:
    return resources.files("domain.confidentiality").joinpath(name).read_text("utf-8")


WORDS_TOO = word_set("""
    abel aime aimee alba alma alpha amara ambre ami anemone ange angel anis anniversaire ariane
    ariel aster athena aube aurore austin ava axel baba berthe blanche blessing brune cali
    calypso candice candide capucine celeste cerise cesar chance chancel chanel chelsea claire
    claude combo constance constant constantin cosme cristal crystal dean desire desiree diane
    dieudonne divine dolly eden edi esperance esther eve exauce faustine felicite fidele fleur
    flora flore florence florentine franc gaia gloire grace harmonie hermine honore hope
    hortense hyacinthe india innocent ion iris isis islam ivory jacinthe jade jasmin jasmine
    jeanne jihad joie joy juillet jules june junior juste justice laid lance landing lilas lima
    lincoln lorraine lui mai man marin marina marine marjolaine martin max melodie mercedes
    mercy merveille merveilles milan milo modeste nada nadir nana nancy nice nil noel ocean
    octave olive olympe oman ondine opale pacifique papa pape parfait paris pathe patience
    perceval perle pierre pierrot plume prince princesse prosper prudence prune prunelle raja
    ravi reine romaine roman rose rubis sable safari saha salem sam samba santiago sky solange
    son star sultan sydney tom toscane tresor urbain valence vanille vera victoire victoria
    vienne violette vital zephyr""")
"""First names that are also words, places or brands: they need a context to be somebody."""

CAPITAL_NAMES = word_set("""
    aisse bob bruna chen clemence clement colombe come dado dan dede doudou fanta gaye guy hind
    isa jack jean jesus kate ken kim lei lily line ling lino lise loan lois lou loup luc ludo
    mae manty marc maria marie mert merve mimi ming nail neo nils oury quan rama rim sali serge
    slim tam tea telly tien tim""")
"""First names that are words without a capital: « marc de café »."""

SHORT_NAMES = word_set("lea leo zoe eva noa noe teo ugo mia lou tom ali awa aya yse jad lya luc")
"""First names of three letters that are names without a capital, too."""

TITLES = word_set("m mr mme mlle melle monsieur madame mademoiselle mrs")
PARTICLES = word_set("de da di do dos du le la el al ait ben bel bin ould van von der den n o abd")

NOT_PERSONS = word_set("""
    caf cpam carsat msa mdph ccas cias pmi paej afpa aftral e2c epide greta cfa cap ml milo
    imilo i-milo mission missions locale locales france travail pole emploi employ adecco
    manpower randstad synergie crit apec ars drac dreets dreal ddets direccte prefecture
    conseil departement region mairie ville commune metropole eurometropole etat europe fse
    urssaf opca opco afnor unml arml cidff planning pjj ase spip csapa cmp cmpp chrs fjt crous
    clsm ccid cnam inrs ameli adil anah action logement visale locapass loca-pass fsl cej pacea
    pmsmp rqth aij aah rsa apl dif cpf vae bafa psc sst caces cerfa pix cv ia sms qr rgpd rdv
    pdf usb wifi it rh ca copil cse ag pdca teams excel outlook word powerpoint canva padlet
    genially sharepoint onedrive google drive facebook instagram snapchat tiktok whatsapp
    linkedin youtube zoom chrome windows android iphone intranet parcours parcoursup doctolib
    moodle kahoot klaxoon trello planner forms copilot noel paques toussaint pentecote
    ascension ramadan aid lundi mardi mercredi jeudi vendredi samedi dimanche janvier fevrier
    mars avril mai juin juillet aout septembre octobre novembre decembre automne hiver
    printemps ete carrefour leclerc lidl auchan aldi intermarche renault peugeot citroen dacia
    amazon ikea action decathlon leroy merlin norma cora monoprix mcdo mcdonald burger
    starbucks sncf cts blablacar alsace champagne ardenne bretagne normandie corse aquitaine
    occitanie provence auvergne picardie bourgogne vosges moselle meuse marne bas-rhin
    haut-rhin rhin meurthe gironde isere savoie loire nord sud est ouest ardeche strasbourg
    haguenau colmar mulhouse saverne wissembourg selestat obernai molsheim bischwiller
    schiltigheim illkirch lingolsheim hoenheim bouxwiller marmoutier brumath erstein thann
    altkirch guebwiller cernay wittelsheim niederbronn reichshoffen barr sarrebourg
    sarreguemines metz nancy epinal reims troyes lille roubaix tourcoing dunkerque calais
    amiens rouen caen havre rennes nantes brest quimper lorient vannes angers mans tours
    orleans blois bourges poitiers limoges bordeaux pau bayonne toulouse montauban perpignan
    montpellier nimes avignon marseille aix toulon nice cannes grenoble chambery annecy lyon
    villeurbanne clermont dijon besancon belfort montbeliard vesoul paris creteil bobigny
    nanterre versailles evry melun cergy valence vienne berlin bruxelles londres madrid rome
    kehl bale fribourg luxembourg allemagne belgique suisse italie espagne portugal maroc
    algerie tunisie senegal mali guinee turquie syrie afghanistan ukraine mayotte reunion
    guadeloupe martinique guyane neuhof elsau cronenbourg meinau koenigshoffen esplanade
    robertsau hautepierre krutenau ok top bravo merci bonjour bonsoir salut hello coucou
    irritant tdah ts vih ivg hp suggestion idee proposition astuce bonne pratique info urgent
    attention note bilan dossier atelier reunion erasmus bac bts cap bep permis licence master
    ufa ess ei acl siae""")
"""Institutions, tools, days, towns and shops: never somebody, whatever stands beside them."""

PLACE_NOUNS = word_set("""
    cfa mfr iut mjc csc ehpad esat ime itep ufa lep cio rue avenue av boulevard bd place quai
    square impasse allee chemin lycee college ecole gymnase stade salle foyer residence hopital
    clinique centre espace maison cite quartier gare station arret parc tour batiment bat
    fondation association prix coupe tournoi institut universite campus bibliotheque
    mediatheque auditorium amphi theatre musee tram antenne agence hotel restaurant boulangerie
    chateau eglise site loi plan rapport meteo saint sainte st ste internat crous pont port
    village garage salon boutique fete film livre piece spectacle serie chanson expo exposition
    concert roman theatre conte album""")
STREETS = word_set("""
    rue avenue av boulevard bd place quai square impasse allee chemin lycee college ecole prix
    coupe tournoi saint sainte film livre piece chanson roman""")

PLACE_HOPS = word_set("""
    de du des la le les l d general marechal president docteur dr abbe saint sainte professeur
    pr capitaine colonel multimedia municipal communal professionnel prive polyvalente""")

ROLES = word_set("""
    collegue collegues conseiller conseillere conseillers conseilleres cip referent referente
    referents directeur directrice direction responsable chef cheffe coordinateur coordinatrice
    formateur formatrice formateurs educateur educatrice educateurs animateur animatrice
    psychologue psy infirmier infirmiere medecin docteur dr contact interlocuteur
    interlocutrice intervenant intervenante assistant assistante maire elu elue adjoint
    adjointe prefet sous-prefet prefete president presidente administrateur administratrice
    comptable secretaire stagiaire alternante vigile gardien gardienne technicien technicienne
    informaticien chargee charge agent tuteur tutrice patron patronne gerant gerante recruteur
    recruteuse proviseur proviseure principal principale cpe professeur prof enseignant
    enseignante avocat avocate juriste partenaire inspecteur inspectrice deleguee delegue
    benevole parrain marraine consultant consultante mediateur mediatrice auditeur auditrice
    manager drh accueil facteur traiteur chauffeur juge maitre magistrat procureur greffier
    greffiere policier policiere gendarme commandant coach entraineur artisan boss
    correspondant correspondante depute deputee senateur senatrice ministre prefete notaire
    architecte journaliste photographe comedien comedienne jury""")
OFFICE = word_set("""
    bureau idee astuce boulot planning agenda trame tuto portefeuille remplacement suggestion
    proposition""")
"""What only colleagues have: « le bureau de Nadia »."""

ROLE_HOPS = word_set("""
    de du des la le les l d a au aux chez est sera nos notre mon ma leur social sociale sociaux
    adjointe general generale handicap insertion entreprise qualite creche foyer mairie cfa
    garage local locale technique commercial pedagogique formation enfants jeunes police
    service emploi communautaire municipal municipale apprentissage""")

INSTITUTIONS = word_set("""
    caf cpam carsat msa mdph ccas afpa greta epide france travail pole cap mairie prefecture
    departement region pjj ase spip ars dreets ddets conseil opco adil csapa cmp pmi paej fjt
    crous adecco manpower randstad synergie crit urssaf rectorat metropole ville accueil
    direction siege rh comptabilite qualite informatique association chambre cci cma ml arml
    unml cidff formation mutuelle banque service compta equipe pole siege crit police
    gendarmerie justice tribunal lycee college""")

MANAGING = word_set("""
    directeur directrice formateur formatrice responsable chef cheffe referent referente
    conseiller conseillere vigile educateur educatrice psychologue animateur animatrice maire
    president presidente gerant gerante patron patronne tuteur tutrice assistante coordinateur
    coordinatrice infirmiere medecin collegue notre coordonnateur mediateur mediatrice charge
    chargee comptable secretaire alternante""")
"""What follows a name and a comma when it is somebody at work: « M. Klein, directeur du CFA »."""

GREETINGS = word_set("""
    bonjour bonsoir salut hello coucou cc hey bjr slt merci mercii bravo felicitations bises
    bienvenue chere cher toi anniversaire retraite fete dsl desole desolee pardon bisous
    chapeau ok yo""")
HAILS = word_set("bonjour bonsoir salut hello coucou cc hey bjr slt")
BEING = word_set("est e a n ne avait etait veut vient peut va doit sera attend")
"""What follows somebody who is told of after a greeting; « e » is « é » in a hurry."""
ADDRESSED = word_set("tu t toi te vous peux pourrais peut-on on merci ok stp svp as-tu sais-tu")

CUES = word_set("""
    jeune petit petite prenomme prenommee denomme denommee nomme nommee appelle certain
    certaine usager usagere beneficiaire""")
THINGS = word_set("""
    fournisseur logiciel outil entreprise societe association site projet salle formation atelier
    appli application dispositif plateforme rue ville village film livre jeu chien chat""")
"""What is called something and is nobody: « le fournisseur s'appelle Bruneau »."""

TELLING = word_set("""
    dossier fiche rdv mere pere frere soeur parents maman famille situation photo cv mail
    numero tel telephone adresse carte nom prenom contrat copine copain fils fille cas suivi
    entretien projet attestation titre candidature absence parcours portable passeport
    conseillere educatrice educateur employeur patron""")

PUBLIC_NAMES = frozenset({
    "albert schweitzer", "anne frank", "billy elliot", "camille albane", "charles de",
    "christian dior", "emmanuel macron", "franck provost", "francois bayrou",
    "francois mitterrand", "gabriel attal", "harry potter", "hugo boss", "jacques brel",
    "jacques chirac", "jacques dessange", "jean jaures", "jean monnet", "jean moulin",
    "jean rostand", "jean-claude biguine", "jean-louis david", "jules ferry", "jules verne",
    "kylian mbappe", "leroy merlin", "louis pasteur", "louis vuitton", "marie blachere",
    "marie curie", "martin luther", "michel sapin", "nelson mandela", "petit prince",
    "pierre fabre", "robert bosch", "robert schuman", "rosa parks", "saint algue",
    "simone veil", "tommy hilfiger", "victor hugo", "yves rocher",
})  # fmt: skip
"""Brands and the famous, whose names stand on shops, schools and laws: two first words."""

DOING = word_set("""
    a n ne s m est attend attendait attends veut va peut doit vient arrive arrivait cherche
    refuse habite dort vit signe avait etait sera aura voudrait voulait pourrait demande dit
    pense fait suit part revient repond travaille commence termine reprend souffre prend sort
    adore aime parle sait croit perd trouve galere bosse pleure appelle passe ecrit connait se
    voulais risque decroche montre lit hesite stresse abandonne""")
"""What somebody does: what follows a name that is a word, too."""

PLACES_TOO = word_set("""
    alma austin florence india lima lorraine malo milan nancy paris roman saba salem santiago
    sydney toscane valence victoria vienne chelsea orlando""")
"""First names that are places: « à » and « de » say nothing of them."""

BESIDE_NAMES = word_set(
    "avec pour par chez que jeune revu recu vu eu accompagne aide contre et ou"
)
"""What stands before a name that is a word, too."""


GENERIC_MAILBOXES = word_set("""
    contact prenom contacts accueil info infos information informations direction rh
    secretariat support noreply no ne admin administration standard mission missionlocale ml
    formation formations recrutement recrutements qualite communication com service services
    cej hello bonjour emploi candidature candidatures inscription inscriptions compta
    comptabilite facturation assistance helpdesk informatique dpo presse webmaster entreprises
    partenariat alternance stage stages referent equipe antenne agence planning reservation
    commande job jobs job sav""")

ORGANISATION_HOSTS = word_set("""
    caf cpam ameli carsat msa mdph afpa greta epide francetravail mairie ville gouv departement
    region missionlocale mission-locale milo imilo unml pole emploi adecco manpower randstad
    urssaf ccas cfa lycee ac prefecture asso""")
