package logistics

import (
	"cmp"
	"slices"

	"github.com/jackc/pgx/v5"

	"parvis/internal/access"
	"parvis/internal/account"
	"parvis/internal/agreement"
	"parvis/internal/retroplan"
	"parvis/internal/workcal"
)

// Due is what is due soon in the file of a project.
type Due struct {
	Project int64
	Title   string // its short name, or its title
	Pieces  int    // that are left to do: late, or due within the days that were asked
	Late    int
	First   workcal.Date // the day of the first of them
	Piece   int64        // that one
	Name    string
}

// DueSoon adds to a batch what is due in the files of the live projects within some days: of every project for the head of service, of hers for
// anybody else. The first ones come first.
func DueSoon(into *[]Due, by account.By, within int) account.Also {
	if !by.Can(MayRead, access.Tie{}) {
		return func(*pgx.Batch) {}
	}
	return func(b *pgx.Batch) {
		queueDue(b, by, func(rows []dueRow) { *into = dueOf(rows, by.Today(), by.Today().AddDays(within)) })
	}
}

// dueRow is an open piece as the database gives it.
type dueRow struct {
	ID, ProjectID                 int64
	Title, Project                string
	Offset                        retroplan.Offset
	DueOn, First, Last            workcal.Date
	AgreementID                   int64
	AgreementState                string
	AgreementLast                 workcal.Date
	SentOn, SignedOn, DenouncedOn workcal.Date
}

func (r dueRow) open(today workcal.Date) bool {
	if r.AgreementID == 0 {
		return true
	}
	state, _, _ := taken(agreement.Draft{State: agreement.State(r.AgreementState), Last: r.AgreementLast, SentOn: r.SentOn, SignedOn: r.SignedOn, DenouncedOn: r.DenouncedOn}, today)
	return state.Open()
}

func dueOf(rows []dueRow, today, until workcal.Date) []Due {
	var list []Due
	for _, r := range rows {
		day := r.DueOn
		if day.IsZero() {
			day = dueBy(r.Offset, r.First, r.Last)
		}
		if day.IsZero() || day > until || !r.open(today) {
			continue
		}
		i := slices.IndexFunc(list, func(d Due) bool { return d.Project == r.ProjectID })
		if i < 0 {
			i, list = len(list), append(list, Due{Project: r.ProjectID, Title: r.Project})
		}
		d := &list[i]
		if d.Pieces++; day < today {
			d.Late++
		}
		if d.First.IsZero() || day < d.First {
			d.First, d.Piece, d.Name = day, r.ID, r.Title
		}
	}
	slices.SortStableFunc(list, func(a, b Due) int { return cmp.Or(cmp.Compare(a.First, b.First), cmp.Compare(a.Project, b.Project)) })
	return list
}
