package programme

// Kind is what sort of project the service prepares.
type Kind string

// The six kinds, as stored.
const (
	EventProgramme        Kind = "event_programme"
	Twinning              Kind = "twinning"
	AccessibilityWorkshop Kind = "accessibility_workshop"
	OffSite               Kind = "off_site"
	EAC                   Kind = "eac"
	Residency             Kind = "residency"
)

// Kinds lists every kind in the order of the pages.
var Kinds = []Kind{EventProgramme, Twinning, AccessibilityWorkshop, OffSite, EAC, Residency}

type kindFacts struct{ label, explanation string }

var kinds = map[Kind]kindFacts{
	EventProgramme: {"Programme d’un événement",
		"Tout ce que le musée propose pour un événement : visites, ateliers, conférences, spectacles, stands."},
	Twinning: {"Jumelage",
		"Un partenariat long avec des quartiers et leurs jeunes : rencontres, visites au musée et sur place, restitution."},
	AccessibilityWorkshop: {"Atelier accessibilité",
		"Un atelier conçu et testé avec un établissement pour des personnes en situation de handicap."},
	OffSite: {"Action hors les murs",
		"Le musée se déplace : école, centre social, bibliothèque, fête de quartier, établissement de soin."},
	EAC: {"Projet EAC",
		"Éducation artistique et culturelle : un parcours avec une classe et son enseignant, inscrit dans ADAGE."},
	Residency: {"Résidence d’artiste",
		"Un ou une artiste travaille au musée : convention, jours de présence, carte blanche, restitution."},
}

// Valid tells whether k is one of Kinds.
func (k Kind) Valid() bool { _, ok := kinds[k]; return ok }

// Label is the kind's French name.
func (k Kind) Label() string {
	if facts, ok := kinds[k]; ok {
		return facts.label
	}
	return "Type inconnu"
}

// Explanation says in a French sentence what this kind is for.
func (k Kind) Explanation() string { return kinds[k].explanation }
