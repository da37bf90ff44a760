package response

import (
	"context"
	"fmt"
	"hash/crc32"
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
	"parvis/internal/survey"
	"parvis/internal/survey/question"
	"parvis/internal/workcal"
)

// Typed is a sheet of paper as it was typed.
type Typed struct {
	ID        int64 // its number, which stands at the top of the sheet
	EnteredBy int64
	Version   survey.Version
	Day       workcal.Date
	Language  question.Lang
	Help      Help
	choices   string // question.Form.Kept
	texts     []question.Said
}

// Answers are what the sheet says, as it was typed.
func (t Typed) Answers() question.Answers { return t.Version.Form.Back(t.choices, t.texts) }

// Edition is the number of what stands, for whoever types over it.
func (t Typed) Edition() int {
	return int(crc32.ChecksumIEEE(fmt.Appendf(nil, "%d %q %q %q %q", t.Day, t.Language, t.Help, t.choices, t.texts)) >> 1)
}

// CheckCorrect tells why a person may not correct a sheet that somebody typed in a project.
func CheckCorrect(by account.By, p slot.Project, enteredBy int64) error {
	if err := by.Check(MayCorrect, access.Tie{Mine: enteredBy == by.ID, Member: p.Member}); err != nil {
		return err
	}
	return p.Status.CheckOpen()
}

// ToCorrect gives a sheet of a collection to whoever may correct it. What a visitor answered herself, and what was asked aloud, is Forbidden: there is no sheet to read again.
func (r *Room) ToCorrect(ctx context.Context, by account.By, id, sheet int64) (Opening, Typed, error) {
	o, err := r.ForStaff(ctx, by, id)
	if err != nil {
		return Opening{}, Typed{}, err
	}
	t, err := r.typed(ctx, r.db, by, o.Collection, sheet)
	o.Form = t.Version
	return o, t, err
}

func (r *Room) typed(ctx context.Context, q postgres.Querier, by account.By, c Collection, sheet int64) (Typed, error) {
	row, texts, err := typedOf(ctx, q, c.ID, sheet)
	if err != nil {
		return Typed{}, err
	}
	if row.Channel != OnPaper {
		return Typed{}, fault.New(fault.Forbidden, "Cette réponse ne vient pas d’une feuille saisie par le service\u00a0: personne ne la corrige. Elle peut être mise de côté.", nil)
	}
	if err := CheckCorrect(by, c.Project, row.EnteredBy); err != nil {
		return Typed{}, err
	}
	v, err := r.versions.of(ctx, q, c.Form.ID, row.Number)
	return Typed{ID: sheet, EnteredBy: row.EnteredBy, Version: v, Day: row.Day, Language: row.Language, Help: row.Help, choices: row.Choices, texts: texts}, err
}

// Correct writes what a sheet says over what was typed of it, if that is still of this edition: otherwise nothing is written, and the failure carries both texts. Who typed it first
// stays; who corrected it, and every answer before and after, stands in the history of the collection. The second entry of the sheet is compared with what stands now.
func (r *Room) Correct(ctx context.Context, by account.By, id, sheet int64, edition int, g Given) error {
	if g.Day.IsZero() || g.Day > by.Today() {
		g.Day = by.Today()
	}
	return postgres.InTx(ctx, r.db, func(tx pgx.Tx) error {
		if err := visible(by); err != nil {
			return err
		}
		c, err := lock(ctx, tx, by, id)
		if err == nil && (c.DeletedAt != nil || c.Purpose == survey.Observation) {
			err = fault.Missing(nil)
		}
		if err != nil {
			return err
		}
		was, err := r.typed(ctx, tx, by, c, sheet)
		if err != nil {
			return err
		}
		g.Channel = OnPaper
		if err := g.readable(was.Version); err != nil {
			return err
		}
		row := rowOf(c, was.Version, g, was.EnteredBy)
		is := was
		is.Day, is.Language, is.Help, is.choices, is.texts = row.Day, row.Language, row.Help, row.choices, row.texts
		fields, subject := sheetFields(was.Version.Form), journal.Subject{Kind: journal.Response, ID: sheet, Name: c.Form.Name}
		if was.Edition() != edition {
			return journal.Met(ctx, tx, "Cette feuille", subject, was.Edition(), fields.Both(was, is))
		}
		changes := fields.Changes(was, is)
		if len(changes) == 0 {
			return nil
		}
		if err := rewrite(ctx, tx, is); err != nil {
			return err
		}
		entry := did(by, journal.Corrected, c)
		entry.Subject, entry.Within = subject, entry.Subject
		entry.Changes = append([]field.Change{{Name: "feuille", Label: "Feuille", After: french.Number(int(sheet))}}, changes...)
		return journal.Write(ctx, tx, entry)
	})
}

var helpLabels = map[Help]string{Alone: "aucune", Read: "quelqu’un a lu les questions", Replied: "quelqu’un a répondu à sa place"}

// sheetFields list what a sheet of a form says.
func sheetFields(f question.Form) field.List[Typed] {
	list := field.List[Typed]{
		{Name: "jour", Label: "Jour", Day: func(t Typed) workcal.Date { return t.Day }},
		{Name: "langue", Label: "Langue", Value: func(t Typed) string { return t.Language.Label() }},
	}
	if f.Layout == question.Easy {
		list = append(list, field.Field[Typed]{Name: "aide", Label: "Aide reçue", Value: func(t Typed) string { return helpLabels[t.Help] }})
	}
	empty, _ := f.Kept(question.Context{}, nil)
	question.EachKept(empty, func(key, _ string) {
		list = append(list, field.Field[Typed]{Name: key, Label: french.Quote(Label(f, key)), Value: func(t Typed) string { return t.words(f, key) }})
	})
	return list
}

// words is what was typed under a key of kept answers, with what was written there.
func (t Typed) words(f question.Form, key string) string {
	said, written := "", ""
	question.EachKept(t.choices, func(k, value string) {
		if k == key && value != "" {
			said = Value(f, key, value)
		}
	})
	for _, one := range t.texts {
		if one.Key == key {
			return one.Text
		}
		if one.Key == question.OtherText(key) {
			written = one.Text
		}
	}
	return strings.TrimSuffix(said+"\u00a0: "+written, "\u00a0: ")
}

// agrees tells whether what is kept of a sheet holds together: every text has its place in the line that is counted, and the line stands for no text that is not there.
func (t Typed) agrees(c question.Context) bool {
	choices, texts := t.Version.Form.Kept(c, t.Answers())
	return choices == t.choices && len(texts) == len(t.texts)
}
