package programme

import (
	"context"
	"fmt"

	"github.com/jackc/pgx/v5"

	"parvis/internal/access"
	"parvis/internal/account"
	"parvis/internal/fault"
	"parvis/internal/journal"
	"parvis/internal/notice"
)

// Topics are the kinds of things of this room that people are told of and talk about.
var Topics = []notice.Topic{
	{Kind: journal.Project, MayRead: MayRead, SQL: projectTopicSQL},
	{Kind: journal.Event, MayRead: MayRead, SQL: eventTopicSQL},
}

// Concerning says who else than their members is concerned when the dates of projects move: a room above this one
// knows who works on them.
func (r *Room) Concerning(who func(ctx context.Context, tx pgx.Tx, projects []int64) ([]int64, error)) {
	r.concerned = who
}

// tellMoved tells whoever is concerned by these projects that the dates of a project, or of an event they hang on, are
// others.
func (r *Room) tellMoved(ctx context.Context, tx pgx.Tx, by account.By, about journal.Subject, projects []int64) error {
	if len(projects) == 0 {
		return nil
	}
	people, err := listMemberIDs(ctx, tx, projects)
	if err != nil {
		return fmt.Errorf("list who is concerned: %w", err)
	}
	if r.concerned != nil {
		more, err := r.concerned(ctx, tx, projects)
		if err != nil {
			return fmt.Errorf("list who else is concerned: %w", err)
		}
		people = append(people, more...)
	}
	return notice.Tell(ctx, tx, by, notice.News{What: notice.Moved, About: about, MayRead: MayRead, To: people})
}

// validations are the changes of status that give a confirmation or take it back.
var validations = map[journal.Verb]notice.What{journal.Confirmed: notice.Confirmed, journal.Unconfirmed: notice.Unconfirmed}

// tellValidation tells the members of a project that it was confirmed, or that this was taken back.
func tellValidation(ctx context.Context, tx pgx.Tx, by account.By, did journal.Verb, project Project) error {
	what, ok := validations[did]
	if !ok {
		return nil
	}
	members, err := listMemberIDs(ctx, tx, []int64{project.ID})
	if err != nil {
		return fmt.Errorf("list members of project %d: %w", project.ID, err)
	}
	return notice.Tell(ctx, tx, by, notice.News{What: what, About: project.Subject(), MayRead: MayRead, To: members})
}

// AskConfirmation tells those who may confirm a project in preparation that this is asked of them. Whoever may confirm it
// asks nobody.
func (r *Room) AskConfirmation(ctx context.Context, by account.By, id int64) error {
	return r.change(ctx, func(tx pgx.Tx) error {
		project, tie, err := Locked(ctx, tx, by, id)
		if err != nil {
			return fmt.Errorf("lock project %d: %w", id, err)
		}
		if err := checkEditable(by, tie, project); err != nil {
			return err
		}
		if !project.asksConfirmation(by, tie) {
			return fault.New(fault.Conflict, "La confirmation se demande pour un projet en préparation, à la cheffe de service.", nil)
		}
		if err := record(ctx, tx, by, journal.Asked, project); err != nil {
			return err
		}
		var roles []string
		for _, role := range access.Roles {
			if MayConfirm.Can(role, access.Tie{}) {
				roles = append(roles, string(role))
			}
		}
		heads, err := listConfirming(ctx, tx, roles)
		if err != nil {
			return fmt.Errorf("list who may confirm: %w", err)
		}
		return notice.Tell(ctx, tx, by, notice.News{What: notice.Asked, About: project.Subject(), MayRead: MayRead, To: heads})
	})
}

// asksConfirmation tells whether a person, so tied, may have a use for asking that the project be confirmed.
func (p Project) asksConfirmation(by account.By, tie access.Tie) bool {
	return p.Status == Preparing && by.Can(MayEdit, tie) && !by.Can(MayConfirm, tie)
}

// asksForWork tells whether there is still something to do for the project.
func (p Project) asksForWork() bool { return p.Status.Open() && p.Status != Cancelled }
