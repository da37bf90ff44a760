package journal

import (
	"slices"
	"strings"
)

// Kind is what sort of thing a subject is.
type Kind string

// The kinds of things that acts are done to, as stored.
const (
	Project      Kind = "project"
	Task         Kind = "task"
	Item         Kind = "item"     // of a task's checklist
	OwnTask      Kind = "own_task" // what somebody noted for herself; no history but its own tells it
	Event        Kind = "event"
	Text         Kind = "text" // of what people write to each other about a thing; the journal does not say what was written
	File         Kind = "file" // attached to a thing; the journal does not say its name
	Template     Kind = "template"
	Space        Kind = "space"
	Sheet        Kind = "sheet" // a file of rows that was imported; the journal does not say its name
	Link         Kind = "link"  // what is read through it without an account; its name is for whom it is
	Person       Kind = "person"
	Leave        Kind = "leave"    // its id is the person's
	OwnWeek      Kind = "own_week" // its id is the person's
	Closure      Kind = "closure"
	Territory    Kind = "territory"
	Organisation Kind = "organisation"
	Contact      Kind = "contact"
	Interaction  Kind = "interaction" // its name is that of the organisation it was with
	Tags         Kind = "tags"        // what the tags of organisations ask for
	Partner      Kind = "partner"     // an organisation in a project, of which it bears the name
	Agreement    Kind = "agreement"
	Activity     Kind = "activity"
	Slot         Kind = "slot"
	Registration Kind = "registration" // a group that comes to a slot
	Amount       Kind = "amount"       // of an agreement, whose id it bears; kept from whoever may not see amounts
	Calendar     Kind = "calendar"     // the service's week and what goes with it
	Piece        Kind = "piece"        // of a project's file
	PieceAmount  Kind = "piece_amount" // of a piece, whose id it bears; kept from whoever may not see amounts
	Delivery     Kind = "delivery"
	FileEntry    Kind = "file_entry" // of the list by which files begin
	Privacy      Kind = "privacy"    // personal data that were erased, without whose
	Retention    Kind = "retention"  // how long a kind of record is kept
	Document     Kind = "document"   // a model of documents
	Outsider     Kind = "outsider"   // who works for the service without an account
	Skill        Kind = "skill"
	OwnSkills    Kind = "own_skills" // of somebody of the service; its id is the person's

	Equipment    Kind = "equipment"
	EquipmentSet Kind = "equipment_set"
	Outing       Kind = "outing"    // what a project does away from the museum
	Booking      Kind = "booking"   // of equipment, made by hand; a slot's is told of the slot
	Audience     Kind = "audience"  // that counts tell apart
	DayEntry     Kind = "day_entry" // of the daybook: what was noted as it happened

	Collection   Kind = "collection" // where a form is asked; what was answered there is in no journal, but what was corrected of a sheet
	Form         Kind = "form"       // what is asked of people
	BankQuestion Kind = "bank_question"
	Door         Kind = "door"     // where somebody without an account counts
	Response     Kind = "response" // to a form, whose name it bears; the journal does not say what was answered, unless a sheet was typed wrong
)

// people are the kinds whose id and name are a person's.
var people = []Kind{Person, Leave, OwnWeek, OwnSkills}

// noun is how a kind is called: with its article, after « de », and what its name adds.
type noun struct{ the, of, named string }

var nouns = map[Kind]noun{
	Project:      {"le projet", "du projet", quoted},
	Task:         {"la tâche", "de la tâche", quoted},
	Item:         {"le point", "du point", quoted},
	OwnTask:      {"la tâche personnelle", "de la tâche personnelle", quoted},
	Event:        {"l’événement", "de l’événement", quoted},
	Text:         {"un message dans le fil", "d’un message dans le fil", ""},
	File:         {"un fichier", "d’un fichier", ""},
	Template:     {"le modèle", "du modèle", quoted},
	Space:        {"l’espace", "de l’espace", quoted},
	Sheet:        {"un tableau", "d’un tableau", ""},
	Link:         {"le lien", "du lien", quoted},
	Person:       {"le compte", "du compte", quoted},
	Leave:        {"une absence", "d’une absence", " pour %s"},
	OwnWeek:      {"la semaine de travail", "de la semaine de travail", " pour %s"},
	Closure:      {"la fermeture", "de la fermeture", quoted},
	Territory:    {"le territoire", "du territoire", quoted},
	Organisation: {"la structure", "de la structure", quoted},
	Contact:      {"le contact", "du contact", quoted},
	Interaction:  {"un échange", "d’un échange", " avec «\u00a0%s\u00a0»"},
	Tags:         {"les rappels des étiquettes", "des rappels des étiquettes", ""},
	Partner:      {"le partenaire", "du partenaire", quoted},
	Agreement:    {"la convention", "de la convention", quoted},
	Activity:     {"l’activité", "de l’activité", quoted},
	Slot:         {"la séance", "de la séance", quoted},
	Registration: {"le groupe", "du groupe", quoted},
	Document:     {"le modèle de document", "du modèle de document", quoted},
	Amount:       {"le montant", "du montant", ""},
	Piece:        {"la pièce", "de la pièce", quoted},
	PieceAmount:  {"le montant", "du montant", ""},
	Delivery:     {"la livraison", "de la livraison", quoted},
	FileEntry:    {"la ligne des pièces habituelles", "de la ligne des pièces habituelles", quoted},
	Privacy:      {"des données personnelles", "de données personnelles", ""},
	Retention:    {"la durée de conservation", "de la durée de conservation", quoted},
	Outsider:     {"la personne sans compte", "de la personne sans compte", quoted},
	Skill:        {"la compétence", "de la compétence", quoted},
	OwnSkills:    {"les compétences notées", "des compétences notées", " pour %s"},
	Calendar:     {"le calendrier du service", "du calendrier du service", ""},

	Equipment:    {"l’article", "de l’article", quoted},
	EquipmentSet: {"le lot", "du lot", quoted},
	Outing:       {"l’action hors les murs", "de l’action hors les murs", quoted},
	Booking:      {"la réservation", "de la réservation", quoted},
	Audience:     {"le public", "du public", quoted},
	DayEntry:     {"une ligne de la main courante", "d’une ligne de la main courante", quoted},
	Collection:   {"le recueil", "du recueil", quoted},
	Form:         {"le questionnaire", "du questionnaire", quoted},
	BankQuestion: {"la question de la banque", "de la question de la banque", quoted},
	Door:         {"la porte", "de la porte", quoted},
	Response:     {"une réponse", "d’une réponse", " à «\u00a0%s\u00a0»"},
}

const quoted = " «\u00a0%s\u00a0»"

// Verb is what was done.
type Verb string

// What can be done to a thing, as stored; a room that does something else adds it here.
const (
	Created       Verb = "create"
	Edited        Verb = "edit"
	Deleted       Verb = "delete"
	Restored      Verb = "restore"
	Removed       Verb = "remove" // for good, or off a list that it can be put back on
	Moved         Verb = "move"   // its dates changed
	Linked        Verb = "link"   // a project to an event
	Unlinked      Verb = "unlink"
	Archived      Verb = "archive"
	Unarchived    Verb = "unarchive"
	Prepared      Verb = "prepare"
	PreparedAgain Verb = "prepare_again"
	Cancelled     Verb = "cancel"
	Confirmed     Verb = "confirm"
	Unconfirmed   Verb = "unconfirm"
	BackToIdea    Verb = "back_to_idea"
	BackToConfirm Verb = "back_to_confirmed"
	Ran           Verb = "run"
	Ended         Verb = "end"
	Reopened      Verb = "reopen"
	MemberAdded   Verb = "add_member"
	MemberRemoved Verb = "remove_member"
	Started       Verb = "start"
	Finished      Verb = "finish"
	Blocked       Verb = "block"
	Dropped       Verb = "drop"
	Assigned      Verb = "assign"
	Reordered     Verb = "reorder"
	NeedAdded     Verb = "add_need"
	NeedRemoved   Verb = "remove_need"
	Ticked        Verb = "tick"
	Unticked      Verb = "untick"
	Applied       Verb = "apply" // a template
	Imported      Verb = "import"
	FromSheet     Verb = "from_sheet" // what it holds came from a spreadsheet
	Wrote         Verb = "write"
	Attached      Verb = "attach"
	Asked         Verb = "ask"  // its confirmation, of who may give it
	Noted         Verb = "note" // what is only known of, like an absence
	Disabled      Verb = "disable"
	Enabled       Verb = "enable"
	PasswordReset Verb = "reset_password"
	Invited       Verb = "invite"   // by mail, to choose a password
	Merged        Verb = "merge"    // into another one, which the change names
	Absorbed      Verb = "absorb"   // another one
	PostAdded     Verb = "add_post" // a contact in an organisation
	PostEdited    Verb = "edit_post"
	PostRemoved   Verb = "remove_post"
	StageChanged  Verb = "stage"     // how far a partner is
	StateSet      Verb = "set_state" // of an agreement, of an activity
	Undid         Verb = "undo"      // an act that was done to it
	said          Verb = "said"      // a whole sentence, from before there were verbs
	Staffed       Verb = "staff"     // what a slot needs, or who is given it
	Answered      Verb = "answer"    // whether she takes the slot that she is given
	Informed      Verb = "inform"    // who is given slots, of what changed
	Deposited     Verb = "deposit"   // by whoever has a link
	Erased        Verb = "erase"     // for good, whatever else kept it
	Equipped      Verb = "equip"     // what a slot needs of the equipment
	Taken         Verb = "take"      // equipment, out of where it is kept
	BroughtBack   Verb = "bring_back"
	Observed      Verb = "observe"   // a slot, with a grid that says what
	Counted       Verb = "count"     // who came to a slot, or why nobody knows
	Closed        Verb = "close"     // an incident
	Published     Verb = "publish"   // a form, which answers are given to from then on
	Withdrawn     Verb = "withdraw"  // out of use
	PutBack       Verb = "put_back"  // in use
	Reread        Verb = "reread"    // by people whom it is for
	PutAside      Verb = "put_aside" // a response: it is counted no more
	CountedAgain  Verb = "count_again"
	Corrected     Verb = "correct" // what was typed from a sheet of paper
)

// beside are the acts that leave a thing's text, and its version, as they were: nobody who edits it
// meets them.
var beside = map[Kind][]Verb{
	Project:  {MemberAdded, MemberRemoved, Reordered, Asked, FromSheet, Informed},
	Slot:     {Staffed, Answered, Equipped, Taken, BroughtBack, Counted, Observed},
	Booking:  {Taken, BroughtBack},
	Form:     {Published, Withdrawn, PutBack, Reread},
	Calendar: {FromSheet},
	Task:     {Started, Finished, Blocked, Dropped, Reopened, Reordered, NeedAdded, NeedRemoved, Deleted, Restored},
	OwnTask:  {Finished, Reopened, Deleted, Restored},
	Text:     {Removed, Restored},
	File:     {Attached, Removed, Restored},
	Item:     {Ticked, Unticked, Removed, Restored},
	Person:   {Disabled, Enabled, PasswordReset, Invited},
}

// sentences say what was done: %[1]s is the thing with its article, %[2]s the same after « de ».
var sentences = map[Verb]string{
	Created:       "a créé %[1]s",
	Edited:        "a modifié %[1]s",
	Deleted:       "a mis à la corbeille %[1]s",
	Restored:      "a rétabli %[1]s",
	Removed:       "a retiré %[1]s",
	Moved:         "a changé les dates %[2]s",
	Linked:        "a rattaché %[1]s à un événement",
	Unlinked:      "a détaché %[1]s de son événement",
	Archived:      "a archivé %[1]s",
	Unarchived:    "a désarchivé %[1]s",
	Prepared:      "a commencé la préparation %[2]s",
	PreparedAgain: "a repris la préparation %[2]s",
	Cancelled:     "a annulé %[1]s",
	Confirmed:     "a confirmé %[1]s",
	Unconfirmed:   "a retiré la confirmation %[2]s",
	BackToIdea:    "a ramené à l’état d’idée %[1]s",
	BackToConfirm: "a ramené à l’état confirmé %[1]s",
	Ran:           "a noté en cours %[1]s",
	Ended:         "a noté terminé %[1]s",
	Reopened:      "a rouvert %[1]s",
	MemberAdded:   "a ajouté un membre à l’équipe %[2]s",
	MemberRemoved: "a retiré un membre de l’équipe %[2]s",
	Started:       "a commencé %[1]s",
	Finished:      "a terminé %[1]s",
	Blocked:       "a noté le blocage %[2]s",
	Dropped:       "a abandonné %[1]s",
	Assigned:      "a changé l’attribution %[2]s",
	Reordered:     "a changé l’ordre %[2]s",
	NeedAdded:     "a fait dépendre %[1]s d’une autre tâche",
	NeedRemoved:   "a libéré %[1]s d’une autre tâche",
	Ticked:        "a coché %[1]s",
	Unticked:      "a décoché %[1]s",
	Applied:       "a appliqué %[1]s",
	Imported:      "a importé %[1]s",
	FromSheet:     "a complété %[1]s à partir d’un tableau",
	Wrote:         "a écrit %[1]s",
	Attached:      "a ajouté %[1]s",
	Asked:         "a demandé la confirmation %[2]s",
	Noted:         "a noté %[1]s",
	Disabled:      "a désactivé %[1]s",
	Enabled:       "a réactivé %[1]s",
	PasswordReset: "a donné un mot de passe provisoire pour %[1]s",
	Invited:       "a envoyé une invitation pour %[1]s",
	Merged:        "a fusionné %[1]s avec une autre fiche",
	Absorbed:      "a fusionné une autre fiche avec %[1]s",
	PostAdded:     "a ajouté une fonction à la fiche %[2]s",
	PostEdited:    "a modifié une fonction de la fiche %[2]s",
	PostRemoved:   "a retiré une fonction de la fiche %[2]s",
	StageChanged:  "a changé l’étape %[2]s",
	StateSet:      "a changé l’état %[2]s",
	Deposited:     "a déposé %[1]s",
	Counted:       "a noté la fréquentation %[2]s",
	Closed:        "a clos %[1]s",
	Observed:      "a rempli une grille d’observation au sujet %[2]s",
	Published:     "a publié %[1]s",
	Withdrawn:     "a retiré de l’usage %[1]s",
	PutBack:       "a remis en usage %[1]s",
	Reread:        "a noté la relecture %[2]s",
	Erased:        "a effacé %[1]s",
	PutAside:      "a mis de côté %[1]s",
	CountedAgain:  "a fait de nouveau compter %[1]s",
	Corrected:     "a corrigé la saisie %[2]s",
	Undid:         "a annulé un geste au sujet %[2]s",
	Staffed:       "a changé les postes %[2]s",
	Answered:      "a noté une réponse au sujet %[2]s",
	Informed:      "a prévenu les personnes des séances %[2]s",
	Equipped:      "a changé le matériel %[2]s",
	Taken:         "a noté la sortie du matériel %[2]s",
	BroughtBack:   "a noté le retour du matériel %[2]s",
}

// Sentence says who did what, as the history of one thing tells it: that thing is not named again.
// Without anybody in particular, Parvis did it.
func (e Entry) Sentence(of Subject) string {
	who := e.Person
	if who == "" {
		who = "Parvis"
	}
	if e.Verb == said {
		return who + " " + e.Said
	}
	the, after := e.Subject.phrase(of)
	if e.Within.Kind != "" && !e.Within.is(of) && !e.Subject.is(of) {
		_, within := e.Within.phrase(of)
		the, after = the+" "+within, after+" "+within
	}
	return who + " " + strings.NewReplacer("%[1]s", the, "%[2]s", after).Replace(sentences[e.Verb])
}

func (s Subject) is(other Subject) bool { return s.Kind == other.Kind && s.ID == other.ID }

// phrase is the thing with its article, and the same after « de », named unless it is the one that
// the page is about.
func (s Subject) phrase(of Subject) (the, after string) {
	n := nouns[s.Kind]
	if s.is(of) || s.Name == "" {
		return n.the, n.of
	}
	named := strings.Replace(n.named, "%s", s.Name, 1)
	return n.the + named, n.of + named
}

// Kinds lists every kind of thing.
func Kinds() []Kind { return sortedKeys(nouns) }

// Verbs lists every verb but the one of old sentences.
func Verbs() []Verb { return sortedKeys(sentences) }

func sortedKeys[K ~string, V any](m map[K]V) []K {
	var keys []K
	for k := range m {
		keys = append(keys, k)
	}
	slices.Sort(keys)
	return keys
}
