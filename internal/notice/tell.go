package notice

import (
	"cmp"
	"context"
	"slices"
	"strings"

	"github.com/jackc/pgx/v5"

	"parvis/internal/access"
	"parvis/internal/account"
	"parvis/internal/journal"
	"parvis/internal/postgres"
)

// News is what an act has to tell.
type News struct {
	What    What
	About   journal.Subject
	MayRead *access.Action // of the subject: whoever may not read it is told nothing
	To      []int64        // whom; in any order, the author and the disabled among them are left out
	Times   int            // how many times it happened; 0 is once
}

// Tell writes what an act has to tell, in its transaction: an act tells once, all that it has. Rows are written in
// one order (person, subject), so that acts that tell the same people wait for one another and never deadlock.
func Tell(ctx context.Context, tx pgx.Tx, by account.By, news ...News) error {
	b := &pgx.Batch{}
	Queue(b, by, news...)
	if b.Len() == 0 {
		return nil
	}
	return postgres.Translate(tx.SendBatch(ctx, b).Close())
}

// Queue is Tell in a batch of the act's transaction.
func Queue(b *pgx.Batch, by account.By, news ...News) {
	if rows := rowsOf(by, news); len(rows) > 0 {
		queueTold(b, by, rows)
	}
}

// Untell takes back what people were told of a thing and did not look at, so many times: what told them is there no more. It
// gives those whom it was taken back from.
func Untell(ctx context.Context, tx pgx.Tx, what What, about journal.Subject, people []int64, times int) ([]int64, error) {
	if len(people) == 0 {
		return nil, nil
	}
	return untell(ctx, tx, what, about, people, times)
}

// NotTold keeps, of some people, those who are told nothing of this of a thing, nor looked at it.
func NotTold(ctx context.Context, tx pgx.Tx, what What, about journal.Subject, people []int64) ([]int64, error) {
	return notTold(ctx, tx, what, about, people)
}

// told is one row of a notice to write.
type told struct {
	person int64
	about  journal.Subject
	what   What
	times  int
	roles  string
}

// rowsOf gives what is to be written, each row once, in the order in which rows are locked.
func rowsOf(by account.By, news []News) []told {
	var rows []told
	for _, n := range news {
		for _, person := range n.To {
			if person != by.ID {
				n.About.Name = ""
				rows = append(rows, told{person, n.About, n.What, max(1, n.Times), strings.Join(roles(n.MayRead), ",")})
			}
		}
	}
	order := func(a, b told) int {
		return cmp.Or(cmp.Compare(a.person, b.person), cmp.Compare(a.about.Kind, b.about.Kind), cmp.Compare(a.about.ID, b.about.ID), cmp.Compare(a.what, b.what))
	}
	slices.SortStableFunc(rows, order)
	return slices.CompactFunc(rows, func(a, b told) bool { return order(a, b) == 0 })
}
