package survey

import (
	"context"
	"slices"
	"strings"

	"github.com/jackc/pgx/v5"

	"parvis/internal/account"
	"parvis/internal/fault"
	"parvis/internal/field"
	"parvis/internal/french"
	"parvis/internal/journal"
	"parvis/internal/postgres"
	"parvis/internal/survey/question"
	"parvis/internal/workcal"
)

// Publish freezes the draft as the next version and gives its number. The draft is the one that was looked at, named by its digest (Sheet.Seen): what somebody changed
// meanwhile is looked at first.
func (r *Room) Publish(ctx context.Context, by account.By, id int64, seen int) (number int, err error) {
	return number, postgres.InTx(ctx, r.db, func(tx pgx.Tx) error {
		f, err := hold(ctx, tx, by, id, false, MayPublish)
		if err != nil {
			return err
		}
		if digest(f.Draft) != seen {
			return fault.New(fault.Conflict, "Ce questionnaire vient de changer\u00a0: rien n’est publié. Veuillez relire ce qui change, puis publier.", nil)
		}
		versions, err := Versions(ctx, tx, id)
		if err != nil {
			return err
		}
		s := Sheet{Form: f}
		if len(versions) > 0 {
			s.Last = &versions[len(versions)-1].Form
		}
		problems := f.Draft.Check()
		for _, v := range versions { // a key keeps its kind whichever version gave it
			problems = append(problems, f.Draft.Follows(v.Form)...)
		}
		if len(problems) > 0 {
			return fault.New(fault.Conflict, "Ce questionnaire ne peut pas encore être publié\u00a0: "+problems[0].Sentence, nil)
		}
		if !s.Changed() {
			return fault.New(fault.Conflict, "Rien n’a changé depuis la dernière publication.", nil)
		}
		f.Published, f.Active, number = len(versions)+1, true, len(versions)+1
		if err := freeze(ctx, tx, by, f); err != nil {
			return err
		}
		if err := update(ctx, tx, by, f); err != nil {
			return err
		}
		return journal.Write(ctx, tx, by.Did(journal.Published, f.Subject(), field.Change{Name: "version", Label: "Version", After: french.Number(f.Published)}))
	})
}

// Seen names the draft that is looked at, for Publish.
func (s Sheet) Seen() int { return digest(s.Draft) }

// Withdraw takes a form out of use: it is not proposed any more. Answers that it has stay. PutBack is its contrary.
func (r *Room) Withdraw(ctx context.Context, by account.By, id int64) error {
	return r.use(ctx, by, id, false, journal.Withdrawn)
}

// PutBack puts a form that was withdrawn in use again.
func (r *Room) PutBack(ctx context.Context, by account.By, id int64) error {
	return r.use(ctx, by, id, true, journal.PutBack)
}

func (r *Room) use(ctx context.Context, by account.By, id int64, active bool, verb journal.Verb) error {
	return postgres.InTx(ctx, r.db, func(tx pgx.Tx) error {
		f, err := hold(ctx, tx, by, id, false, MayPublish)
		if err != nil || f.Active == active {
			return err
		}
		f.Active = active
		if err := update(ctx, tx, by, f); err != nil {
			return err
		}
		return journal.Write(ctx, tx, by.Did(verb, f.Subject()))
	})
}

// Reread is who among the people a form is for read a version again, and when.
type Reread struct {
	By string
	On workcal.Date
}

// MaxReread is the length of who read it again.
const MaxReread = 200

// Check lists what must be mended.
func (w Reread) Check(today workcal.Date) fault.Problems {
	var p fault.Problems
	p.Require(w.By != "", "relecture", "Veuillez écrire par quel groupe ou quelle structure le texte a été relu.")
	p.CheckText("relecture", w.By, MaxReread)
	p.Require(!w.On.IsZero(), "relu_le", "Veuillez écrire le jour de la relecture.")
	p.Require(w.On.IsZero() || w.On <= today, "relu_le", "La relecture a eu lieu\u00a0: ce jour est à venir.")
	return p
}

// NoteReread keeps that a version was read again by people whom it is for: before that, it is « à relire ».
func (r *Room) NoteReread(ctx context.Context, by account.By, id int64, number int, w Reread) error {
	w.By = french.OneLine(w.By)
	return postgres.InTx(ctx, r.db, func(tx pgx.Tx) error {
		f, err := hold(ctx, tx, by, id, false, MayPublish)
		if err != nil {
			return err
		}
		if err := w.Check(by.Today()).Err(); err != nil {
			return err
		}
		if found, err := noteReread(ctx, tx, id, number, w); err != nil || !found {
			if err == nil {
				err = fault.Missing(nil)
			}
			return err
		}
		return journal.Write(ctx, tx, by.Did(journal.Reread, f.Subject(), field.Change{Name: "version", Label: "Version", After: french.Number(number)}))
	})
}

// Difference is something that a version changes of the one before.
type Difference struct {
	Question string // its key; "": the form itself
	Sentence string
}

// Differences lists what the draft changes of the last version, in its order: what publishing it does.
func (s Sheet) Differences() []Difference {
	if s.Last == nil {
		return nil
	}
	return Differences(*s.Last, s.Draft)
}

// Differences lists what a version changes of the one before, in its order.
func Differences(before, after question.Form) []Difference {
	var list []Difference
	add := func(key, sentence string) { list = append(list, Difference{key, sentence}) }
	if before.Title[question.French] != after.Title[question.French] {
		add("", "Titre corrigé.")
	}
	if before.Layout != after.Layout {
		add("", "Présentation\u00a0: "+after.Layout.Label()+".")
	}
	for _, l := range after.Langs {
		if !slices.Contains(before.Langs, l) {
			add("", "Langue ajoutée\u00a0: "+l.Name()+".")
		}
	}
	for _, l := range before.Langs {
		if !slices.Contains(after.Langs, l) {
			add("", "Langue retirée\u00a0: "+l.Name()+".")
		}
	}
	if digest([]question.Wording{before.Intro, before.Thanks}) != digest([]question.Wording{after.Intro, after.Thanks}) {
		add("", "Introduction ou remerciement corrigés.")
	}
	place := 0 // after which question of before the last one of after stood
	for _, q := range after.Questions {
		at := slices.IndexFunc(before.Questions, func(o question.Question) bool { return o.Key == q.Key })
		if at < 0 {
			add(q.Key, "Question ajoutée\u00a0: "+named(q)+".")
			continue
		}
		for _, sentence := range differ(before.Questions[at], q) {
			add(q.Key, sentence)
		}
		if at < place {
			add(q.Key, "Question déplacée\u00a0: "+named(q)+".")
		}
		place = max(place, at)
	}
	for _, q := range before.Questions {
		if _, found := after.Question(q.Key); !found {
			add(q.Key, "Question retirée\u00a0: "+named(q)+". Ses réponses restent dans les résultats.")
		}
	}
	return list
}

// named is a question in a sentence.
func named(q question.Question) string {
	return french.Quote(french.Shorten(q.Label[question.French], 80))
}

// differ lists what differs between two states of one question.
func differ(before, after question.Question) []string {
	var list []string
	in := " (" + named(after) + ")."
	if before.Label[question.French] != after.Label[question.French] {
		list = append(list, "Libellé corrigé\u00a0: "+named(before)+" devient "+named(after)+".")
	}
	if digest(foreign(before)) != digest(foreign(after)) {
		list = append(list, "Traductions, aide ou images modifiées"+in)
	}
	if before.Kind != after.Kind {
		list = append(list, "Type changé\u00a0: "+after.Kind.Label()+in)
	}
	list = append(list, optionsDiffer("Réponse", before.Options, after.Options, in)...)
	list = append(list, optionsDiffer("Ligne", before.Rows, after.Rows, in)...)
	for _, flag := range []struct {
		before, after bool
		what          string
	}{{before.Required, after.Required, "Réponse obligatoire"}, {before.Unsure, after.Unsure, "«\u00a0Je ne sais pas\u00a0»"}, {before.Other, after.Other, "«\u00a0Autre\u00a0»"}, {before.Practice, after.Practice, "Exemple d’entraînement"}, {before.Bank, after.Bank, "Question de la banque"}} {
		if flag.before != flag.after {
			list = append(list, flag.what+map[bool]string{true: "\u00a0: ajouté", false: "\u00a0: retiré"}[flag.after]+in)
		}
	}
	if digest([]any{before.Least, before.Most, before.Decimals}) != digest([]any{after.Least, after.Most, after.Decimals}) {
		list = append(list, "Nombres acceptés modifiés"+in)
	}
	if digest(before.When) != digest(after.When) {
		list = append(list, "Condition modifiée"+in)
	}
	return list
}

// foreign is what a question says in other languages, its help and its pictures.
func foreign(q question.Question) any {
	bare := func(of []question.Option) map[string]question.Option {
		all := map[string]question.Option{}
		for _, o := range of {
			label := question.Wording{}
			for l, text := range o.Label {
				if l != question.French {
					label[l] = text
				}
			}
			all[o.Key] = question.Option{Label: label, Picture: o.Picture}
		}
		return all
	}
	label := question.Wording{}
	for l, text := range q.Label {
		if l != question.French {
			label[l] = text
		}
	}
	return []any{label, q.Help, bare(q.Options), bare(q.Rows)}
}

func optionsDiffer(what string, before, after []question.Option, in string) []string {
	var list []string
	keys := func(of []question.Option) (list []string) {
		for _, o := range of {
			list = append(list, o.Key)
		}
		return list
	}
	var stay []string
	for _, o := range after {
		at := slices.Index(keys(before), o.Key)
		switch {
		case at < 0:
			list = append(list, what+" ajoutée\u00a0: "+french.Quote(o.Label[question.French])+in)
			continue
		case before[at].Label[question.French] != o.Label[question.French]:
			list = append(list, what+" corrigée\u00a0: "+french.Quote(before[at].Label[question.French])+" devient "+french.Quote(o.Label[question.French])+in)
		}
		stay = append(stay, o.Key)
	}
	var stood []string
	for _, o := range before {
		if !slices.Contains(keys(after), o.Key) {
			list = append(list, what+" retirée\u00a0: "+french.Quote(o.Label[question.French])+". Ce qui a été répondu reste, marqué «\u00a0retirée\u00a0»"+in)
			continue
		}
		stood = append(stood, o.Key)
	}
	if strings.Join(stay, " ") != strings.Join(stood, " ") {
		list = append(list, what+"s dans un autre ordre"+in)
	}
	return list
}
