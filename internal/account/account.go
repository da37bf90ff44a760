// Package account holds the people of the service: who they are, how they log in, what role
// they have.
package account

import (
	"time"

	"parvis/internal/access"
)

// Person is somebody of the service who can log in.
type Person struct {
	ID                 int64
	Email              string
	Name               string
	Role               access.Role
	MustChangePassword bool
	SessionEpoch       int
	DisabledAt         *time.Time
	ErasedAt           *time.Time // she was erased: nobody logs in with what is left
	Version            int
}

// Can tells whether this person, so tied to a thing, may do this.
func (p Person) Can(action *access.Action, tie access.Tie) bool {
	return p.DisabledAt == nil && action.Can(p.Role, tie)
}

// Check is Can as an error whose sentence says who can.
func (p Person) Check(action *access.Action, tie access.Tie) error {
	if p.DisabledAt != nil {
		return action.Check("", tie)
	}
	return action.Check(p.Role, tie)
}
