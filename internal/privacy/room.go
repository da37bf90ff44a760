// Package privacy answers for what the application holds of people: the register of its processing, how long each kind of
// record is kept, what is held of somebody, and how she is erased. The rooms say what they hold (personal.Holder); this one asks
// them all, and looks for names in every table that they declare.
package privacy

import (
	"context"

	"github.com/jackc/pgx/v5/pgxpool"

	"parvis/internal/access"
	"parvis/internal/account"
	"parvis/internal/fault"
	"parvis/internal/journal"
	"parvis/internal/personal"
	"parvis/internal/postgres"
	"parvis/internal/workcal"
)

// MayManage is about all of this: what is held of people, for how long, and their erasure.
var MayManage = &access.Action{Name: "answer for personal data", Who: "Seule la cheffe de service", May: map[access.Role]access.Rule{access.Head: access.Always}}

// Actions is what this room asks the decision table.
var Actions = []*access.Action{MayManage}

// Room asks the rooms.
type Room struct {
	db      *pgxpool.Pool
	holders []personal.Holder
}

// New opens the room over what the others hold.
func New(db *pgxpool.Pool, holders ...personal.Holder) *Room {
	return &Room{db: db, holders: append(holders, own())}
}

// own is what no other room declares.
func own() personal.Holder {
	c := personal.Closed
	return personal.Holder{Tables: []personal.Table{
		{Name: "retentions", Key: "key", Thing: "Durée", Columns: map[string]personal.How{"key": c}},
		{Name: "submissions", Key: "key", Thing: "Formulaire envoyé", Columns: map[string]personal.How{"key": c, "digest": c}},
		{Name: "revisions", Thing: "Numéro", Columns: map[string]personal.How{"room": c}},
	}}
}

// Tables are all that the rooms declare.
func (r *Room) Tables() (list []personal.Table) {
	for _, h := range r.holders {
		list = append(list, h.Tables...)
	}
	return list
}

// Register gives the processings of the application, with how long the service keeps what they hold.
func (r *Room) Register(ctx context.Context, by account.By) ([]personal.Processing, []Retention, error) {
	kept, err := r.Retentions(ctx, by)
	if err != nil {
		return nil, nil, err
	}
	var list []personal.Processing
	for _, h := range r.holders {
		list = append(list, h.Processings...)
	}
	return list, kept, nil
}

// History gives a page, from 1, of what was erased and of the durations that were chosen, newest first. It names nobody but who did it.
func (r *Room) History(ctx context.Context, by account.By, page int) (journal.Page, error) {
	if err := by.Check(MayManage, access.Tie{}); err != nil {
		return journal.Page{}, err
	}
	return journal.OfKinds(ctx, r.db, page, journal.Privacy, journal.Retention)
}

// Single is a name of one word, which may be somebody else's or a word of the language.
type Single struct {
	Word string
	Left bool   // it is not looked for by itself, unless the head says so
	Why  string // it is left
}

// View is what is held of somebody.
type View struct {
	personal.Subject
	Sections []personal.Section
	Found    []Found // where she is named, in words that people typed
	More     bool    // not all is shown
	Copies   int     // texts that a machine kept and that name her
	Singles  []Single
}

// Of tells what is held of somebody of a kind.
func (r *Room) Of(ctx context.Context, by account.By, kind string, id int64) (View, error) {
	if err := by.Check(MayManage, access.Tie{}); err != nil {
		return View{}, err
	}
	s, err := r.subject(ctx, r.db, kind, id)
	if err != nil {
		return View{}, err
	}
	v := View{Subject: s}
	for _, h := range r.holders {
		if h.About == nil {
			continue
		}
		parts, err := h.About(ctx, r.db, s)
		if err != nil {
			return View{}, err
		}
		v.Sections = append(v.Sections, parts...)
	}
	if v.Singles, err = r.singles(ctx, r.db, []personal.Subject{s}); err != nil {
		return View{}, err
	}
	return v, r.look(ctx, &v)
}

// subject asks the rooms for somebody; NotFound where there is nobody.
func (r *Room) subject(ctx context.Context, q postgres.Querier, kind string, id int64) (personal.Subject, error) {
	for _, h := range r.holders {
		if h.Find != nil && h.Finds == kind {
			return h.Find(ctx, q, id)
		}
	}
	return personal.Subject{}, fault.Missing(nil)
}

// Search finds where a name, an address or a number that was typed stands, whoever it is.
func (r *Room) Search(ctx context.Context, by account.By, text string) (View, error) {
	if err := by.Check(MayManage, access.Tie{}); err != nil {
		return View{}, err
	}
	v := View{Subject: personal.Subject{Name: text, Ways: personal.Ways{Whole: []string{text}, Phones: []string{text}}}}
	if personal.NewMatcher([]personal.Ways{v.Ways}, nil) == nil {
		return View{}, fault.Problems{{Field: "qui", Sentence: "Veuillez écrire un nom, une adresse ou un numéro d’au moins deux lettres ou chiffres."}}.Err()
	}
	return v, r.look(ctx, &v)
}

// singles tells which names of one word of some people are those of others, or words of the language.
func (r *Room) singles(ctx context.Context, q postgres.Querier, of []personal.Subject) ([]Single, error) {
	var list []Single
	mine := map[string]bool{}
	for _, s := range of {
		for _, id := range s.IDs() {
			mine[rowName(s.Kind, id)] = true
		}
	}
	var words []personal.Ways
	for _, s := range of {
		for _, word := range s.Ways.Single {
			one := Single{Word: word}
			if personal.Everyday(word) {
				one.Left, one.Why = true, "c’est aussi un mot de tous les jours"
			}
			list, words = append(list, one), append(words, personal.Ways{Single: []string{word}})
		}
	}
	m := personal.NewMatcher(words, nil)
	if m == nil {
		return nil, nil
	}
	others := ""
	err := r.each(ctx, q, m, personal.Named, false, func(t personal.Table, row tableRow) error {
		if !mine[rowName(t.Place, row.place)] {
			others += " | " + row.words(t, personal.Named)
		}
		return nil
	})
	for i := range list {
		if alone := personal.NewMatcher(words[i:i+1], nil); !list[i].Left && alone.In(others) {
			list[i].Left, list[i].Why = true, "une autre personne connue ici le porte"
		}
	}
	return list, err
}

// Today is the day before which something of a kind is due.
func before(k Retention, today workcal.Date) workcal.Date { return today.AddMonths(-k.Chosen) }
