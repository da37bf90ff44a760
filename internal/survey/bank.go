package survey

import (
	"cmp"
	"context"
	"fmt"
	"slices"
	"time"

	"github.com/jackc/pgx/v5"

	"parvis/internal/access"
	"parvis/internal/account"
	"parvis/internal/fault"
	"parvis/internal/field"
	"parvis/internal/french"
	"parvis/internal/journal"
	"parvis/internal/postgres"
	"parvis/internal/survey/question"
	"parvis/internal/survey/shipped"
)

// Banked is a question of the bank: forms that take it ask it under its key, so that answers compare across forms and years.
type Banked struct {
	ID        int64
	Key       string
	Theme     string
	Question  question.Question
	Active    bool
	UpdatedAt time.Time
	Version   int
}

// Subject is the question as the journal names it.
func (b Banked) Subject() journal.Subject {
	return journal.Subject{Kind: journal.BankQuestion, ID: b.ID, Name: french.Shorten(b.Question.Label[question.French], 100)}
}

// Use is a form that asks a question of the bank, in its draft or in a version.
type Use struct {
	Key   string
	ID    int64
	Title string
}

// BankSheet is a question of the bank with where it is used.
type BankSheet struct {
	Banked
	Uses     []Use
	Answered []Answering // where; of one question alone, not of a list
	May      Rights
}

// Fixed tells whether its kind and the keys of its answers cannot change any more.
func (b BankSheet) Fixed() bool { return len(b.Uses) > 0 }

// MaxTheme is the length of a theme.
const MaxTheme = 100

// BankDraft is what is typed about a question of the bank.
type BankDraft struct {
	Theme string
	QuestionDraft
}

// Bank gives every question of the bank with where it is used, by theme.
func (r *Room) Bank(ctx context.Context, by account.By) ([]BankSheet, error) {
	if !by.Can(MayRead, access.Tie{}) {
		return nil, fault.Missing(nil)
	}
	return r.bank(ctx, by, 0)
}

// Banked gives one question of the bank.
func (r *Room) Banked(ctx context.Context, by account.By, id int64) (BankSheet, error) {
	if !by.Can(MayRead, access.Tie{}) {
		return BankSheet{}, fault.Missing(nil)
	}
	list, err := r.bank(ctx, by, id)
	if err == nil && len(list) == 0 {
		err = fault.Missing(nil)
	}
	if err != nil {
		return BankSheet{}, err
	}
	b := list[0]
	if r.where == nil || len(b.Uses) == 0 {
		return b, nil
	}
	versions, err := askedIn(ctx, r.db, b.Key)
	if err == nil && len(versions) > 0 {
		b.Answered, err = r.where(ctx, r.db, versions)
	}
	return b, err
}

// AnsweredTo are the projects in which a form that asks it was answered, and those years, the last one first.
func (b BankSheet) AnsweredTo(form int64) (projects []Answering) {
	for _, a := range b.Answered {
		if a.FormID == form {
			projects = append(projects, a)
		}
	}
	return projects
}

func (r *Room) bank(ctx context.Context, by account.By, only int64) ([]BankSheet, error) {
	questions, err := banked(ctx, r.db, only)
	if err != nil {
		return nil, err
	}
	uses, err := bankUses(ctx, r.db)
	if err != nil {
		return nil, err
	}
	may := Allowed(by)
	list := make([]BankSheet, len(questions))
	for i, q := range questions {
		list[i] = BankSheet{Banked: q, May: may}
		for _, u := range uses {
			if u.Key == q.Key {
				list[i].Uses = append(list[i].Uses, u)
			}
		}
	}
	return list, nil
}

// BankHistory gives a page, from 1, of what was done to a question of the bank, newest first.
func (r *Room) BankHistory(ctx context.Context, by account.By, id int64, page int) (journal.Page, error) {
	if _, err := r.Banked(ctx, by, id); err != nil {
		return journal.Page{}, err
	}
	return journal.Of(ctx, r.db, by.Sight(), journal.BankQuestion, id, page)
}

var bankFields = slices.Concat(field.List[Banked]{{Name: "theme", Label: "Thème", Value: func(b Banked) string { return b.Theme }}}, bankQuestionFields())

// bankQuestionFields are the fields of a question, of one of the bank.
func bankQuestionFields() field.List[Banked] {
	var list field.List[Banked]
	for _, f := range questionFields("") {
		list = append(list, field.Field[Banked]{Name: f.Name, Label: f.Label, Value: func(b Banked) string { return f.Sent(b.Question) }, Text: func(b Banked) string { return f.Said(b.Question) }})
	}
	return list
}

// BankEdition is the number of the text that a question of the bank is, for whoever types over it.
func (b Banked) BankEdition() int { return digest([]any{b.Theme, b.Question}) }

// EditBanked replaces what was typed about a question of the bank. Once a form asks it, its kind and the keys of its answers stay: a wording is corrected, an answer is added by
// nobody and none goes.
func (r *Room) EditBanked(ctx context.Context, by account.By, id int64, edition int, d BankDraft) error {
	d.QuestionDraft, d.Theme = d.QuestionDraft.Tidy(), french.OneLine(d.Theme)
	return postgres.InTx(ctx, r.db, func(tx pgx.Tx) error {
		was, err := holdBanked(ctx, tx, by, id)
		if err != nil {
			return err
		}
		p := d.Check()
		p.CheckText("theme", d.Theme, MaxTheme)
		if err := p.Err(); err != nil {
			return err
		}
		is := was
		is.Theme, is.Question = d.Theme, d.over(was.Question, nil)
		is.Question.Required = false
		if was.BankEdition() != edition {
			return journal.Met(ctx, tx, "Cette question", was.Subject(), was.BankEdition(), bankFields.Both(was, is))
		}
		uses, err := bankUses(ctx, tx)
		if err != nil {
			return err
		}
		if slices.ContainsFunc(uses, func(u Use) bool { return u.Key == was.Key }) {
			if err := sameKeys(was.Question, is.Question).Err(); err != nil {
				return err
			}
		}
		changes := bankFields.Changes(was, is)
		if len(changes) == 0 {
			return nil
		}
		return cmp.Or(updateBanked(ctx, tx, by, is), journal.Write(ctx, tx, by.Did(journal.Edited, is.Subject(), changes...)))
	})
}

// sameKeys lists what would make answers to a question no longer compare.
func sameKeys(was, is question.Question) fault.Problems {
	var p fault.Problems
	const used = "Des questionnaires posent déjà cette question"
	p.Require(was.Kind == is.Kind, "genre", used+"\u00a0: son type ne change plus.")
	keys := func(of []question.Option) (list []string) {
		for _, o := range of {
			list = append(list, o.Key)
		}
		slices.Sort(list)
		return list
	}
	const mend = "\u00a0: ses réponses se corrigent et se déplacent, aucune ne s’ajoute ni ne se retire."
	p.Require(slices.Equal(keys(was.Options), keys(is.Options)), "reponses", used+mend)
	p.Require(slices.Equal(keys(was.Rows), keys(is.Rows)), "lignes", used+mend)
	return p
}

// Retire keeps a question of the bank from being taken by other forms, or lets it again. Those that ask it go on.
func (r *Room) Retire(ctx context.Context, by account.By, id int64, active bool) error {
	return postgres.InTx(ctx, r.db, func(tx pgx.Tx) error {
		b, err := holdBanked(ctx, tx, by, id)
		if err != nil || b.Active == active {
			return err
		}
		b.Active = active
		verb := journal.Withdrawn
		if active {
			verb = journal.PutBack
		}
		return cmp.Or(updateBanked(ctx, tx, by, b), journal.Write(ctx, tx, by.Did(verb, b.Subject())))
	})
}

func holdBanked(ctx context.Context, tx pgx.Tx, by account.By, id int64) (Banked, error) {
	if !by.Can(MayRead, access.Tie{}) {
		return Banked{}, fault.Missing(nil)
	}
	b, err := lockBanked(ctx, tx, id)
	return b, cmp.Or(err, by.Check(MayBank, access.Tie{}))
}

// Take puts questions of the bank after one of a form. One that the form asks already is left where it is.
func (r *Room) Take(ctx context.Context, by account.By, id int64, after string, ids []int64) error {
	return r.change(ctx, by, id, func(tx pgx.Tx, f *Form) ([]field.Change, error) {
		all, err := banked(ctx, tx, 0)
		if err != nil {
			return nil, err
		}
		states, err := earlier(ctx, tx, *f)
		if err != nil {
			return nil, err
		}
		var taken []question.Question
		for _, b := range all {
			if _, there := f.Draft.Question(b.Key); there || !b.Active || !slices.Contains(ids, b.ID) {
				continue
			}
			for _, state := range states[b.Key] {
				if state.Kind != b.Question.Kind {
					return nil, fault.New(fault.Conflict, "Ce questionnaire a déjà posé, sous le code «\u00a0"+b.Key+"\u00a0», une question d’un autre type\u00a0: celle de la banque ne peut pas y prendre ce code.", nil)
				}
			}
			taken = append(taken, asTaken(b))
		}
		if len(taken) == 0 {
			return nil, nil
		}
		return insertAfter(f, after, taken...)
	})
}

// asTaken is a question of the bank as forms ask it.
func asTaken(b Banked) question.Question {
	q := b.Question
	q.Key, q.Bank, q.When = b.Key, true, nil
	return q
}

// Freshen gives a question of a form the words that the bank has now.
func (r *Room) Freshen(ctx context.Context, by account.By, id int64, key string) error {
	return r.change(ctx, by, id, func(tx pgx.Tx, f *Form) ([]field.Change, error) {
		at, err := f.place(key)
		if err != nil {
			return nil, err
		}
		was := f.Draft.Questions[at]
		b, err := bankedUnder(ctx, tx, key)
		if err != nil {
			return nil, err
		}
		if !was.Bank {
			return nil, fault.Missing(nil)
		}
		is := asTaken(b)
		is.When, is.Required, is.Practice = was.When, was.Required, was.Practice
		questions := slices.Clone(f.Draft.Questions)
		questions[at] = is
		f.Draft.Questions = questions
		return questionFields(about(at)).Changes(was, is), nil
	})
}

// PutInBank makes a question of a form one of the bank, under its key, for other forms to ask.
func (r *Room) PutInBank(ctx context.Context, by account.By, id int64, key, theme string) error {
	theme = french.OneLine(theme)
	return r.change(ctx, by, id, func(tx pgx.Tx, f *Form) ([]field.Change, error) {
		if err := by.Check(MayBank, access.Tie{}); err != nil {
			return nil, err
		}
		at, err := f.place(key)
		if err != nil {
			return nil, err
		}
		was := f.Draft.Questions[at]
		var p fault.Problems
		p.CheckText("theme", theme, MaxTheme)
		if err := p.Err(); err != nil || was.Bank {
			return nil, err
		}
		if !was.Kind.Asks() || was.Practice {
			return nil, fault.New(fault.Conflict, "Seule une question qui attend une réponse va dans la banque.", nil)
		}
		b := Banked{Key: key, Theme: theme, Question: was, Active: true}
		b.Question.When, b.Question.Required, b.Question.Bank = nil, false, true
		if b.ID, err = insertBanked(ctx, tx, by, b); err != nil {
			return nil, err
		}
		if err := journal.Write(ctx, tx, by.Did(journal.Created, b.Subject())); err != nil {
			return nil, err
		}
		questions := slices.Clone(f.Draft.Questions)
		questions[at].Bank = true
		f.Draft.Questions = questions
		return questionFields(about(at)).Changes(was, questions[at]), nil
	})
}

// Seed puts the questions that Parvis comes with in the bank, but those that it has had already.
func Seed(ctx context.Context, db postgres.Beginner) error {
	return postgres.InTx(ctx, db, func(tx pgx.Tx) error {
		for _, b := range shipped.Bank() {
			q := b.Question
			q.When, q.Bank = nil, true
			if err := seedBanked(ctx, tx, Banked{Key: q.Key, Theme: b.Theme, Question: q}); err != nil {
				return fmt.Errorf("question %s: %w", q.Key, err)
			}
		}
		return nil
	})
}
