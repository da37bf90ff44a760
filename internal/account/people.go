package account

import (
	"context"
	"time"

	"github.com/jackc/pgx/v5"
)

// Member is a person as the head of service sees her in the list of the team.
type Member struct {
	Person
	LastLoginAt *time.Time
}

// Active tells whether the person may log in.
func (p Person) Active() bool { return p.DisabledAt == nil }

// State is the person's state in French.
func (m Member) State() string {
	switch {
	case !m.Active():
		return "Désactivé"
	case m.MustChangePassword && m.LastLoginAt == nil:
		return "Jamais connecté"
	case m.MustChangePassword:
		return "Mot de passe provisoire"
	}
	return "Actif"
}

// Also queues what else is read in the same round trip as a person.
type Also = func(*pgx.Batch)

// Counted reads how many changes were counted in all: see By.Changes.
func Counted(into *int64) Also { return func(b *pgx.Batch) { queueCounted(b, into) } }

// Person reads the owner of a session. It asks no access: a session reads its own person only.
func (a *Accounts) Person(ctx context.Context, id int64, also ...Also) (Person, error) {
	return personWith(ctx, a.db, id, also)
}

// Active lists those who may be given work, by name: for select lists, no more than their names.
func (a *Accounts) Active(ctx context.Context) ([]Choice, error) { return listActive(ctx, a.db) }

// People lists everybody, the active first, then by name.
func (a *Accounts) People(ctx context.Context, by By) ([]Member, error) {
	if err := mayManage(by); err != nil {
		return nil, err
	}
	return listMembers(ctx, a.db)
}

// Member reads one person for the page that manages her.
func (a *Accounts) Member(ctx context.Context, by By, id int64) (Member, error) {
	if err := mayManage(by); err != nil {
		return Member{}, err
	}
	return memberByID(ctx, a.db, id)
}

// MemberByEmail is Member by address, for the command line.
func (a *Accounts) MemberByEmail(ctx context.Context, by By, email string) (Member, error) {
	if err := mayManage(by); err != nil {
		return Member{}, err
	}
	return memberByEmail(ctx, a.db, NormalEmail(email))
}

// Purge deletes expired sessions, links that are over and the failures that no longer count. It may run at any time.
func (a *Accounts) Purge(ctx context.Context, now time.Time) error {
	if err := deleteExpiredSessions(ctx, a.db); err != nil {
		return err
	}
	if err := deleteLinksBefore(ctx, a.db, now); err != nil {
		return err
	}
	return deleteFailuresBefore(ctx, a.db, a.clock().Add(-failuresCount))
}
