package calendar

import (
	"context"

	"github.com/jackc/pgx/v5"

	"parvis/internal/access"
	"parvis/internal/account"
	"parvis/internal/fault"
	"parvis/internal/field"
	"parvis/internal/french"
	"parvis/internal/journal"
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
	c.CanEdit = CheckEdit(by) == nil
	if c.CanEdit {
		c.People = raw.listed(c.Week.Days)
	}
	return c, nil
}

// Absences gives who is away, today and later, and the reader's own week and leaves: one batch.
func (r *Room) Absences(ctx context.Context, by account.By) (Absences, error) {
	if err := visible(by); err != nil {
		return Absences{}, err
	}
	own, ahead, err := loadAbsences(ctx, r.db, by)
	if err != nil {
		return Absences{}, err
	}
	a := Absences{CanEdit: checkOwn(by, by.ID) == nil}
	for _, l := range ahead {
		if l.PersonID == by.ID {
			own.leaves = append(own.leaves, l.Leave)
		} else {
			a.Others = append(a.Others, l)
		}
	}
	a.Mine = own.listed(own.service.week().Days)[0]
	return a, nil
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

// SetWeek replaces the service's usual week, if it is still at this version: otherwise nothing is
// written, and the failure carries both texts (fault.StaleOf).
func (r *Room) SetWeek(ctx context.Context, by account.By, week Week, version int) error {
	var p fault.Problems
	p.Require(storeWeek(week.Days) != 0, FieldWeek, "Cochez au moins un jour travaillé.")
	p.Require(week.SchoolZone == "A" || week.SchoolZone == "B" || week.SchoolZone == "C", FieldZone, "Choisissez la zone A, B ou C.")
	week.Opening = week.Opening.Tidied(&p)
	return r.change(ctx, CheckEdit(by), p, func(tx pgx.Tx) error {
		stored, err := lockWeek(ctx, tx)
		if err != nil {
			return err
		}
		before := stored.week()
		if before.Version != version {
			return journal.Met(ctx, tx, "La semaine du service", Subject, before.Version, weekFields.Both(before, week))
		}
		changes := weekFields.Changes(before, week)
		if len(changes) == 0 {
			return nil
		}
		if err := updateWeek(ctx, tx, week); err != nil {
			return err
		}
		return changed(ctx, tx, by.Did(journal.Edited, Subject, changes...))
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
	err := r.change(ctx, CheckEdit(by), p, func(tx pgx.Tx) (err error) {
		id, err = postgres.Once(ctx, tx, key, func() (int64, error) {
			if c.ID, err = insertClosure(ctx, tx, by, c); err != nil {
				return 0, err
			}
			return c.ID, changed(ctx, tx, by.Did(journal.Created, c.subject(), daysOffFields.Changes(Closure{}, c)...))
		})
		return err
	})
	return id, err
}

// RemoveClosure opens the service again; an unknown id is fault.NotFound.
func (r *Room) RemoveClosure(ctx context.Context, by account.By, id int64) error {
	return r.change(ctx, CheckEdit(by), nil, func(tx pgx.Tx) error {
		c, err := deleteClosure(ctx, tx, id)
		if err != nil {
			return err
		}
		return changed(ctx, tx, by.Did(journal.Removed, c.subject(), daysOffFields.Changes(c, Closure{})...))
	})
}

// AddLeave notes that somebody is away from First to Last and gives the leave's id. The same key
// adds once. Days on which she is already away are refused, with those of the leave that they meet.
func (r *Room) AddLeave(ctx context.Context, by account.By, l Leave, key string) (int64, error) {
	var p fault.Problems
	l.First, l.Last = checkAway(&p, FieldLeaveFirst, l.First, FieldLeaveLast, l.Last)
	var id int64
	err := r.change(ctx, checkOwn(by, l.PersonID), p, func(tx pgx.Tx) (err error) {
		who, err := whoIsActive(ctx, tx, l.PersonID)
		if err != nil {
			return err
		}
		id, err = postgres.Once(ctx, tx, key, func() (int64, error) {
			if err := checkApart(ctx, tx, l); err != nil {
				return 0, err
			}
			id, err := insertLeave(ctx, tx, by, l)
			if err != nil {
				return 0, err
			}
			return id, changed(ctx, tx, by.Did(journal.Noted, away(who, journal.Leave), daysOffFields.Changes(Closure{}, l.days())...))
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

// RemoveLeave takes a leave back and gives what it was; an unknown id is fault.NotFound.
func (r *Room) RemoveLeave(ctx context.Context, by account.By, id int64) (gone Away, err error) {
	err = r.change(ctx, nil, nil, func(tx pgx.Tx) error {
		l, err := lockLeave(ctx, tx, id)
		if err != nil {
			return err
		}
		if err := checkOwn(by, l.PersonID); err != nil {
			return err
		}
		if err := deleteLeave(ctx, tx, id); err != nil {
			return err
		}
		who, err := account.Named(ctx, tx, l.PersonID)
		if err != nil {
			return err
		}
		gone = Away{Leave: l, Name: who.Name}
		return changed(ctx, tx, by.Did(journal.Removed, away(who, journal.Leave), daysOffFields.Changes(l.days(), Closure{})...))
	})
	return gone, err
}

// SetPersonWeek gives somebody a week of her own; 0 returns her to the service's.
func (r *Room) SetPersonWeek(ctx context.Context, by account.By, personID int64, week workcal.Week) error {
	return r.change(ctx, checkOwn(by, personID), nil, func(tx pgx.Tx) error {
		who, err := whoIsActive(ctx, tx, personID)
		if err != nil {
			return err
		}
		before, err := upsertPersonWeek(ctx, tx, personID, week)
		if err != nil || before == week {
			return err
		}
		return changed(ctx, tx, by.Did(journal.Edited, away(who, journal.OwnWeek),
			field.Change{Name: "jours", Label: "Jours travaillés", Before: ownWeek(before), After: ownWeek(week)}))
	})
}

// CheckEdit refuses whoever may not edit the settings.
func CheckEdit(by account.By) error { return by.Check(MayEdit, access.Tie{}) }

// checkOwn refuses whoever may not edit the leaves and the week of this person.
func checkOwn(by account.By, personID int64) error {
	return by.Check(MayEditOwn, access.Tie{Mine: by.ID == personID})
}

// change gives back what access refused, then refuses problems, then runs do in one transaction.
func (r *Room) change(ctx context.Context, refused error, p fault.Problems, do func(pgx.Tx) error) error {
	return postgres.InTx(ctx, r.db, func(tx pgx.Tx) error {
		if refused != nil {
			return refused
		}
		if p.Any() {
			return p.Err()
		}
		return do(tx)
	})
}

// changed notes what was done to the days worked, and that they changed: see postgres.Bump.
func changed(ctx context.Context, tx pgx.Tx, did journal.Entry) error {
	if err := postgres.Bump(ctx, tx, room, 0); err != nil {
		return err
	}
	return journal.Write(ctx, tx, did)
}

// away is somebody's leave or week as the journal names it.
func away(who account.Choice, kind journal.Kind) journal.Subject {
	return journal.Subject{Kind: kind, ID: who.ID, Name: who.Name}
}

// ownWeek writes somebody's own week; 0 is the service's.
func ownWeek(week workcal.Week) string {
	if week == 0 {
		return "celle du service"
	}
	return WeekText(week)
}

func (l Leave) days() Closure { return Closure{First: l.First, Last: l.Last} }

// whoIsActive finds who may be away or have a week of her own.
func whoIsActive(ctx context.Context, tx pgx.Tx, personID int64) (account.Choice, error) {
	name, err := account.ActiveName(ctx, tx, personID)
	if err != nil || name != "" {
		return account.Choice{ID: personID, Name: name}, err
	}
	var p fault.Problems
	p.Add(FieldLeavePerson, "Choisissez une personne dans la liste.")
	return account.Choice{}, p.Err()
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
