package plan

import (
	"cmp"
	"slices"

	"parvis/internal/access"
	"parvis/internal/account"
	"parvis/internal/programme"
	"parvis/internal/retroplan"
)

// Allowed is what somebody may do with a task: what its pages offer her.
type Allowed struct {
	CanEdit     bool // change, delete, link, move, edit its checklist
	CanGive     bool // give it to whom she likes
	CanTick     bool // tick, its items too
	CanStart    bool
	CanFinish   bool
	CanBlock    bool
	CanReopen   bool // done, blocked or dropped, and she may take it back to work
	CanDrop     bool
	CanMoveUp   bool // the row above is planned for the same day
	CanMoveDown bool
}

// allowed is what somebody may do with a task of a project; whether it may move is for its neighbours
// to say.
func (t *Task) allowed(by account.By, p Project) Allowed {
	tie, open := t.Tie(by.ID, p.Member), t.State.Open()
	edit, tick := can(by, MayEditTask, tie, p.Status), can(by, MayTick, tie, p.Status)
	return Allowed{
		CanEdit: edit, CanTick: tick,
		CanGive:   edit && by.Can(MayGiveTask, tie),
		CanStart:  tick && t.State == retroplan.ToDo,
		CanFinish: tick && open,
		CanBlock:  tick && open && t.State != retroplan.Blocked,
		CanReopen: (!open || t.State == retroplan.Blocked) && can(by, reopening(t.State), tie, p.Status),
		CanDrop:   edit && open,
	}
}

// givable keeps, of the people who may be made responsible, those that somebody may give a task to:
// herself, and whoever has it, where she may give it to nobody else.
func givable(by account.By, people []Assignee, has *int64) []Assignee {
	if by.Can(MayGiveTask, access.Tie{}) {
		return people
	}
	return slices.DeleteFunc(people, func(p Assignee) bool { return p.ID != by.ID && (has == nil || *has != p.ID) })
}

// can and check are those for what concerns the whole plan.
func (p Project) can(by account.By, action *access.Action) bool {
	return can(by, action, access.Tie{Member: p.Member}, p.Status)
}

func (p Project) check(by account.By, action *access.Action) error {
	return check(by, action, access.Tie{Member: p.Member}, p.Status)
}

// unarchivable tells whether the project is archived and somebody may take it out of the archive.
func (p Project) unarchivable(by account.By) bool {
	return !p.Open() && by.Can(programme.MayArchive, access.Tie{Member: p.Member})
}

// reopening is what it takes to reopen a task in a state: the same as to close it.
func reopening(s retroplan.State) *access.Action {
	if s == retroplan.Dropped {
		return MayEditTask
	}
	return MayTick
}

// can tells whether somebody so tied may change a project that has this status.
func can(by account.By, action *access.Action, tie access.Tie, status programme.Status) bool {
	return by.Can(action, tie) && status.Open()
}

// check is can as an error, which says who may, or that the project is archived.
func check(by account.By, action *access.Action, tie access.Tie, status programme.Status) error {
	if can(by, action, tie, status) {
		return nil
	}
	return cmp.Or(by.Check(action, tie), status.CheckOpen())
}
