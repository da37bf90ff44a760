package programme

import (
	"parvis/internal/access"
	"parvis/internal/account"
)

// Rights is what a person may do with an event or a project as it stands, for the page that shows it.
// The operations ask the same actions again, under their locks.
type Rights struct {
	Edit      bool
	Exchange  bool
	Archive   bool
	Unarchive bool
	Delete    bool
	Restore   bool
	Ask       bool // that it be confirmed
}

// Allowed is what a person may do with the programme as a whole: add to it, restore to it.
func Allowed(by account.By) Rights {
	return Rights{Edit: by.Can(MayEdit, access.Tie{}), Exchange: by.Can(MayExchange, access.Tie{}), Restore: by.Can(MayArchive, access.Tie{})}
}

// Confirmable tells whether somebody may confirm a project of this status. Who may does not depend on how she stands to
// the project: lists, which do not read that, ask this.
func Confirmable(by account.By, s Status) bool {
	return s == Preparing && by.Can(MayConfirm, access.Tie{})
}

// rights is what a person may do with an event.
func (e Event) rights(by account.By) Rights {
	if e.DeletedAt != nil {
		return Rights{Restore: by.Can(MayArchive, access.Tie{})}
	}
	return Rights{Edit: by.Can(MayEdit, access.Tie{}), Delete: by.Can(MayArchive, access.Tie{})}
}

// rights is what a person, so tied, may do with a project. An archived one is only read, taken out
// of the archive or deleted.
func (p Project) rights(by account.By, tie access.Tie) Rights {
	archive := by.Can(MayArchive, tie)
	if p.DeletedAt != nil {
		return Rights{Restore: archive}
	}
	open := p.CheckOpen() == nil
	_, archivable := TransitionTo(p.Status, Archived)
	return Rights{Edit: by.Can(MayEdit, tie) && open, Archive: archive && archivable, Unarchive: archive && !open, Delete: archive, Ask: p.asksConfirmation(by, tie)}
}
