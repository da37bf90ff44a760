package privacy

import (
	"context"
	"slices"

	"github.com/jackc/pgx/v5"

	"parvis/internal/access"
	"parvis/internal/account"
	"parvis/internal/fault"
	"parvis/internal/field"
	"parvis/internal/french"
	"parvis/internal/journal"
	"parvis/internal/personal"
	"parvis/internal/postgres"
)

// Choice is what the head of service said of an erasure.
type Choice struct {
	Rows  []string // whose words are rewritten: Found.Row
	Words []string // names of one word that are looked for by themselves
}

// Erase erases somebody everywhere, in one transaction, and says what was done. It cannot be undone.
func (r *Room) Erase(ctx context.Context, by account.By, kind string, id int64, c Choice) ([]string, error) {
	if err := by.Check(MayManage, access.Tie{}); err != nil {
		return nil, err
	}
	var done []string
	err := postgres.InTx(ctx, r.db, func(tx pgx.Tx) error {
		if err := silent(ctx, tx); err != nil {
			return err
		}
		s, err := r.subject(ctx, tx, kind, id)
		if err != nil {
			return err
		}
		var without []string
		for _, w := range s.Ways.Single {
			if !slices.Contains(c.Words, w) {
				without = append(without, w)
			}
		}
		done, err = r.erase(ctx, tx, by, []personal.Subject{s}, without, func(row string) bool { return slices.Contains(c.Rows, row) })
		if err != nil {
			return err
		}
		return r.note(ctx, tx, by, french.Count(1, words[kind][0], words[kind][1]))
	})
	return done, err
}

// words count people of a kind.
var words = map[string][2]string{personal.Contact: {"contact", "contacts"}, personal.Member: {"compte", "comptes"}, personal.Outsider: {"personne sans compte", "personnes sans compte"}, "": {"nom dans les textes", "noms dans les textes"}}

// Rewrite takes what was typed out of the texts that were chosen, and out of what a machine kept. Whoever bears the name keeps it.
func (r *Room) Rewrite(ctx context.Context, by account.By, text string, rows []string) ([]string, error) {
	v, err := r.Search(ctx, by, text)
	if err != nil {
		return nil, err
	}
	var done []string
	err = postgres.InTx(ctx, r.db, func(tx pgx.Tx) error {
		if err := silent(ctx, tx); err != nil {
			return err
		}
		if done, err = r.erase(ctx, tx, by, []personal.Subject{v.Subject}, nil, func(row string) bool { return slices.Contains(rows, row) }); err != nil {
			return err
		}
		return r.note(ctx, tx, by, french.Count(1, words[""][0], words[""][1]))
	})
	return done, err
}

// erase has every room erase some people, then takes their names out of all that names them.
func (r *Room) erase(ctx context.Context, tx pgx.Tx, by account.By, who []personal.Subject, without []string, wanted func(row string) bool) ([]string, error) {
	var done []string
	var ways []personal.Ways
	for _, s := range who {
		ways = append(ways, s.Ways)
		for _, h := range r.holders {
			if h.MayErase == nil {
				continue
			}
			if err := h.MayErase(ctx, tx, s); err != nil {
				return nil, err
			}
		}
		for _, h := range r.holders {
			if h.Erase == nil {
				continue
			}
			said, err := h.Erase(ctx, tx, by.At, s)
			if err != nil {
				return nil, err
			}
			done = append(done, said...)
		}
	}
	m := personal.NewMatcher(ways, without)
	if m == nil {
		return done, nil
	}
	ids, n, err := r.rewrite(ctx, tx, m, personal.Typed, wanted)
	if err != nil {
		return nil, err
	}
	if n > 0 {
		done = append(done, french.Count(n, "texte dit", "textes disent")+" maintenant «\u00a0"+personal.Erased+"\u00a0».")
	}
	if _, n, err = r.rewrite(ctx, tx, m, personal.Copied, func(string) bool { return true }); err != nil {
		return nil, err
	}
	if n > 0 {
		done = append(done, french.Count(n, "trace gardée par Parvis ne la nomme plus.", "traces gardées par Parvis ne la nomment plus."))
	}
	for _, h := range r.holders {
		if h.Bytes != nil {
			said, err := h.Bytes(ctx, tx, m)
			if err != nil {
				return nil, err
			}
			done = append(done, said...)
		}
		if h.After != nil {
			if err := h.After(ctx, tx, ids); err != nil {
				return nil, err
			}
		}
	}
	return done, nil
}

// note keeps who erased how many, of which kind, and when; never whom.
func (r *Room) note(ctx context.Context, tx pgx.Tx, by account.By, count string) error {
	return journal.Write(ctx, tx, by.Did(journal.Erased, journal.Subject{Kind: journal.Privacy, ID: 1}, field.Change{Name: "efface", Label: "Effacé", After: count}))
}

// mostPurged is how many records one purge takes.
const mostPurged = 200

// Due tells what of a kind is at the end of its time: the first of it, and how much there is.
func (r *Room) Due(ctx context.Context, by account.By, key string) (Retention, []personal.Item, error) {
	kept, err := r.Retentions(ctx, by)
	if err != nil {
		return Retention{}, nil, err
	}
	for _, k := range kept {
		if k.Key == key {
			items, err := k.Due(ctx, r.db, before(k, by.Today()))
			return k, items, err
		}
	}
	return Retention{}, nil, fault.Missing(nil)
}

// Purge erases what of a kind is at the end of its time, two hundred records at most, in one transaction; it gives how many.
func (r *Room) Purge(ctx context.Context, by account.By, key string) (int, error) {
	k, _, err := r.Due(ctx, by, key)
	if err != nil {
		return 0, err
	}
	n := 0
	err = postgres.InTx(ctx, r.db, func(tx pgx.Tx) error {
		if err := silent(ctx, tx); err != nil {
			return err
		}
		items, err := k.Due(ctx, tx, before(k, by.Today()))
		if err != nil || len(items) == 0 {
			return err
		}
		items = items[:min(len(items), mostPurged)]
		if n = len(items); k.Subject == "" {
			ids := make([]int64, n)
			for i, one := range items {
				ids[i] = one.ID
			}
			err = k.Purge(ctx, tx, ids)
		} else {
			err = r.purgePeople(ctx, tx, by, k.Subject, items)
		}
		if err != nil {
			return err
		}
		return r.note(ctx, tx, by, french.Count(n, k.One, k.Many))
	})
	return n, err
}

// purgePeople erases people as Erase does; names of one word that others bear, or that are words of the language, are left.
func (r *Room) purgePeople(ctx context.Context, tx pgx.Tx, by account.By, kind string, items []personal.Item) error {
	var who []personal.Subject
	for _, one := range items {
		s, err := r.subject(ctx, tx, kind, one.ID)
		if err != nil {
			return err
		}
		who = append(who, s)
	}
	singles, err := r.singles(ctx, tx, who)
	if err != nil {
		return err
	}
	_, err = r.erase(ctx, tx, by, who, left(singles), func(string) bool { return true })
	return err
}
