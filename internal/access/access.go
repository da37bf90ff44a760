// Package access decides who may do what: one table, whose lines the rooms declare, read by every
// operation.
package access

import "parvis/internal/fault"

// Role is what a person is in the service.
type Role string

// The roles, as stored.
const (
	Head   Role = "head"   // cheffe de service
	Team   Role = "team"   // équipe
	Intern Role = "intern" // stagiaire
)

// Roles lists every role, most entrusted first.
var Roles = []Role{Head, Team, Intern}

// Label is the role's French name on screen.
func (r Role) Label() string {
	switch r {
	case Head:
		return "Cheffe de service"
	case Team:
		return "Équipe"
	case Intern:
		return "Stagiaire"
	}
	return "Rôle inconnu"
}

// Valid tells whether r is one of Roles.
func (r Role) Valid() bool { return r == Head || r == Team || r == Intern }

// Tie says how a person stands to the thing she asks about. The zero value is "no tie".
type Tie struct {
	Member     bool // member or pilot of the project
	Mine       bool // the task is hers, or the days
	Unassigned bool // the task is nobody's
}

// Rule tells whether somebody so tied may.
type Rule func(Tie) bool

// The rules that there are.
var (
	Always   Rule = func(Tie) bool { return true }
	IfMember Rule = func(t Tie) bool { return t.Member }
	IfMine   Rule = func(t Tie) bool { return t.Mine }
	// IfHers: her own tasks, and the unassigned ones of her projects.
	IfHers Rule = func(t Tie) bool { return t.Mine || t.Member && t.Unassigned }
	// IfHersThere is IfHers in the projects that she is a member of only.
	IfHersThere Rule = func(t Tie) bool { return t.Member && (t.Mine || t.Unassigned) }
)

// Action is something a person may ask to do: a line of the house's decision table. Each room
// declares its own, in actions.go.
type Action struct {
	Name string
	May  map[Role]Rule // a role that is not there may not
	Who  string        // who may, for the sentence of a refusal
}

func (a *Action) String() string { return a.Name }

// Can tells whether a person of this role, so tied, may do this. An unknown role may nothing.
func (a *Action) Can(role Role, tie Tie) bool {
	rule := a.May[role]
	return rule != nil && rule(tie)
}

// Check is Can as an error: nil, or a Forbidden fault whose sentence says who can.
func (a *Action) Check(role Role, tie Tie) error {
	if a.Can(role, tie) {
		return nil
	}
	return fault.New(fault.Forbidden, a.Who+" peut faire cela.", nil)
}
