package survey

import (
	"context"
	"slices"
	"strconv"
	"strings"
	"unicode"
	"unicode/utf8"

	"github.com/jackc/pgx/v5"

	"parvis/internal/account"
	"parvis/internal/fault"
	"parvis/internal/field"
	"parvis/internal/french"
	"parvis/internal/journal"
	"parvis/internal/postgres"
	"parvis/internal/survey/question"
	"parvis/internal/survey/shipped"
	"parvis/internal/written"
)

const tooMany = "Un questionnaire a au plus 80 questions et textes\u00a0: veuillez en retirer avant d’en ajouter."

// QuestionDraft is what is typed about a question.
type QuestionDraft struct {
	Kind     question.Kind
	Label    question.Wording
	Help     question.Wording
	Required bool
	Unsure   bool
	Other    bool
	Practice bool
	Least    *float64
	Most     *float64
	Decimals bool
	Options  string                      // in French, one per line
	Rows     string                      // of a matrix, the same
	Words    map[string]question.Wording // options in other languages, by their keys
	RowWords map[string]question.Wording
	Pictures map[string]string // of options, by their keys
}

// DraftOf is a question as it is typed.
func DraftOf(q question.Question) QuestionDraft {
	d := QuestionDraft{Kind: q.Kind, Label: q.Label, Help: q.Help, Required: q.Required, Unsure: q.Unsure, Other: q.Other, Practice: q.Practice, Least: q.Least, Most: q.Most, Decimals: q.Decimals,
		Options: LinesOf(q.Options, false), Rows: LinesOf(q.Rows, false), Words: wordsOf(q.Options), RowWords: wordsOf(q.Rows), Pictures: map[string]string{}}
	for _, o := range q.Options {
		if o.Picture != "" {
			d.Pictures[o.Key] = o.Picture
		}
	}
	return d
}

func wordsOf(options []question.Option) map[string]question.Wording {
	all := map[string]question.Wording{}
	for _, o := range options {
		words := question.Wording{}
		for l, text := range o.Label {
			if l != question.French {
				words[l] = text
			}
		}
		if len(words) > 0 {
			all[o.Key] = words
		}
	}
	return all
}

// Tidy trims the texts, and leaves out what the kind has no use for.
func (d QuestionDraft) Tidy() QuestionDraft {
	d.Label, d.Help = tidyText(d.Label), tidyText(d.Help)
	if d.Kind != question.Info {
		d.Label = tidyLines(d.Label)
	}
	if !d.Kind.HasOptions() {
		d.Options, d.Words, d.Pictures = "", nil, nil
	}
	if d.Kind != question.Matrix {
		d.Rows, d.RowWords = "", nil
	}
	d.Other = d.Other && (d.Kind == question.Single || d.Kind == question.Multiple)
	if d.Kind != question.Number {
		d.Least, d.Most, d.Decimals = nil, nil, false
	}
	if !d.Kind.Asks() {
		d.Required, d.Unsure, d.Practice = false, false, false
	}
	return d
}

// Check lists what must be mended before a draft can hold the question. What else it lacks keeps the form from being published, not from being built.
func (d QuestionDraft) Check() fault.Problems {
	var p fault.Problems
	p.Require(d.Kind.Label() != "", "genre", "Veuillez choisir un type de question de la liste.")
	p.Require(d.Label[question.French] != "", "libelle", "Veuillez écrire la question en français.")
	most := question.MaxWording
	if d.Kind == question.Info {
		most = question.MaxSaid
	}
	for _, l := range question.Langs {
		p.CheckText(fieldIn("libelle", l), d.Label[l], most)
		p.CheckText(fieldIn("aide", l), d.Help[l], question.MaxSaid)
	}
	for name, lines := range map[string]string{"reponses": d.Options, "lignes": d.Rows} {
		list := ReadLines(lines, nil, nil)
		p.CheckText(name, lines, (question.MaxOptions+1)*question.MaxWording)
		p.Require(len(list) <= question.MaxOptions, name, "Une question propose au plus "+french.Number(question.MaxOptions)+" réponses.")
		p.Require(name != "lignes" || len(list) <= question.MaxRows, name, "Un tableau a au plus "+french.Number(question.MaxRows)+" lignes.")
		for _, o := range list {
			p.Require(french.Letters(o.Label[question.French]) <= question.MaxWording, name, "Une réponse proposée a au plus "+french.Number(question.MaxWording)+" caractères.")
		}
	}
	for prefix, all := range map[string]map[string]question.Wording{"mot.": d.Words, "ligne.": d.RowWords} {
		for key, words := range all {
			for l, text := range words {
				p.CheckText(prefix+key+"."+string(l), text, question.MaxWording)
			}
		}
	}
	for key, name := range d.Pictures {
		_, _, known := shipped.Picture(name)
		p.Require(name == "" || known, "dessin."+key, "Veuillez choisir un dessin de la liste.")
	}
	p.Require(d.Least == nil || d.Most == nil || *d.Least <= *d.Most, "max", "Le plus grand nombre accepté est plus petit que le plus petit.")
	return p
}

// over puts what was typed over a question, whose key and condition stay. Earlier states of it say which keys are taken.
func (d QuestionDraft) over(q question.Question, earlier []question.Question) question.Question {
	q.Kind, q.Label, q.Help, q.Required, q.Unsure, q.Other, q.Practice, q.Least, q.Most, q.Decimals = d.Kind, d.Label, d.Help, d.Required, d.Unsure, d.Other, d.Practice, d.Least, d.Most, d.Decimals
	var options, rows []question.Option
	for _, e := range earlier {
		options, rows = withGone(options, e.Options, q.Options), withGone(rows, e.Rows, q.Rows)
	}
	q.Options = translated(ReadLines(d.Options, q.Options, options), d.Words, d.Pictures)
	q.Rows = translated(ReadLines(d.Rows, q.Rows, rows), d.RowWords, nil)
	return q
}

// withGone adds the options of an earlier state that are not there now.
func withGone(gone, earlier, now []question.Option) []question.Option {
	for _, o := range earlier {
		same := func(n question.Option) bool { return n.Key == o.Key }
		if !slices.ContainsFunc(now, same) && !slices.ContainsFunc(gone, same) {
			gone = append(gone, o)
		}
	}
	return gone
}

// translated gives options the words in other languages, and the pictures, that were typed for their keys.
func translated(options []question.Option, words map[string]question.Wording, pictures map[string]string) []question.Option {
	for i, o := range options {
		for l, text := range words[o.Key] {
			if text = french.OneLine(text); text == "" {
				delete(o.Label, l)
			} else if l != question.French {
				o.Label[l] = text
			}
		}
		if picture, typed := pictures[o.Key]; typed {
			options[i].Picture = picture
		}
	}
	if len(options) == 0 {
		return nil
	}
	return options
}

// QuestionEdition is the number of the text that a question is, for whoever types over it.
func QuestionEdition(q question.Question) int { return digest(q) }

// met is the failure of an edit of a question that met another.
func met(ctx context.Context, tx pgx.Tx, f Form, was, is question.Question) error {
	return journal.Met(ctx, tx, "Cette question", f.Subject(), digest(was), questionFields("").Both(was, is))
}

// questionFields lists what is told of a question, in the order of its form; begin opens each label: « Question 3, ».
func questionFields(begin string) field.List[question.Question] {
	type q = question.Question
	list := slices.Concat(
		field.List[q]{{Name: "genre", Label: "Type", Value: func(q q) string { return string(q.Kind) }, Text: func(q q) string { return q.Kind.Label() }}},
		worded("libelle", "Texte", func(q q) question.Wording { return q.Label }),
		worded("aide", "Aide", func(q q) question.Wording { return q.Help }),
		field.List[q]{
			{Name: "reponses", Label: "Réponses proposées", Value: func(q q) string { return LinesOf(q.Options, false) }},
			{Name: "lignes", Label: "Lignes", Value: func(q q) string { return LinesOf(q.Rows, false) }},
			{Name: "mots", Label: "Traductions et dessins", Value: translationsOf},
			{Name: "obligatoire", Label: "Obligatoire", Flag: func(q q) bool { return q.Required }},
			{Name: "nspp", Label: "«\u00a0Je ne sais pas\u00a0»", Flag: func(q q) bool { return q.Unsure }},
			{Name: "autre", Label: "«\u00a0Autre\u00a0»", Flag: func(q q) bool { return q.Other }},
			{Name: "entrainement", Label: "Exemple", Flag: func(q q) bool { return q.Practice }},
			{Name: "min", Label: "Plus petit nombre", Value: func(q q) string { return boundText(q.Least) }},
			{Name: "max", Label: "Plus grand nombre", Value: func(q q) string { return boundText(q.Most) }},
			{Name: "decimales", Label: "Nombres à virgule", Flag: func(q q) bool { return q.Decimals }},
			{Name: "banque", Label: "De la banque", Flag: func(q q) bool { return q.Bank }},
			{Name: "condition", Label: "Condition", Value: func(q q) string { return conditionText(q.When) }},
		})
	for i := range list {
		if begin != "" {
			list[i].Label = begin + lowered(list[i].Label)
		}
	}
	return list
}

// boundText writes a bound as a form sends it.
func boundText(x *float64) string {
	if x == nil {
		return ""
	}
	return written.NumberText(*x)
}

// lowered is a label within a sentence.
func lowered(label string) string {
	first, size := utf8.DecodeRuneInString(label)
	return string(unicode.ToLower(first)) + label[size:]
}

func translationsOf(q question.Question) string {
	var lines []string
	for _, o := range slices.Concat(q.Options, q.Rows) {
		var said []string
		for _, l := range question.Langs[1:] {
			if o.Label[l] != "" {
				said = append(said, string(l)+"\u00a0: "+o.Label[l])
			}
		}
		if o.Picture != "" {
			said = append(said, "dessin\u00a0: "+o.Picture)
		}
		if len(said) > 0 {
			lines = append(lines, o.Label[question.French]+" ("+strings.Join(said, ", ")+")")
		}
	}
	return strings.Join(lines, "\n")
}

func conditionText(c *question.Condition) string {
	if c == nil {
		return ""
	}
	var parts []string
	for _, cl := range c.Of {
		parts = append(parts, strings.TrimSpace(cl.On+" "+cl.Op.Label()+" "+strings.Join(cl.Values, ", ")))
	}
	return strings.Join(parts, map[bool]string{true: " ou ", false: " et "}[c.Any])
}

// about opens the labels of what is told of the question at a place.
func about(at int) string { return "Question " + strconv.Itoa(at+1) + ", " }

// listing is what is told where questions come, go or move.
func listing(before, after question.Form) []field.Change {
	c := field.Change{Name: "questions", Label: "Questions", Before: titles(before), After: titles(after)}
	if c.Before == c.After {
		return nil
	}
	return []field.Change{c}
}

func titles(f question.Form) string {
	var b strings.Builder
	for i, q := range f.Questions {
		b.WriteString(strconv.Itoa(i+1) + ". " + french.Shorten(q.Label[question.French], 60) + "\n")
	}
	return b.String()
}

// earlier gives every state that versions of a form keep of its questions, by their keys.
func earlier(ctx context.Context, tx pgx.Tx, f Form) (map[string][]question.Question, error) {
	states := map[string][]question.Question{}
	if f.Published == 0 {
		return states, nil
	}
	versions, err := Versions(ctx, tx, f.ID)
	for _, v := range versions {
		for _, q := range v.Form.Questions {
			states[q.Key] = append(states[q.Key], q)
		}
	}
	return states, err
}

// place finds a question of the draft; a form that has it no more is answered as one that does not exist.
func (f Form) place(key string) (int, error) {
	at := slices.IndexFunc(f.Draft.Questions, func(q question.Question) bool { return q.Key == key })
	if at < 0 {
		return 0, fault.New(fault.NotFound, "Cette question n’est plus dans le questionnaire.", nil)
	}
	return at, nil
}

// Add puts a new question after another one, or first where after is "", and gives its key. A key that a version of the form or the bank has is given to nothing else. The
// same sending adds once.
func (r *Room) Add(ctx context.Context, by account.By, sending string, id int64, after string, d QuestionDraft) (key string, err error) {
	d = d.Tidy()
	err = r.change(ctx, by, id, func(tx pgx.Tx, f *Form) (changes []field.Change, err error) {
		made, err := postgres.Once(ctx, tx, sending, func() (int64, error) {
			key, changes, err = addIn(ctx, tx, f, after, d)
			return int64(digest(key)) + 1, err
		})
		for _, q := range f.Draft.Questions { // sent twice: what the first sending added
			if int64(digest(q.Key))+1 == made {
				key = q.Key
			}
		}
		return changes, err
	})
	return key, err
}

func addIn(ctx context.Context, tx pgx.Tx, f *Form, after string, d QuestionDraft) (key string, changes []field.Change, err error) {
	if err := d.Check().Err(); err != nil {
		return "", nil, err
	}
	states, err := earlier(ctx, tx, *f)
	if err != nil {
		return "", nil, err
	}
	banked, err := bankKeys(ctx, tx)
	if err != nil {
		return "", nil, err
	}
	key = NewKey(d.Label[question.French], "q", func(k string) bool {
		_, found := f.Draft.Question(k)
		return found || len(states[k]) > 0 || slices.Contains(banked, k)
	})
	changes, err = insertAfter(f, after, d.over(question.Question{Key: key}, nil))
	return key, changes, err
}

func insertAfter(f *Form, after string, questions ...question.Question) ([]field.Change, error) {
	at := 0
	if after != "" {
		i, err := f.place(after)
		if err != nil {
			return nil, err
		}
		at = i + 1
	}
	if len(f.Draft.Questions)+len(questions) > question.MaxQuestions {
		return nil, fault.New(fault.Conflict, tooMany, nil)
	}
	before := f.Draft
	f.Draft.Questions = slices.Insert(slices.Clone(before.Questions), at, questions...)
	return listing(before, f.Draft), nil
}

// Save replaces what was typed about a question, if it is still that of this edition: otherwise nothing is written, and the failure carries both texts. One of the bank
// has its words from there.
func (r *Room) Save(ctx context.Context, by account.By, id int64, key string, edition int, d QuestionDraft) error {
	d = d.Tidy()
	return r.change(ctx, by, id, func(tx pgx.Tx, f *Form) ([]field.Change, error) {
		at, err := f.place(key)
		if err != nil {
			return nil, err
		}
		if err := d.Check().Err(); err != nil {
			return nil, err
		}
		states, err := earlier(ctx, tx, *f)
		if err != nil {
			return nil, err
		}
		was := f.Draft.Questions[at]
		is := d.over(was, states[key])
		if was.Bank {
			is = was
			is.Required, is.Practice = d.Required, d.Practice
		}
		if digest(was) != edition {
			return nil, met(ctx, tx, *f, was, is)
		}
		for _, state := range states[key] {
			if state.Kind != is.Kind && !(state.Kind == question.Text && is.Kind == question.Long) {
				return nil, fault.Problems{{Field: "genre", Sentence: "Cette question a été publiée comme «\u00a0" + state.Kind.Label() + "\u00a0»\u00a0: ajoutez-en une nouvelle pour changer de type, l’ancienne garde ses réponses."}}.Err()
			}
		}
		questions := slices.Clone(f.Draft.Questions)
		questions[at] = is
		f.Draft.Questions = questions
		return questionFields(about(at)).Changes(was, is), nil
	})
}

// Move puts a question one place up or down.
func (r *Room) Move(ctx context.Context, by account.By, id int64, key string, down bool) error {
	return r.change(ctx, by, id, func(_ pgx.Tx, f *Form) ([]field.Change, error) {
		at, err := f.place(key)
		if err != nil {
			return nil, err
		}
		to := at - 1
		if down {
			to = at + 1
		}
		if to < 0 || to >= len(f.Draft.Questions) {
			return nil, nil
		}
		before := f.Draft
		f.Draft.Questions = slices.Clone(before.Questions)
		f.Draft.Questions[at], f.Draft.Questions[to] = before.Questions[to], before.Questions[at]
		return listing(before, f.Draft), nil
	})
}

// Remove takes a question off the draft. What versions asked stays theirs, and so do its answers.
func (r *Room) Remove(ctx context.Context, by account.By, id int64, key string) error {
	return r.change(ctx, by, id, func(_ pgx.Tx, f *Form) ([]field.Change, error) {
		at, err := f.place(key)
		if err != nil {
			return nil, err
		}
		before := f.Draft
		f.Draft.Questions = slices.Delete(slices.Clone(before.Questions), at, at+1)
		return listing(before, f.Draft), nil
	})
}

// Ask says when a question is shown: nil is always. The edition is that of the question as it was seen.
func (r *Room) Ask(ctx context.Context, by account.By, id int64, key string, edition int, when *question.Condition) error {
	return r.change(ctx, by, id, func(tx pgx.Tx, f *Form) ([]field.Change, error) {
		at, err := f.place(key)
		if err != nil {
			return nil, err
		}
		was := f.Draft.Questions[at]
		is := was
		if is.When = when; when != nil && len(when.Of) == 0 {
			is.When = nil
		}
		if when != nil && len(when.Of) > question.MaxClauses {
			return nil, fault.New(fault.Conflict, "Une condition a au plus 8 parties.", nil)
		}
		if digest(was) != edition {
			return nil, met(ctx, tx, *f, was, is)
		}
		questions := slices.Clone(f.Draft.Questions)
		questions[at] = is
		f.Draft.Questions = questions
		return questionFields(about(at)).Changes(was, is), nil
	})
}
