package response

import (
	"context"
	"strings"

	"github.com/jackc/pgx/v5"

	"parvis/internal/account"
	"parvis/internal/fault"
	"parvis/internal/postgres"
	"parvis/internal/survey/question"
)

// Differing is a question that two people read differently on one sheet of paper.
type Differing struct {
	Key, First, Second string // as they are kept
}

// Agreement is how often the two readings of the same sheets agree.
type Agreement struct {
	Sheets   int // that were typed twice
	Compared int // questions
	Same     int
}

// Percent is how often they agree, in a hundred.
func (a Agreement) Percent() int {
	if a.Compared == 0 {
		return 0
	}
	return (100*a.Same + a.Compared/2) / a.Compared
}

// compare sets two readings of one sheet side by side, question by question.
func compare(first, second string) (differ []Differing, compared int) {
	other := map[string]string{}
	question.EachKept(second, func(key, value string) { other[key] = value })
	question.EachKept(first, func(key, value string) {
		compared++
		if other[key] != value {
			differ = append(differ, Differing{key, value, other[key]})
		}
	})
	return differ, compared
}

// Checks is how the second entry of a collection's sheets goes.
type Checks struct {
	Agreement
	Next  []int64 // numbers of sheets to type again: one in ten, typed by somebody else
	Typed int     // sheets in all
	Last  []int64 // the last ones that whoever asks may correct, the newest first
}

// Checks tells how the second entry of a collection's paper forms goes, and which sheets come next for whoever asks.
func (r *Room) Checks(ctx context.Context, by account.By, id int64) (Checks, error) {
	if err := visible(by); err != nil {
		return Checks{}, err
	}
	return checksOf(ctx, r.db, by, id)
}

// Check keeps the second reading of a sheet, by somebody else than the first, and tells what differs. The answer itself stays as it was typed first. Read once more,
// it replaces the second reading.
func (r *Room) Check(ctx context.Context, by account.By, o Opening, sheet int64, answers question.Answers) ([]Differing, error) {
	second, _ := o.Form.Form.Kept(o.Context(), answers)
	var differ []Differing
	err := postgres.InTx(ctx, r.db, func(tx pgx.Tx) error {
		if err := visible(by); err != nil {
			return err
		}
		if err := CheckEnter(by, o.Project); err != nil {
			return err
		}
		first, err := paperOf(ctx, tx, o.ID, sheet)
		if err != nil {
			return err
		}
		if first.EnteredBy == by.ID {
			return fault.New(fault.Forbidden, "Vous avez saisi cette feuille la première fois\u00a0: la deuxième saisie est pour quelqu’un d’autre.", nil)
		}
		if first.Number != o.Form.Number {
			return fault.New(fault.Conflict, "Cette feuille répond à une autre version du questionnaire.", nil)
		}
		differ, _ = compare(first.Choices, second)
		return insertCheck(ctx, tx, by, sheet, second)
	})
	return differ, err
}

// SheetVersion is the number of the version that a sheet answers.
func (r *Room) SheetVersion(ctx context.Context, by account.By, id, sheet int64) (int, error) {
	if err := visible(by); err != nil {
		return 0, err
	}
	first, err := paperOf(ctx, r.db, id, sheet)
	if err == nil && first.EnteredBy == by.ID {
		err = fault.New(fault.Forbidden, "Vous avez saisi cette feuille la première fois\u00a0: la deuxième saisie est pour quelqu’un d’autre.", nil)
	}
	return first.Number, err
}

// Label names the question, or the line of a matrix, that a key of kept answers is of.
func Label(f question.Form, key string) string {
	name, row, _ := strings.Cut(key, ".")
	q, _ := f.Question(name)
	label := q.Label.In(question.French)
	for _, o := range q.Rows {
		if o.Key == row {
			label += "\u00a0: " + o.Label.In(question.French)
		}
	}
	return label
}

// Value says in words what is kept under a key.
func Value(f question.Form, key, value string) string {
	switch value {
	case "":
		return "sans réponse"
	case question.Unsure:
		return "ne sait pas"
	case question.NotAsked:
		return "question non posée"
	}
	name, _, _ := strings.Cut(key, ".")
	q, _ := f.Question(name)
	switch q.Kind {
	case question.Consent:
		return "accord donné"
	case question.Text, question.Long:
		return "texte écrit"
	case question.Number, question.Date:
		return value
	}
	var said []string
	for one := range strings.SplitSeq(value, "+") {
		label := one
		if one == question.OtherKey {
			label = "autre"
		}
		for _, o := range q.Choices() {
			if o.Key == one {
				label = o.Label.In(question.French)
			}
		}
		said = append(said, label)
	}
	return strings.Join(said, ", ")
}
