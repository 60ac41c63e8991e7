"""What an office complains of: the words in which the same thing, or the same trouble, is said.

A word stands without its accents, and what is compared is its stem, or with « = » before it the
word as it is: « four » is hot, « fournir » is not. Words joined by « _ » must follow each other;
small words count only where they are said. A word may name several things.
"""

THINGS: dict[str, str] = {
    "software": """imilo logiciel outil_metier progiciel interface ecran_accueil menu onglet
        module bouton fiche_jeune parcours3""",
    "record": """fiche dossier_jeune suivi_jeune historique donnees saisie entretien_saisi
        enregistrer""",
    "app_cej": """appli application appli_cej espace_personnel application_cej espace_cej
        application_contrat_engagement appli_contrat""",
    "computer": """pc ordi ordinateur portable unite_centrale windows demarrer demarrage allumer
        redemarrer bios""",
    "screen": "ecran moniteur double_ecran pixel",
    "keyboard": "clavier souris_sans_fil touche",
    "network": """wifi reseau internet connexion connecter fibre debit serveur box_internet
        partage_co coupure_internet 4g ethernet hors_ligne partage_connexion""",
    "mobile_signal": """capter reseau_tel reseau_mobile zone_blanche barre_reseau reseau_telephone
        capte reseau_annexe trottoir_appeler pas_reseau =capte""",
    "remote": "vpn teletravail distance distanciel jeton acces_distant domicile_bureau nomade",
    "password": """mdp mot_passe motdepasse passe_expire code_acces identification reinitialiser
        majuscule caractere authentification""",
    "account": """identifiant session login loguer log acces habilitation droit_acces code_imilo
        authentifier identifier droits_ouverts connecter_compte =comptes mon_compte
        son_compte compte_bloque compte_imilo mes_acces mes_codes""",
    "session_lost": """ejecter jeter deconnecter deconnexion reconnecter reidentifier
        session_expire session_saute eject deco kicker session_ferme reidentification""",
    "update": "maj mise_jour miseajour version bascule migration nouvelle_version deploiement",
    "support": """support hotline ticket assistance informaticien service_informatique dsi editeur
        depannage technicien service_technique =maintenance""",
    "attachment": """piece_jointe pj upload telecharger_document joindre_fichier deposer ged mo
        trop_lourd format_supporte televerser convertir fichier_lourd""",
    "shared_files": """serveur_fichier dossier_partage drive partage arborescence fichier excel
        tableau tableur verrouiller lecture_seule classer classement ranger nommage""",
    "intranet": """intranet moteur_recherche recherche_interne page_introuvable sharepoint
        extranet""",
    "website": """site site_internet google page_web fiche_google site_web en_ligne
        internet_affiche""",
    "online_booking": """reservation_ligne rdv_ligne module_reservation prise_rdv doctolib
        prendre_rdv_site creneau_ligne confirmation_internet""",
    "social_media": """instagram insta facebook reseaux_sociaux tiktok linkedin snap filtre
        publier communiquer_reseaux""",
    "teams": "teams notification notif groupe_teams groupes_teams",
    "visio": """visio visioconference zoom micro webcam camera partage_ecran distanciel visioconf
        casque_visio videoconference""",
    "projector": "videoprojecteur projecteur retroprojecteur videoproj hdmi",
    "alerts": """alerte alertes rappel_automatique notification_imilo echeance liste_rouge
        relance_auto pop_up popup liste_taches""",
    "mandatory_field": """champ champs obligatoire case cases renseigner cocher menu_deroulant
        champ_obligatoire rubrique""",
    "statistics": """stat stats statistique chiffre reporting bilan_chiffre tableau_bord
        indicateur extraction export comptage requete dreets ddets fse donnees_chiffrees
        trimestre""",
    "double_entry": """ressaisir resaisir ressaisie double_saisie saisir_deux saisir_trois
        recopier retaper doublon_saisie deux_logiciel trois_logiciel trois_endroits
        trois_fois_chose meme_chose_partout deux_fois_chose copier_coller deux_tableaux
        identique""",
    "duplicates": "doublon doublons homonyme fiche_double deux_fiches fusionner",
    "clicks": "clic clics cliquer etapes ecran_etape onglets nombre_clics manipulation",
    "tablet": "tablette tablettes ipad batterie decharger =chargeur =chargeurs",
    "lent_equipment": """pret preter emprunter emprunt rendre_materiel restituer mis_disposition
        materiel_prete inventaire""",
    "public_pc": "libre_service cyber borne libre_acces poste_public",
    "printer": """imprimante imprimer impression copieur photocopieur photocopieuse photocopie
        bourrage recto_verso tirage multifonction sortir_papier""",
    "toner": "toner encre cartouche couleur_imprimante plus_encre",
    "scanner": """scan scanner numeriser numerisation numeriseur chargeur_automatique avaleur pdf
        rescanner""",
    "paper_supplies": """fourniture stylo enveloppe ramette papier agrafe post_it chemise classeur
        ciseaux bloc_note stock_fourniture materiel_bureau cahier feutre""",
    "purchase": """commande bon_commande achat acheter budget_achat facture depense
        validation_depense =devis""",
    "post": """timbre timbres affranchir affranchissement poster_courrier machine_affranchir
        recommande la_poste colis""",
    "letter": "courrier lettre convocation_papier courriers boite_lettres envoi_postal",
    "email": """mail mails email courriel messagerie boite_mail copie_mail spam indesirable cc
        boite_reception pour_info outlook objet_mail""",
    "generic_mailbox": """boite_generique adresse_generique boite_commune mail_contact
        boite_partagee""",
    "sms": "sms texto textos message_rappel rappel_rdv rappel_sms rappels sms_rappel",
    "fax": "fax faxer telecopie",
    "phone": """telephone tel standard appel appeler appels sonner sonnerie decrocher raccrocher
        repondeur joindre injoignable numero_direct transfert_appel combine
        messagerie_vocale poste_telephonique bout_fil rappeler joignable ligne_directe
        lignes_telephoniques""",
    "headset": "casque oreillette gresille",
    "work_mobile": "telephone_pro portable_pro tel_pro smartphone_pro mobile_pro",
    "esignature": """signature_electronique signer_tablette signature_tel signature_telephone
        signer_ligne docusign yousign signer_portable e_signature signer_mobile
        valider_contrat_android signature_numerique signer_son_contrat valider_contrat
        =android""",
    "signature": """signature signer signataire parapheur delegation tampon cachet paraphe
        contreseing emargement valider_hierarchie onze_fois pages_signer""",
    "cold": """froid chauffage radiateur manteau doudoune glacial geler gele cailler echarpe
        mitaine bonnet moufle chaudiere blouson plaid gant_hiver caille frigorifie grelotter
        polaire temperature_basse chauffer =pull""",
    "hot": """chaud chaleur clim climatisation ventilateur canicule fournaise etouffer suffoquer
        transpirer surchauffe malaise_chaleur etouffant =four""",
    "noise": """bruit bruyant brouhaha travaux chantier marteau_piqueur perceuse musique crier cri
        vacarme enceinte raffut tapage sonore boucan tintamarre concentrer""",
    "building_works": "travaux chantier marteau_piqueur perceuse ouvrier echafaudage",
    "privacy": """confidentialite cloison entend paroi insonoriser isolation_phonique
        secret_professionnel voix_haute discret confidentiel murs open_space indiscret
        oreille chuchoter intimite entendre_tout mur papier_cigarette isolation
        conversation_voisin ecouter""",
    "room": """salle bureau box local piece_libre bureau_libre creneau_salle reservation_salle
        salle_reunion bureau_ferme bureau_dispo salle_atelier recevoir_couloir""",
    "no_room": """couloir recu_couloir bureau_libre aucune_salle pas_salle bureau_occupe
        cage_escalier tout_occupe coin_tranquille bureau_ferme chercher_salle salle_prise
        salles_prises box_libre bureau_dispo pas_bureau hall_entretien cuisine_entretien
        bureaux_pris tout_est_occupe occupe""",
    "booking": """reserver reservation planning_salle salle_reservee resa fantome bloque_planning
        reserve bloquer_salle reservee""",
    "agenda": """agenda planning calendrier emploi_temps creneau rdv_pose horaire_planning outlook
        plannings planifier""",
    "clash": """meme_heure meme_creneau chevauchement deux_groupes deux_rdv doublon_rdv
        deux_entretiens meme_salle meme_moment trois_entretiens double_reservation
        surbooking meme_bureau meme_piece deux_ateliers""",
    "no_break": """enchainer affilee pause_dejeuner sans_pause temps_admin temps_administratif
        souffler enchainement pas_pause creneau_rediger sans_creneau pause""",
    "waiting_room": "salle_attente hall attente_accueil couloir_attente",
    "queue": """attente attendre queue patienter poireauter debordement affluence bouchon_accueil
        heure_attente temps_attente trop_monde monde_accueil =file lundi_monde trop_de_monde
        =trottoir""",
    "chairs": """chaise siege_accueil place_assise assis debout banc canape asseoir places_assises
        =sieges""",
    "furniture": """fauteuil siege_bureau mal_dos dos lombaire ergonomie reglage_bureau assise
        bureau_hauteur kine dossier_chaise mobilier siege_conseiller sieges_conseillers""",
    "storage": """armoire placard rangement casier vestiaire tiroir coffre mettre_clef
        local_stockage""",
    "theft": "derober portefeuille disparu_sac effets_personnels affaires_perso =vol =vole",
    "files_unlocked": """armoire_ferme dossiers_vue rgpd dossiers_papier sous_clef armoire_cle
        traine traner documents_sensibles trainer vue_tous""",
    "archives": """archive archives archivage carton cartons vieux_dossier classeurs_anciens
        entasser""",
    "light": """neon ampoule lumiere eclairage lampe noir_total penombre obscur clignote
        lampadaire lumineux eclairer allee_eclairee torche eteint""",
    "sun": "soleil store rideau eblouir reflet volet film_vitre fenetre_soleil",
    "doors": """badge badger clef cle serrure portail portillon digicode code_porte interphone
        visiophone sonnette entree_bloquee coince_dehors carte_acces lecteur alarme sas
        dehors enferme grille =porte =portes =verrou""",
    "badge": "badge badger carte_acces lecteur_badge lecteur_entree badgeuse pointeuse",
    "key": "cle clef cles clefs trousseau serrure double_cle",
    "alarm": "alarme sirene code_alarme intrusion incendie evacuation",
    "doorbell": "sonnette interphone visiophone sonner_porte",
    "clocking": "badgeuse pointeuse pointage pointer_heures",
    "lift": "ascenseur elevateur monte_charge",
    "accessibility": """fauteuil_roulant pmr rampe mobilite_reduite handicap_acces bequille
        escalier_fauteuil""",
    "toilets": "toilette toilettes wc sanitaire lavabo papier_toilette chasse_eau urinoir",
    "cleaning": """menage nettoyer nettoyage sale poubelle proprete aspirateur poussiere crasse
        salete hygiene""",
    "smell": "odeur pue sentir_mauvais egout puer nauseabond sent",
    "pests": """souris_bureau fourmi cafard rat nuisible crotte deratisation insecte punaise mite
        moustique""",
    "water_leak": """fuite goutte plafond infiltration inondation seau bassine degat_eaux
        pluie_toit""",
    "coffee": "machine_cafe distributeur cafetiere boisson bouilloire kawa expresso =cafe",
    "kitchen": """cuisine frigo micro_onde vaisselle evier salle_pause coin_repas refectoire
        dejeuner repas manger cantine midi_repas tisanerie""",
    "water": "eau fontaine eau_chaude bonbonne",
    "signage": """panneau signaletique enseigne fleche indiquer_entree trouver_entree plaque
        panneau_entree indication indique""",
    "opening_hours": """horaire ouverture horaires_ouverture heures_ouverture fermeture
        annonce_ouvert ouvre_samedi horaires ferme_midi heures_indiquees fermer_exceptionnel""",
    "posters": """flyer depliant brochure presentoir plaquette panneau_affichage affiches_perimees
        kakemono prospectus tract =affiches affiche_perimee affiches_murs""",
    "parking": """parking garer stationnement stationner place_parking tourner_quartier
        places_prises laisser_voiture trouver_place place_voiture gare_voiture""",
    "security": """agression violence violent insulte menace peur insecurite incivilite alcoolise
        bouton_alerte agressif securite_accueil vigile insulter frapper taper_porte menacer
        danger agresser""",
    "night": "soir_noir nuit noir lampadaire fermeture_soir allee torche hiver_nuit",
    "service_car": """voiture_service clio vehicule voiture_antenne twingo kangoo minibus voiture
        pool_voiture flotte""",
    "fuel": """essence carburant gasoil station_service carte_carburant reservoir sec_voiture
        pompe faire_plein sur_reserve sans_essence carte_essence""",
    "mileage": """frais_deplacement frais_kilometrique km remboursement_frais note_frais
        indemnite_kilometrique""",
    "travel_far": """heure_route aller_retour_siege km_reunion loin trajet_formation heures_route
        kilometres""",
    "no_show": """absent absence lapin venir viennent_pas vient_pas venu personne_venu desistement
        no_show pas_presente honorer chaise_vide presents absenteisme vides salle_vide
        poser_lapin faux_bond viennent decommander absents""",
    "workshop": "atelier collective info_coll information_collective animation groupe seance",
    "convocation": "convocation convoquer convoc invitation_rdv",
    "transport": """bus car_transport transport navette trajet correspondance ter tram ligne_bus
        horaires_bus arret_bus desservir autocar transports dernier_bus =cars =trains
        par_train gare_sncf dernier_car venir_bus sans_voiture sans_permis""",
    "transport_tickets": """ticket_transport ticket_bus ticket_tram tickets titre_transport
        carte_transport carnet_ticket ticket_mobilite billet carte_bus abonnement
        tickets_bus titres""",
    "licence": """permis auto_ecole autoecole code_route heures_conduite aide_permis conduite
        moniteur inscription_code aide_code passer_code =code_route""",
    "bikes": """velo scooter mobylette trottinette location_solidaire plateforme_mobilite
        mobilite_douce location_sociale cyclomoteur deux_roues""",
    "rural": "rural campagne vallee commune_eloignee village isole plateau bourg bout_monde",
    "housing": """logement hebergement 115 dormir foyer fjt garant bailleur apl loyer nuit_dehors
        sans_abri sdf hlm voiture_dort hebergement_urgence toit visale residence crous
        dormir_dehors =rue""",
    "domiciliation": """domiciliation domicilier adresse_postale election_domicile sans_adresse
        adresse_stable""",
    "childcare": """creche bebe enfant maman mere nounou assistante_maternelle halte_garderie
        mode_garde poussette petit_enfant meres =garde""",
    "bank": "banque compte_bancaire rib bancaire livret ouvrir_compte iban agence_bancaire",
    "identity_papers": """cni carte_identite passeport titre_identite titre_sejour recepisse
        prefecture mairie_titre empreintes etat_civil acte_naissance papiers_identite
        cartes_identite""",
    "health_cover": """mutuelle complementaire css cmu secu cpam carte_vitale ameli droits_sante
        couverture_sante soin ouverture_droits medecin_traitant dentiste lunettes opticien
        securite_sociale medicament medocs assurance_maladie""",
    "doctor": "medecin visite_medicale generaliste creneau_medecin bilan_sante",
    "mental_health": """psy psychologue cmp mal_etre psychiatre sante_mentale addiction psychique
        detresse""",
    "disability": "mdph rqth esat handicap travailleur_handicape maison_handicap aah",
    "food_aid": """alimentaire cheque_service bon_alimentaire colis_alimentaire epicerie_solidaire
        manger_rien faim banque_alimentaire restos_coeur aide_alimentaire rien_manger
        frigo_vide""",
    "work_clothes": """chaussures_securite epi tenue casque_chantier equipement_travail gants
        vetement tenue_travail habiller costume boutique_solidaire""",
    "digital_divide": """forfait smartphone_jeune fracture_numerique sans_ordi sans_internet
        pas_ordinateur illectronisme dematerialise dematerialisation demarches_ligne
        connexion_chez telephone_internet credit_telephone =data""",
    "unreachable_youth": """numero_attribue change_numero change_portable repond_jamais
        injoignables perdu_vue sans_nouvelle plus_nouvelle fantome remettre_main
        jeune_repond ne_repondent""",
    "literacy": """lire savoir_lire comprennent_rien jargon illettrisme incomprehensible_jeune
        ecrit_avocat facile_lire maitrise_ecrit langage lisible capter_mot notice
        comprennent comprendre_courrier comprennent_courrier""",
    "language": """interprete traducteur traduction langue pachto dari tigrigna arabe fle francais
        allophone parler_francais""",
    "minors": """decrocheur decrochage rectorat education_nationale lycee descolarise mineur
        obligation_formation college""",
    "tell_again": """raconter repeter_histoire change_conseiller nouveau_conseiller reprendre_zero
        recommencer_zero re_raconter depuis_debut raconte_parcours tout_reexpliquer
        reexpliquer""",
    "several_counsellors": """plusieurs_conseillers trois_conseillers suivi_deux
        deux_collegues_jeune qui_suit referent_unique""",
    "cej": """cej contrat_engagement engagement_jeune quinze_heures 15h heures_activite
        actions_cej activites""",
    "hours_15": """15h quinze_heures heures_activite heures_cej justifier_heures compter_heures
        heures_hebdomadaires actions_cej""",
    "pacea": "pacea cer ppae renouvellement_pacea",
    "allowance": """allocation alloc versement versee argent_cej paiement_allocation toucher
        virement verser alloc_cej touche""",
    "training_pay": """remuneration_stagiaire paie_formation asp indemnite_stage
        remuneration_formation stagiaire_formation_pro indemnite paie""",
    "fund": """faj fonds_aide aide_urgence fipj aide_financiere commission_aide secours subvention
        budget_aide""",
    "papers": """justificatif piece attestation document rib_papier papier_demande justificatifs
        pieces avis_imposition justificatif_domicile photocopie_cni""",
    "form": "formulaire cerfa questionnaire_papier fiche_liaison modele trame fiche_prescription",
    "versions": """version versions mouture bonne_version quelle_bonne derniere_version
        ancienne_version trois_versions quatre_versions circulation modele_perime obsolete
        ancien_modele plusieurs_versions""",
    "rejected": """dossier_refuse dossier_revenu rejet renvoye_dossier revenu_refuse recaler
        retoque case_cochee agrafe retour_dossier refusee_pour revenu_pour =refuse =refusee
        =refusees =refuses mauvais_format tampon_clair mal_signe case_oubliee""",
    "procedure": """procedure consigne regle note_service process circuit_validation mode_emploi
        instruction directive critere consignes regles notes_internes""",
    "too_long_doc": "pages trop_long page_demie jargon long_document",
    "pmsmp": "pmsmp convention immersion stage convention_stage",
    "training_course": """formation organisme_formation session stage_formation
        prescription_formation cfa demarrage_session inscrits_formation centre_formation ofr""",
    "apprenticeship": "apprentissage alternance apprenti cfa alternant",
    "staff_training": """former formation_imilo formation_interne formation_obligatoire formateur
        habilitation_formation""",
    "job_offers": """offre offres_emploi offre_pourvue offres poste_pourvu offres_perimees
        =annonces""",
    "employers": """employeur entreprise recruteur patron candidature cv entretien_embauche
        recrutement recruteurs salon forum_emploi job_dating boite_entreprise
        relation_entreprise""",
    "employer_called": """employeur_appele demarcher meme_entreprise appelee_fois
        interlocuteur_unique appels_collegues""",
    "interim": "interim agence_interim",
    "forum": "forum salon job_dating journee_portes_ouvertes seminaire",
    "caf": "caf allocations_familiales allocation_logement",
    "cpam": "cpam ameli secu assurance_maladie securite_sociale 3646",
    "france_travail": "france_travail ft pole_emploi pe orientation_ft prescription_ft",
    "age": "limite_age 26_ans hors_public 27_ans 28_ans 29_ans trop_age depasse_age",
    "ase": "ase aide_sociale_enfance foyer_enfance majorite 18_ans sortie_foyer sortie_ase",
    "pjj": "pjj educateur protection_judiciaire",
    "referent_changes": """nouvel_educateur change_referent referent_remplace changement_referent
        educateur_change nouveau_referent interlocuteur_change""",
    "town_hall": "mairie municipalite ccas",
    "partner": """partenaire partenaires association structure_voisine permanence_partenaire
        annuaire""",
    "partner_moved": """demenager change_adresse porte_close permanence_deplacee lieu_change
        bouger""",
    "transfer": """transfert mutation mission_locale_voisine dossier_transfere autre_mission
        autre_ml demenagement_jeune""",
    "committee": "commission comite quorum reporte_commission",
    "court": "tribunal juge justice spip prison",
    "newcomer": """nouvelle_collegue arrive_lundi nouveau_collegue embauche prise_poste
        nouvelle_arrivee stagiaire_arrive suis_arrivee integration nouvel_arrivant =arrivee
        =nouvelle mon_arrivee suis_la""",
    "handover": """passation tuilage transmission reprendre_portefeuille sortant
        reprise_portefeuille passer_relais doublon_poste""",
    "turnover": """cdd turn_over turnover depart contrat_court remplacer quitter reconduit
        demission roulement""",
    "understaffed": """sous_effectif remplacement arret_maladie poste_vacant manque_personnel
        renfort deux_tenir =seule toute_seule tout_seul etre_seul seul_accueil""",
    "reception": "accueil banque_accueil charge_accueil agent_accueil guichet comptoir",
    "portfolio": "portefeuille jeunes_suivis file_active nombre_jeunes",
    "targets": """objectif quota chiffre_entrees pression entrees_cej usine faire_chiffre
        objectifs""",
    "meetings": "reunion reunions reunion_equipe reu ordre_jour comite_technique point_equipe",
    "internal_info": """information_interne info_siege apprendre_hasard
        communication_interne oublies siege_antenne au_courant""",
    "site_forgotten": """antenne_oubliee oublie_antenne loin_siege bout_monde siege
        decisions_siege""",
    "who_does_what": """qui_fait_quoi organigramme qui_valide personne_sait_qui annuaire_interne
        qui_gere qui_signe""",
    "approval": "validation autorisation accord valider_chef trois_validations feu_vert",
    "leave": "conge conges rtt vacances validation_conges poser_conges",
    "overtime": """heures_sup heure_sup recup recuperation depassement_horaire
        heures_supplementaires heures_comptees""",
    "meal_vouchers": """ticket_resto titre_restaurant carte_resto tr tickets_restaurant
        titres_dejeuner titre_dejeuner""",
    "pay": "salaire prime fiche_paie augmentation",
    "survey": "enquete satisfaction sondage questionnaire questionnaire_satisfaction enquetes",
    "directory": """annuaire liste_partenaires coordonnees numeros_perimes liste_contacts
        contact_perime numeros_repond guide_aides""",
    "partner_report": "compte_rendu bilan_partenaire rapport_annuel financeur",
    "slowness": """lent lente lenteur rame ramer ramasse ralentir sablier chargement mouline
        tourne_rond patine min_ouvrir temps_reponse interminable barre_chargement une_minute
        long_ouvrir aller_cafe se_traine lag laguer tourne_tourne sature temps_chargement
        lambine escargot rame_fort met_temps plus_lent page_charge charger_page ca_mouline
        =secondes =rame =rames""",
    "crash": """planter plante plantage figer fige freeze crash ecran_noir ecran_bleu se_ferme
        ferme_seul geler_ecran =bug =bugs buguer bugger buggue =hs panne""",
    "lost_work": """efface effacer disparu disparaitre volatiliser tout_perdu perdre_saisie
        perdu_texte retaper tout_refaire tout_recommencer bouton_retour saisie_perdue
        perdu_travail""",
    "outdated": """perime perimee obsolete plus_valable date_de vieux vieille ancien_logo
        ancienne_adresse pas_jour plus_jour jour_depuis =faux numero_mort plus_attribue
        attribue plus_actuel""",
    "contradiction": """contradictoire contredire se_contredisent inverse_autre deux_versions
        reponse_differente differente chacun_sa_facon jamais_meme pas_meme incoherent
        contraire diverge""",
    "unclear": """comprendre comprends flou incomprehensible difference charabia opaque pas_clair
        personne_comprend perdu_consigne""",
    "cancelled": "annuler annule reporter reporte annulation deprogrammer decommander",
    "changed": """change_prevenir nouveau_formulaire modification sans_prevenir change_version
        changement""",
    "late_news": """apprendre_par appris_par su_par decouvert_par decouvrir_par apprend_par
        apprends_par on_decouvre pas_prevenu personne_prevenu prevenu_personne personne_dit
        informe_tard trop_tard derniere_minute dernier_moment""",
    "no_reply": """repond_pas sans_reponse pas_reponse aucune_reponse zero_reponse silence_radio
        relance relancer aucun_retour zero_retour pas_retour sans_retour sonne_vide
        donnent_suite pas_nouvelle""",
    "long_delay": """mois_attente semaines_attente mois_rdv liste_attente delai delais pas_avant
        aucun_creneau prochain_creneau jamais_recu""",
    "shortage": """rupture_stock plus_un_seul stock_vide epuise penurie plus_rien reserve_vide
        en_stock stock plus_aucun""",
    "name_search": "recherche_nom chercher_nom introuvable retrouver_jeune par_nom sans_accent",
    "every_time_again": """encore_demande redemander redemande deja_fourni deja_donne
        deux_fois_meme meme_papier deja_scanne fourni_fois""",
    "expiry": "expire expirer expiration perime_passe renouveler_passe",
    "urgency": """urgent veille_lendemain pour_hier pour_demain lendemain_matin dans_heure reclame
        dernier_moment demande_tard 48h""",
    "rain": "pleut pluie pleuvoir toit orage",
    "simulator": "simulateur simulation_droits calcul_droits estimation",
    "glass": "vitre hygiaphone plexi plexiglas",
    "iphone": "iphone android lien_marche lien_mort lien_casse lien_inscription",
}

SPELLINGS: dict[str, str] = {
    "tel": "telephone", "ordi": "ordinateur", "appli": "application",
    "doss": "dossier", "info": "information", "rdvs": "rdv", "resa": "reservation",
    "pb": "probleme", "ajd": "aujourdhui", "co": "connexion", "alloc": "allocation",
    "mdp": "mdp", "qqn": "quelqu", "interpretes": "interprete", "tph": "telephone",
    "clef": "cle", "clefs": "cle", "photocop": "photocopie", "compta": "comptabilite",
    "bal": "boite_mail", "psychologue": "psy", "jnes": "jeunes", "jne": "jeune",
    "convoc": "convocation", "doc": "document", "docs": "documents", "impr": "imprimante",
}  # fmt: skip
"""How people shorten words when they are in a hurry."""
