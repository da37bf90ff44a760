package survey

import (
	"parvis/internal/survey/question"
)

// Purpose is who answers a form.
type Purpose string

// The purposes, as stored.
const (
	Visitors    Purpose = "visitors"
	Young       Purpose = "young"
	Easy        Purpose = "easy"
	Teachers    Purpose = "teachers"
	Partners    Purpose = "partners"
	Team        Purpose = "team"
	Observation Purpose = "observation" // somebody of the service, about a slot that she watched
)

// Purposes lists every purpose in the order of the pages.
var Purposes = []Purpose{Visitors, Young, Easy, Teachers, Partners, Team, Observation}

var purposeLabels = map[Purpose]string{Visitors: "tout public", Young: "jeunes du PRIJ", Easy: "version simplifiée", Teachers: "enseignants", Partners: "partenaires et relais", Team: "équipe", Observation: "grille d’observation"}

// Label is the purpose in French, without a capital.
func (p Purpose) Label() string { return purposeLabels[p] }

// Version is what was published of a form under a number. It never changes, so that it may be kept for as long as there is room.
type Version struct {
	FormID  int64
	Number  int
	Purpose Purpose
	Form    question.Form
}
