package crew

import (
	"cmp"
	"slices"
	"strconv"

	"parvis/internal/access"
	"parvis/internal/fault"
	"parvis/internal/french"
)

// Hand is who may be given a slot: a person of the service by her number, an outsider by minus hers. 0 is nobody.
type Hand int64

// OfPerson is the hand of a person of the service.
func OfPerson(id int64) Hand { return Hand(id) }

// OfOutsider is the hand of somebody without an account.
func OfOutsider(id int64) Hand { return Hand(-id) }

// Person is the number of the person of the service; 0 for an outsider.
func (h Hand) Person() int64 { return max(0, int64(h)) }

// Outsider is the number of the outsider; 0 for a person of the service.
func (h Hand) Outsider() int64 { return max(0, -int64(h)) }

// String is the hand as a form sends it: "12", "-5"; "" for nobody.
func (h Hand) String() string {
	if h == 0 {
		return ""
	}
	return strconv.FormatInt(int64(h), 10)
}

// ParseHand reads what String writes, and nothing else; "" is nobody.
func ParseHand(text string) (Hand, error) {
	if text == "" {
		return 0, nil
	}
	n, err := strconv.ParseInt(text, 10, 64)
	if err != nil || Hand(n).String() != text || -n == n {
		return 0, fault.New(fault.Invalid, "Veuillez choisir une personne de la liste.", err)
	}
	return Hand(n), nil
}

// inOrder gives hands once each, people of the service first, both by their numbers: the order in which they are locked.
func inOrder(hands []Hand) []Hand {
	list := slices.DeleteFunc(slices.Clone(hands), func(h Hand) bool { return h == 0 })
	slices.SortFunc(list, func(a, b Hand) int {
		return cmp.Or(cmp.Compare(a.Outsider(), b.Outsider()), cmp.Compare(a, b))
	})
	return slices.Compact(list)
}

// Kind is what an outsider is to the service; "" is a person of the service.
type Kind string

// The kinds, as stored.
const (
	Temporary Kind = "temporary"
	Volunteer Kind = "volunteer"
	Agent     Kind = "agent"
	Other     Kind = "other"
)

// Kinds lists them in the order of the pages.
var Kinds = []Kind{Temporary, Volunteer, Agent, Other}

var kindLabels = map[Kind]string{"": "personne du service", Temporary: "vacataire", Volunteer: "bénévole", Agent: "agent d’accueil", Other: "autre"}

// Label is the kind in French, without a capital.
func (k Kind) Label() string { return kindLabels[k] }

// Member is somebody who may be given slots, or who was.
type Member struct {
	Hand
	Name   string
	Kind   Kind        // "" for people of the service
	Role   access.Role // of people of the service
	Phone  Phone       // of outsiders, as Email: the addresses of accounts are the head's alone
	Email  string
	Skills []Skill // those that are not in the trash, by name
	Active bool    // may be given slots
	Gone   bool    // an outsider in the trash: still to be named where she held slots
}

// What says what she is to the service: « Équipe », « Vacataire ».
func (m Member) What() string {
	if m.Kind == "" {
		return m.Role.Label()
	}
	return french.Capital(m.Kind.Label())
}

// Can tells whether she has a skill.
func (m Member) Can(skill int64) bool {
	return slices.ContainsFunc(m.Skills, func(s Skill) bool { return s.ID == skill })
}

// SkillNames gives the names of her skills, in their order.
func (m Member) SkillNames() []string { return namesOf(m.Skills) }

func namesOf(list []Skill) []string {
	names := make([]string, len(list))
	for i, s := range list {
		names[i] = s.Name
	}
	return names
}
