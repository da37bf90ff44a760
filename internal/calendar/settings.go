package calendar

import (
	"context"

	"github.com/jackc/pgx/v5"

	"parvis/internal/access"
	"parvis/internal/account"
	"parvis/internal/fault"
	"parvis/internal/french"
	"parvis/internal/postgres"
	"parvis/internal/workcal"
)

// The names of the form fields of the calendar's settings.
const (
	FieldWeek         = "jour_1" // Monday's box, which stands for the whole week
	FieldZone         = "zone"
	FieldClosureLabel = "fermeture_libelle"
	FieldClosureFirst = "fermeture_debut"
	FieldClosureLast  = "fermeture_dernier"
	FieldLeavePerson  = "absence_personne"
	FieldLeaveFirst   = "absence_debut"
	FieldLeaveLast    = "absence_dernier"
)

const (
	maxAway  = 366 // the longest closure or leave, in days
	maxLabel = 200 // the longest name of a closure, in characters
)

// Settings gives the service's week, its closures, and each active person's own week and leaves.
// Only who may edit them sees the people.
func (r *Room) Settings(ctx context.Context, by account.By) (Settings, error) {
	var c Settings
	if err := visible(by); err != nil {
		return c, err
	}
	raw, err := loadSettings(ctx, r.db)
	if err != nil {
		return c, err
	}
	c.Week, c.Closures = raw.service.week(), raw.closures
	c.CanEdit = by.Can(MayEdit, access.Tie{})
	if c.CanEdit {
		c.People = raw.listed(c.Week.Days)
	}
	return c, nil
}

func (r storedSettings) listed(usual workcal.Week) []PersonCalendar {
	weeks, leaves := map[int64]storedWeek{}, map[int64][]Leave{}
	for _, w := range r.weeks {
		weeks[w.PersonID] = w.Week
	}
	for _, l := range r.leaves {
		leaves[l.PersonID] = append(leaves[l.PersonID], l)
	}
	list := make([]PersonCalendar, len(r.people))
	for i, p := range r.people {
		week, own := weeks[p.PersonID]
		list[i] = PersonCalendar{PersonID: p.PersonID, Name: p.Name, Role: access.Role(p.Role), Own: own, Days: usual, Leaves: leaves[p.PersonID]}
		if own {
			list[i].Days = week.days()
		}
	}
	return list
}

// SetWeek replaces the service's usual week. A fault.Conflict says that somebody changed it since.
func (r *Room) SetWeek(ctx context.Context, by account.By, week Week, version int) error {
	var p fault.Problems
	p.Require(storeWeek(week.Days) != 0, FieldWeek, "Cochez au moins un jour travaillé.")
	p.Require(week.SchoolZone == "A" || week.SchoolZone == "B" || week.SchoolZone == "C", FieldZone, "Choisissez la zone A, B ou C.")
	return r.change(ctx, by, p, func(tx pgx.Tx) error {
		done, err := updateWeek(ctx, tx, week, version)
		if err != nil || done {
			return err
		}
		return fault.New(fault.Conflict, "Quelqu’un a modifié la semaine du service pendant que vous l’écriviez. Rien n’a été remplacé.", nil)
	})
}

// AddClosure closes the service from First to Last (First alone when Last is zero) and gives the
// closure's id. The same key adds once.
func (r *Room) AddClosure(ctx context.Context, by account.By, c Closure, key string) (int64, error) {
	c.Label = french.OneLine(c.Label)
	var p fault.Problems
	p.Require(c.Label != "", FieldClosureLabel, "Donnez un nom à la fermeture, par exemple «\u00a0pont de l’Ascension\u00a0».")
	p.CheckText(FieldClosureLabel, c.Label, maxLabel)
	c.First, c.Last = checkAway(&p, FieldClosureFirst, c.First, FieldClosureLast, c.Last)
	var id int64
	err := r.change(ctx, by, p, func(tx pgx.Tx) (err error) {
		id, err = postgres.Once(ctx, tx, key, func() (int64, error) { return insertClosure(ctx, tx, by, c) })
		return err
	})
	return id, err
}

// RemoveClosure opens the service again; an unknown id is fault.NotFound.
func (r *Room) RemoveClosure(ctx context.Context, by account.By, id int64) error {
	return r.change(ctx, by, nil, func(tx pgx.Tx) error { return deleteClosure(ctx, tx, id) })
}

// AddLeave notes that somebody is away from First to Last and gives the leave's id. The same key
// adds once. Days on which she is already away are refused, with those of the leave that they meet.
func (r *Room) AddLeave(ctx context.Context, by account.By, l Leave, key string) (int64, error) {
	var p fault.Problems
	l.First, l.Last = checkAway(&p, FieldLeaveFirst, l.First, FieldLeaveLast, l.Last)
	var id int64
	err := r.change(ctx, by, p, func(tx pgx.Tx) (err error) {
		if err := checkActive(ctx, tx, l.PersonID); err != nil {
			return err
		}
		id, err = postgres.Once(ctx, tx, key, func() (int64, error) {
			if err := checkApart(ctx, tx, l); err != nil {
				return 0, err
			}
			return insertLeave(ctx, tx, by, l)
		})
		return err
	})
	return id, err
}

// checkApart refuses days on which a person is already away, naming them.
func checkApart(ctx context.Context, tx pgx.Tx, l Leave) error {
	already, err := met(ctx, tx, l)
	if err != nil || len(already) == 0 {
		return err
	}
	one := already[0]
	days := "le " + one.First.FrenchDay()
	if one.First != one.Last {
		days = "du " + one.First.FrenchDay() + " au " + one.Last.FrenchDay()
	}
	var p fault.Problems
	p.Add(FieldLeaveFirst, one.Name+" a déjà une absence notée "+days+"\u00a0: supprimez-la d’abord, ou donnez d’autres jours.")
	return p.Err()
}

// RemoveLeave takes a leave back; an unknown id is fault.NotFound.
func (r *Room) RemoveLeave(ctx context.Context, by account.By, id int64) error {
	return r.change(ctx, by, nil, func(tx pgx.Tx) error { return deleteLeave(ctx, tx, id) })
}

// SetPersonWeek gives somebody a week of her own; 0 returns her to the service's.
func (r *Room) SetPersonWeek(ctx context.Context, by account.By, personID int64, week workcal.Week) error {
	return r.change(ctx, by, nil, func(tx pgx.Tx) error {
		if err := checkActive(ctx, tx, personID); err != nil {
			return err
		}
		return upsertPersonWeek(ctx, tx, personID, week)
	})
}

// change asks access, then refuses problems, then runs do in one transaction.
func (r *Room) change(ctx context.Context, by account.By, p fault.Problems, do func(pgx.Tx) error) error {
	return postgres.InTx(ctx, r.db, func(tx pgx.Tx) error {
		if err := by.Check(MayEdit, access.Tie{}); err != nil {
			return err
		}
		if p.Any() {
			return p.Err()
		}
		return do(tx)
	})
}

func checkActive(ctx context.Context, tx pgx.Tx, personID int64) error {
	name, err := account.ActiveName(ctx, tx, personID)
	if err != nil || name != "" {
		return err
	}
	var p fault.Problems
	p.Add(FieldLeavePerson, "Choisissez une personne dans la liste.")
	return p.Err()
}

// checkAway notes what is impossible about days off, typed in these fields, and fills in a single day.
func checkAway(p *fault.Problems, firstField string, first workcal.Date, lastField string, last workcal.Date) (workcal.Date, workcal.Date) {
	if last.IsZero() {
		last = first
	}
	if first.IsZero() {
		p.Add(firstField, "Donnez le premier jour.")
		return first, last
	}
	CheckYear(p, firstField, first)
	CheckYear(p, lastField, last)
	p.Require(first <= last, lastField, "Le dernier jour précède le premier.")
	p.Require(last.Sub(first) < maxAway, lastField, "La période dépasse un an\u00a0: vérifiez les deux dates.")
	return first, last
}
