package attendance

import (
	"cmp"
	"context"
	"crypto/rand"
	"maps"
	"slices"
	"strconv"
	"strings"

	"github.com/jackc/pgx/v5"

	"parvis/internal/access"
	"parvis/internal/account"
	"parvis/internal/fault"
	"parvis/internal/field"
	"parvis/internal/french"
	"parvis/internal/journal"
	"parvis/internal/postgres"
	"parvis/internal/slot"
)

// Figures are numbers of people by audience, as a form holds them: 0 is those who did not come. What is not in them is not known.
type Figures map[int64]int

// NumberField is the name of the field of an audience in the form that corrects a count; SeenField that of what the form showed there.
func NumberField(audience int64) string { return "public_" + strconv.FormatInt(audience, 10) }

// SeenField is the name of the field that carries what a form showed of an audience.
func SeenField(audience int64) string { return "vu_" + strconv.FormatInt(audience, 10) }

// Correction is what somebody types of a count at once, over what she saw.
type Correction struct {
	Seen  Figures // what the form showed
	Typed Figures
}

// changed are the audiences whose number differs from what the form showed, in order.
func (c Correction) changed() []int64 {
	var list []int64
	for id, n := range c.Typed {
		if seen, known := c.Seen[id]; !known || seen != n {
			list = append(list, id)
		}
	}
	slices.Sort(list)
	return list
}

// check lists what is to mend.
func (c Correction) check() fault.Problems {
	var p fault.Problems
	for _, id := range slices.Sorted(maps.Keys(c.Typed)) {
		p.Require(c.Typed[id] >= 0 && c.Typed[id] <= MaxAtOnce, NumberField(id), "Veuillez donner un nombre de personnes entre 0 et 10\u00a0000.")
	}
	for _, id := range slices.Sorted(maps.Keys(c.Seen)) {
		if _, said := c.Typed[id]; !said {
			p.Add(NumberField(id), "Ce nombre a été compté\u00a0: écrivez 0 si personne n’est venu.")
		}
	}
	return p
}

// Desk is the count of a slot as it is looked at, and corrected, at the desk.
type Desk struct {
	slot.Slot
	Count     Count
	Audiences []Audience // that are counted, and those that were and are no more
	Entries   []Entry    // a page of its taps, the newest first
	Taps      int        // how many there are
	Version   int        // over which a correction is made
	May       bool       // count there
}

// EntriesAPage is how many taps a page of the history shows.
const EntriesAPage = 50

// Desk gives the count of a slot with a page, from 1, of its history.
func (r *Room) Desk(ctx context.Context, by account.By, id int64, page int) (Desk, error) {
	if err := visible(by); err != nil {
		return Desk{}, err
	}
	list, err := slot.Found(ctx, r.db, by, []int64{id})
	if err == nil && (len(list) == 0 || list[0].DeletedAt != nil) {
		err = fault.Missing(nil)
	}
	if err != nil {
		return Desk{}, err
	}
	d := Desk{Slot: list[0]}
	d.May = by.Can(MayCount, access.Tie{}) && d.Project.Status.Open()
	var s Reading
	b := &pgx.Batch{}
	s.Queue(b, []int64{id})
	queueEntries(b, &d.Entries, id, EntriesAPage, max(0, page-1)*EntriesAPage)
	queueTaps(b, &d.Taps, id)
	if err := r.db.SendBatch(ctx, b).Close(); err != nil {
		return d, postgres.Translate(err)
	}
	d.Audiences, d.Count, d.Version = s.Audiences(), s.Counts([]int64{id})[id], d.Taps+1
	for _, l := range d.Count.Lines {
		if !slices.ContainsFunc(d.Audiences, func(a Audience) bool { return a.ID == l.ID }) {
			d.Audiences = append(d.Audiences, l.Audience)
		}
	}
	return d, nil
}

// Figures are the numbers of a count.
func (c Count) Figures() Figures {
	f := Figures{}
	if c.Absent.Known {
		f[0] = c.Absent.N
	}
	for _, l := range c.Lines {
		f[l.ID] = l.N
	}
	return f
}

// Corrected is what a correction did.
type Corrected struct {
	Changes []field.Change // by audience
	Keys    []string       // of its taps, for whoever takes it back
}

// Correct brings the numbers that somebody typed: each that she changed is a tap of the difference, once for a submission key. Where one of those was
// counted meanwhile, nothing is written, and the failure carries both numbers (fault.StaleOf); sent again over the version that this names, hers are the
// count. What she left as it was stays as others count it.
func (r *Room) Correct(ctx context.Context, by account.By, key string, id int64, version int, c Correction) (Corrected, error) {
	var done Corrected
	err := postgres.InTx(ctx, r.db, func(tx pgx.Tx) error {
		if err := cmp.Or(visible(by), by.Check(MayCount, access.Tie{})); err != nil {
			return err
		}
		s, err := held(ctx, tx, by, id)
		if err := cmp.Or(err, c.check().Err()); err != nil {
			return err
		}
		_, err = postgres.Once(ctx, tx, key, func() (int64, error) {
			done, err = correct(ctx, tx, by, s, version, c)
			return id, err
		})
		return err
	})
	return done, err
}

func correct(ctx context.Context, tx pgx.Tx, by account.By, s slot.Slot, version int, c Correction) (Corrected, error) {
	var done Corrected
	stored, taps, err := lockSums(ctx, tx, s.ID)
	if err != nil {
		return done, err
	}
	names, err := audienceNames(ctx, tx, c.Typed)
	if err != nil {
		return done, err
	}
	changed := c.changed()
	if taps+1 != version && slices.ContainsFunc(changed, func(a int64) bool { return !c.Seen.same(stored, a) }) {
		return done, met(ctx, tx, s, taps+1, names, c, stored)
	}
	for _, a := range changed {
		was, known := stored[a]
		n := c.Typed[a] - was
		if known && n == 0 {
			continue
		}
		t := Tap{Key: rand.Text(), Slot: s.ID, Audience: a, Measure: Present, N: n, At: by.At}
		if a == 0 {
			t.Measure = Absent
		}
		if err := add(ctx, tx, by, t); err != nil {
			return done, err
		}
		done.Keys = append(done.Keys, t.Key)
		done.Changes = append(done.Changes, field.Change{Name: NumberField(a), Label: names[a], Before: stored.text(a), After: french.Number(c.Typed[a])})
	}
	return done, tell(ctx, tx, by, s, done.Changes)
}

// tell notes in the journal what a correction changed.
func tell(ctx context.Context, tx pgx.Tx, by account.By, s slot.Slot, changes []field.Change) error {
	if len(changes) == 0 {
		return nil
	}
	entry := by.Did(journal.Counted, s.Subject(), changes...)
	entry.Projects = []int64{s.Project.ID}
	return journal.Write(ctx, tx, entry)
}

// same tells whether an audience has the same number in both, or none.
func (f Figures) same(o Figures, audience int64) bool {
	n, known := f[audience]
	m, too := o[audience]
	return known == too && n == m
}

// text is the number of an audience as people read it.
func (f Figures) text(audience int64) string {
	n, known := f[audience]
	if !known {
		return "non renseigné"
	}
	return french.Number(n)
}

// met is the failure of a correction that met taps: it carries what she typed beside what is counted now.
func met(ctx context.Context, tx pgx.Tx, s slot.Slot, version int, names map[int64]string, c Correction, stored Figures) error {
	last, err := entries(ctx, tx, s.ID, 1, 0)
	if err != nil {
		return err
	}
	who := ""
	if len(last) > 0 {
		who = strings.TrimPrefix(last[0].Who(), "par le ")
	}
	var texts []field.Change
	changed := c.changed()
	for _, a := range slices.Sorted(maps.Keys(names)) {
		row := field.Change{Name: NumberField(a), Label: names[a], Before: stored.text(a), After: stored.text(a)}
		if slices.Contains(changed, a) {
			row.After = c.Typed.text(a)
		}
		texts = append(texts, row)
	}
	return fault.Met("Cette fréquentation", fault.Stale{Name: s.Name(), By: who, Version: version, Texts: texts})
}

// TakeBack takes taps of a slot back by their contraries, as far as they stand: pressed twice, it does so once.
func (r *Room) TakeBack(ctx context.Context, by account.By, id int64, keys []string) (Corrected, error) {
	var done Corrected
	if len(keys) > mostAudiences {
		return done, fault.New(fault.Invalid, "Trop de saisies à annuler d’un coup.", nil)
	}
	err := postgres.InTx(ctx, r.db, func(tx pgx.Tx) error {
		if err := cmp.Or(visible(by), by.Check(MayCount, access.Tie{})); err != nil {
			return err
		}
		s, err := held(ctx, tx, by, id)
		if err != nil {
			return err
		}
		stored, _, err := lockSums(ctx, tx, id)
		if err != nil {
			return err
		}
		taps, err := tapsNamed(ctx, tx, id, keys)
		if err != nil {
			return err
		}
		typed := Figures{}
		for _, t := range taps {
			typed[t.Audience] = 0
		}
		names, err := audienceNames(ctx, tx, typed)
		if err != nil {
			return err
		}
		for _, t := range taps {
			back := t
			back.Key, back.N, back.Undoes, back.At = rand.Text(), -t.N, t.Key, by.At
			if err := add(ctx, tx, by, back); err != nil {
				return err
			}
		}
		after, _, err := lockSums(ctx, tx, id)
		if err != nil {
			return err
		}
		for _, a := range slices.Sorted(maps.Keys(typed)) {
			if !stored.same(after, a) {
				done.Changes = append(done.Changes, field.Change{Name: NumberField(a), Label: names[a], Before: stored.text(a), After: after.text(a)})
			}
		}
		return tell(ctx, tx, by, s, done.Changes)
	})
	return done, err
}
