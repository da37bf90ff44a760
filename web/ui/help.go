package ui

import (
	"strings"

	"parvis/web/urls"
)

// helps gives the parts of the site their page of the guide, and its heading where one speaks of them. The longest
// beginning of a path that stands here counts, so that a page of a room that has no line has its room's.
var helps = map[string]string{
	urls.Home():                                               "tableau-de-bord",
	urls.Watch():                                              "tableau-de-bord#en-retard-et-sans-marge",
	urls.MyList():                                             "ma-liste",
	urls.MyListPrint():                                        "ma-liste#imprimer",
	urls.ListOf(urls.AnyPerson):                               "ma-liste#la-liste-dune-collègue",
	urls.New(nil):                                             "menus#nouveau",
	urls.SiteMap():                                            "menus",
	urls.Guide():                                              "menus#laide",
	urls.Accessibility():                                      "menus",
	urls.Events():                                             "evenements-et-projets#les-événements",
	urls.Projects():                                           "evenements-et-projets#les-projets",
	urls.NewProject():                                         "evenements-et-projets#créer-un-projet",
	urls.Project(urls.AnyProject):                             "evenements-et-projets#la-page-dun-projet",
	urls.ProjectHistory(urls.AnyProject):                      "evenements-et-projets#lhistorique",
	urls.ProjectArchive(urls.AnyProject):                      "evenements-et-projets#supprimer-retrouver",
	urls.ProjectDelete(urls.AnyProject):                       "evenements-et-projets#supprimer-retrouver",
	urls.Trash():                                              "evenements-et-projets#supprimer-retrouver",
	urls.Plan(urls.AnyProject):                                "retroplanning",
	urls.Gantt(urls.AnyProject):                               "retroplanning#le-diagramme-de-gantt",
	urls.PlanPrint(urls.AnyProject):                           "retroplanning#imprimer",
	urls.ApplyTemplate(urls.AnyProject):                       "retroplanning#partir-dun-modèle",
	urls.NewTask(urls.AnyProject):                             "retroplanning#ajouter-et-modifier-une-tâche",
	urls.QuickAdd(urls.AnyProject):                            "retroplanning#ajouter-dune-ligne",
	urls.Together(urls.AnyProject):                            "retroplanning#plusieurs-tâches-à-la-fois",
	urls.ProjectPartners(urls.AnyProject):                     "partenaires-d-un-projet",
	urls.ProjectPartnerList(urls.AnyProject):                  "partenaires-d-un-projet#la-liste",
	urls.ProjectPartnerMap(urls.AnyProject):                   "partenaires-d-un-projet#la-carte",
	urls.NewProjectPartner(urls.AnyProject):                   "partenaires-d-un-projet#ajouter-un-partenaire",
	urls.Spot(urls.AnyProject):                                "partenaires-d-un-projet#chercher-des-relais",
	urls.CallSheet(urls.AnyProject):                           "partenaires-d-un-projet#la-liste-dappels",
	urls.Partner(urls.AnyPartner):                             "partenaires-d-un-projet#modifier-ou-retirer-un-partenaire",
	urls.Task(urls.AnyTask):                                   "retroplanning#la-page-dune-tâche",
	urls.TaskEdit(urls.AnyTask):                               "retroplanning#ajouter-et-modifier-une-tâche",
	urls.TaskLine(urls.AnyTask):                               "retroplanning#modifier-dans-la-liste",
	urls.TaskDelete(urls.AnyTask):                             "retroplanning#supprimer-une-tâche",
	urls.Organisations():                                      "annuaire",
	urls.Post(urls.AnyPost):                                   "annuaire#les-contacts",
	urls.Contacts():                                           "annuaire#les-contacts",
	urls.Exchanges():                                          "annuaire#noter-un-échange",
	urls.Tags():                                               "annuaire#rappels-par-étiquette",
	urls.Spaces():                                             "espaces",
	urls.NewSpace():                                           "espaces#ajouter-ou-modifier-un-espace",
	urls.SpacesPrint(nil):                                     "espaces#imprimer-télécharger",
	urls.SpacesImport():                                       "espaces#importer-des-espaces",
	urls.Territories():                                        "territoires",
	urls.NewTerritory():                                       "territoires#ajouter-ou-modifier-un-territoire",
	urls.TerritoriesPrint(nil):                                "territoires#imprimer-télécharger",
	urls.TerritoriesImport():                                  "territoires#importer-des-territoires",
	urls.Agreements():                                         "conventions",
	urls.NewAgreement(nil):                                    "conventions#ajouter-une-convention",
	urls.ProjectAgreements(urls.AnyProject):                   "conventions#dans-un-projet",
	urls.Activities():                                         "activites",
	urls.ActivitiesPrint(nil):                                 "activites#imprimer-télécharger-importer",
	urls.ProjectActivities(urls.AnyProject):                   "activites#le-programme-dun-projet",
	urls.NewActivity(urls.AnyProject):                         "activites#noter-une-idée-la-proposer",
	urls.ActivityTakeUp(urls.AnyActivity):                     "activites#reprendre-une-activité",
	urls.Slots():                                              "seances",
	urls.ProjectGrid(urls.AnyProject):                         "seances#la-grille-dun-jour",
	urls.NewSlot(urls.AnyProject, nil):                        "seances#ajouter-une-séance",
	urls.SlotRepeat(urls.AnySlot):                             "seances#répéter-une-séance",
	urls.ProjectConflicts(urls.AnyProject):                    "seances#ce-qui-ne-va-pas-ensemble",
	urls.MySlots():                                            "postes#mes-séances",
	urls.Days():                                               "jour-j",
	urls.DayEntry(urls.AnyEntry):                              "jour-j#noter",
	urls.Audiences():                                          "jour-j#les-publics",
	urls.SlotNeeds(urls.AnySlot):                              "postes#dire-les-besoins",
	urls.SlotNeed(urls.AnySlotNeed):                           "postes#confier-un-poste",
	urls.ProjectStaff(urls.AnyProject):                        "postes#le-tableau-des-postes",
	urls.OutsiderLinks(urls.AnyOutsider):                      "postes#le-lien-dune-personne-sans-compte",
	urls.StaffTell(urls.AnyProject):                           "postes#prévenir-les-personnes",
	urls.StaffSheets(urls.AnyProject, nil):                    "postes#imprimer",
	urls.StaffPlaces(urls.AnyProject, nil):                    "postes#imprimer",
	urls.StaffSigning(urls.AnyProject, nil):                   "postes#imprimer",
	urls.NewGroup(urls.AnySlot):                               "seances#les-groupes",
	urls.Equipment():                                          "materiel",
	urls.NewEquipment():                                       "materiel#ajouter-ou-modifier-un-article",
	urls.EquipmentPrint(nil):                                  "materiel#imprimer-télécharger-importer",
	urls.EquipmentImport():                                    "materiel#imprimer-télécharger-importer",
	urls.EquipmentSets():                                      "materiel#les-lots",
	urls.EquipmentShortages():                                 "materiel#ce-qui-manque",
	urls.EquipmentDay(nil):                                    "materiel#ce-qui-manque",
	urls.ProjectEquipment(urls.AnyProject):                    "materiel#dans-un-projet",
	urls.ProjectLoading(urls.AnyProject):                      "materiel#les-listes-de-chargement",
	urls.Booking(urls.AnyBooking):                             "materiel#dans-un-projet",
	urls.BookingReturn(urls.AnyBookingLine):                   "materiel#les-listes-de-chargement",
	urls.SlotEquipment(urls.AnySlot):                          "materiel#pour-une-séance",
	urls.Forms():                                              "questionnaires",
	urls.NewForm():                                            "questionnaires#commencer-un-questionnaire",
	urls.FormImport():                                         "questionnaires#importer-un-xlsform",
	urls.Form(urls.AnyForm):                                   "questionnaires#construire",
	urls.FormEdit(urls.AnyForm):                               "questionnaires#les-réglages",
	urls.NewQuestion(urls.AnyForm, ""):                        "questionnaires#construire",
	urls.Question(urls.AnyForm, urls.AnyQuestionKey):          "questionnaires#construire",
	urls.QuestionCondition(urls.AnyForm, urls.AnyQuestionKey): "questionnaires#poser-une-question-à-certains-seulement",
	urls.FormPublish(urls.AnyForm):                            "questionnaires#publier",
	urls.FormVersion(urls.AnyForm, urls.AnyFormVersion):       "questionnaires#publier",
	urls.Bank():                                               "questionnaires#la-banque-de-questions",
	urls.BankQuestion(urls.AnyBankQuestion):                   "questionnaires#la-banque-de-questions",
	urls.FormBank(urls.AnyForm, ""):                           "questionnaires#la-banque-de-questions",
	urls.ProjectOutings(urls.AnyProject):                      "hors-les-murs",
	urls.Outing(urls.AnyOuting):                               "hors-les-murs",
	urls.ProjectEdition(urls.AnyProject):                      "edition-suivante#comparer-deux-éditions",
	urls.NextEdition(urls.AnyProject):                         "edition-suivante",
	urls.Group(urls.AnyGroup):                                 "seances#les-groupes",
	urls.Crew():                                               "equipe",
	urls.CrewPrint(nil):                                       "equipe#chercher-imprimer",
	urls.NewOutsider():                                        "equipe#ajouter-une-personne-sans-compte",
	urls.CrewPerson(urls.AnyPerson):                           "equipe#les-compétences",
	urls.Skills():                                             "equipe#les-compétences",
	urls.Skill(urls.AnySkill):                                 "equipe#les-compétences",
	urls.Documents():                                          "documents",
	urls.NewModel():                                           "documents#écrire-un-modèle-dans-parvis",
	urls.WordModel():                                          "documents#apporter-un-modèle-word",
	urls.NewDocument(0, nil):                                  "documents#remplir-un-modèle",
	urls.FillDocument(0, nil):                                 "documents#ce-qui-manque",
	urls.NewDocument(urls.AnyProject, nil):                    "documents#remplir-un-modèle",
	urls.FillDocument(urls.AnyProject, nil):                   "documents#ce-qui-manque",
	urls.Settings():                                           "reglages",
	urls.Logistics(urls.AnyProject):                           "dossier",
	urls.UsualPieces(urls.AnyProject, nil):                    "dossier#les-pièces-habituelles",
	urls.NewPiece(urls.AnyProject):                            "dossier#ajouter-une-pièce",
	urls.Piece(urls.AnyPiece):                                 "dossier#noter-où-en-est-une-pièce",
	urls.PieceRemind(urls.AnyPiece):                           "dossier#relancer",
	urls.Deliveries(urls.AnyProject):                          "dossier#les-livraisons",
	urls.Delivery(urls.AnyDelivery):                           "dossier#les-livraisons",
	urls.FileEntries():                                        "dossier#les-pièces-habituelles",
	urls.Privacy():                                            "donnees-personnelles",
	urls.Team():                                               "reglages#équipe",
	urls.Calendar():                                           "reglages#calendrier",
	urls.Messages():                                           "messages#ce-qui-nest-pas-parti",
	urls.Forgotten():                                          "messages#mot-de-passe-oublié",
	urls.DemoMessages():                                       "messages#dans-la-démonstration",
	urls.MyAccount():                                          "se-connecter#rester-connecté-se-déconnecter",
	urls.MyAbsences():                                         "ma-liste#vos-absences-et-votre-semaine",
	urls.Password():                                           "se-connecter#changer-de-mot-de-passe",
	urls.ProjectLinks(urls.AnyProject):                        "liens-et-agendas",
	urls.MyFeeds():                                            "liens-et-agendas#vos-tâches-dans-votre-agenda",
	urls.AllLinks():                                           "liens-et-agendas#voir-et-arrêter-les-liens",
	urls.Notices():                                            "fils-et-avis",
	urls.Thread(urls.AnyKind, urls.AnyThing):                  "fils-et-avis",
	urls.TextEdit(urls.AnyThing):                              "fils-et-avis",
	urls.Files(urls.AnyKind, urls.AnyThing):                   "fichiers",
	urls.Imports():                                            "importer",
	urls.ProjectCollections(urls.AnyProject):                  "recueillir",
	urls.NewCollection(urls.AnyProject):                       "recueillir#proposer-un-questionnaire",
	urls.Collection(urls.AnyCollection):                       "recueillir",
	urls.CollectionEntry(urls.AnyCollection, nil):             "recueillir#le-papier",
	urls.CollectionCorrection(urls.AnyCollection, urls.AnyResponse): "recueillir#le-papier",
	urls.ProjectObservations(urls.AnyProject):                       "recueillir#observer-une-séance",
	urls.SlotObserve(urls.AnySlot):                                  "recueillir#observer-une-séance",
	urls.SlotGrid(urls.AnySlot, urls.AnyForm):                       "recueillir#observer-une-séance",
	urls.Observation(urls.AnyObservation):                           "recueillir#observer-une-séance",
	urls.Attendance(nil):                                            "frequentation",
	urls.AttendanceYear(nil):                                        "frequentation#le-tableau-du-ministère",
	urls.ProjectAttendance(urls.AnyProject, nil):                    "frequentation#dans-un-projet",
	urls.AttendanceImport():                                         "frequentation#importer-les-années-passées",
	urls.SlotAttendance(urls.AnySlot):                               "frequentation#corriger-un-compte",
	urls.ProjectDoors(urls.AnyProject):                              "frequentation#compter-à-la-porte-sans-compte",
	urls.FormResults(urls.AnyForm, nil):                             "resultats",
	urls.FormVerbatims(urls.AnyForm, nil):                           "resultats#lire-ce-qui-a-été-écrit",
	urls.FormResponses(urls.AnyForm, nil):                           "resultats#mettre-une-réponse-de-côté",
	urls.FormCompare(urls.AnyForm, nil):                             "resultats#comparer-deux-éditions",
	urls.ResultTask(urls.AnyForm, nil):                              "resultats#en-faire-une-tâche",
}

// help is the address of what the guide says of the page.
func (f Frame) help() string {
	parts := strings.Split(strings.TrimSuffix(f.Path, "/"), "/")
	best, page := 0, ""
	for pattern, of := range helps {
		if n := begins(parts, strings.Split(strings.TrimSuffix(pattern, "/"), "/")); n > best {
			best, page = n, of
		}
	}
	if page == "" || best == 2 && len(parts) > 1 { // only the beginning of every path
		return urls.Guide()
	}
	return urls.GuidePage(page)
}

// begins tells how well a path begins as a pattern says, 0 when it does not: a name such as {project} stands for any one
// part, and a part's own word counts for more.
func begins(path, pattern []string) (n int) {
	if len(pattern) > len(path) {
		return 0
	}
	for i, part := range pattern {
		switch {
		case part == path[i]:
			n += 2
		case strings.HasPrefix(part, "{"):
			n++
		default:
			return 0
		}
	}
	return n
}
