package results

import (
	"cmp"
	"context"
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
	"parvis/internal/workcal"
)

// Reason is why a response is not counted.
type Reason string

// The reasons, as stored.
const (
	Test     Reason = "test"
	Doubtful Reason = "doubtful"
	Another  Reason = "other"
)

// Reasons lists every reason in the order of the pages.
var Reasons = []Reason{Test, Doubtful, Another}

var reasonLabels = map[Reason]string{Test: "essai", Doubtful: "douteuse", Another: "autre raison"}

// Label is the reason in French, without a capital.
func (r Reason) Label() string { return reasonLabels[r] }

// The names of fields that pages speak of.
const (
	FieldReason    = "motif"
	FieldNote      = "precision"
	FieldResponses = "reponses"
)

// The bounds of what is set aside at once, and of what is typed.
const (
	MostAtOnce = 50
	MaxNote    = 300 // characters
)

// SetAside is why responses are not counted.
type SetAside struct {
	Reason Reason
	Note   string
}

// Tidy trims the note.
func (s SetAside) Tidy() SetAside {
	s.Note = french.OneLine(s.Note)
	return s
}

// Check lists what must be mended before responses are set aside.
func (s SetAside) Check() fault.Problems {
	var p fault.Problems
	p.Require(s.Reason.Label() != "", FieldReason, "Veuillez dire pourquoi la réponse est mise de côté.")
	p.Require(s.Reason != Another || s.Note != "", FieldNote, "Veuillez dire cette raison en quelques mots.")
	p.CheckText(FieldNote, s.Note, MaxNote)
	return p
}

// Said is the reason as people read it.
func (s SetAside) Said() string {
	switch {
	case s.Reason == "":
		return ""
	case s.Note == "":
		return s.Reason.Label()
	}
	return s.Reason.Label() + "\u00a0: " + s.Note
}

// Response is one response without anything that tells who answered, or when in the day.
type Response struct {
	ID, FormID int64
	Number     int // the version
	ProjectID  int64
	Project    string
	SlotID     int64
	Slot       string
	AudienceID int64
	Day        workcal.Date
	Channel    Channel
	Language   string
	Easy       bool
	Help       string
	Choices    string // question.Form.Kept
	Aside      SetAside
	AsideBy    string
	AsideAt    *time.Time // nil: it is counted

	CollectionID int64
	MayCorrect   bool // what was typed of its sheet
}

// IsAside tells that it is not counted.
func (r Response) IsAside() bool { return r.AsideAt != nil }

// HelpText says what help somebody had, "" for none.
func (r Response) HelpText() string {
	return map[string]string{"reading": "quelqu’un a lu les questions", "proxy": "quelqu’un a répondu à sa place"}[r.Help]
}

// Subject is the response as the journal names it: by its form.
func (r Response) Subject(form string) journal.Subject {
	return journal.Subject{Kind: journal.Response, ID: r.ID, Name: form}
}

// Responses is a page of the responses of a form under a filter.
type Responses struct {
	Form    Form
	Filter  Filter
	Choices Choices
	Aside   bool // those set aside alone
	List    []Response
	Total   int
	Page    int
	May     Rights
}

// PerPage is how many responses or verbatims a page lists.
const PerPage = 50

// MostPages bounds how far a list is turned.
const MostPages = 400

// Responses lists responses, those of the last day first and in no order within a day; with aside, only those set aside.
func (r *Room) Responses(ctx context.Context, by account.By, form int64, f Filter, aside bool, page int) (Responses, error) {
	s, err := r.scene(ctx, by, form)
	if err != nil {
		return Responses{}, err
	}
	page = min(max(page, 1), MostPages)
	list, total, err := responses(ctx, r.db, by, form, f, aside, page)
	return Responses{Form: s.form, Filter: f, Choices: s.choices(), Aside: aside, List: list, Total: total, Page: page, May: rights(by)}, err
}

// Sheet is one response shown whole.
type Sheet struct {
	Response
	Form    Form
	Answers question.Answers
	History []journal.Entry
	May     Rights
}

// Response shows a response of a form whole.
func (r *Room) Response(ctx context.Context, by account.By, form, id int64) (Sheet, error) {
	s, err := r.scene(ctx, by, form)
	if err != nil {
		return Sheet{}, err
	}
	found, err := one(responsesOf(ctx, r.db, by, form, []int64{id}))
	if err != nil {
		return Sheet{}, err
	}
	texts, err := textsOf(ctx, r.db, id)
	if err != nil {
		return Sheet{}, err
	}
	history, err := journal.Of(ctx, r.db, by.Sight(), journal.Response, id, 1)
	return Sheet{Response: found, Form: s.form, Answers: s.form.Asked.Back(found.Choices, texts), History: history.Entries, May: rights(by)}, err
}

// Put sets responses of a form aside: they are counted no more, and stay. One that is aside already keeps who put it there, and why.
func (r *Room) Put(ctx context.Context, by account.By, form int64, ids []int64, why SetAside) (int, error) {
	why = why.Tidy()
	n := 0
	err := postgres.InTx(ctx, r.db, func(tx pgx.Tx) error {
		list, title, err := held(ctx, tx, by, form, ids)
		if err := cmp.Or(err, why.Check().Err()); err != nil {
			return err
		}
		for _, one := range list {
			if one.IsAside() {
				continue
			}
			kept, err := insertAside(ctx, tx, by, one.ID, why)
			if err != nil {
				return err
			}
			if !kept { // somebody else did meanwhile
				continue
			}
			n++
			entry := by.Did(journal.PutAside, one.Subject(title), field.Change{Name: FieldReason, Label: "Mise de côté", After: why.Said()})
			entry.Projects = []int64{one.ProjectID}
			if err := journal.Write(ctx, tx, entry); err != nil {
				return err
			}
		}
		return nil
	})
	return n, err
}

// CountAgain has responses that were set aside counted again.
func (r *Room) CountAgain(ctx context.Context, by account.By, form int64, ids []int64) error {
	return postgres.InTx(ctx, r.db, func(tx pgx.Tx) error {
		list, title, err := held(ctx, tx, by, form, ids)
		if err != nil {
			return err
		}
		for _, one := range list {
			gone, err := removeAside(ctx, tx, one.ID)
			if err != nil {
				return err
			}
			if !gone {
				continue
			}
			entry := by.Did(journal.CountedAgain, one.Subject(title), field.Change{Name: FieldReason, Label: "Mise de côté", Before: one.Aside.Said()})
			entry.Projects = []int64{one.ProjectID}
			if err := journal.Write(ctx, tx, entry); err != nil {
				return err
			}
		}
		return nil
	})
}

// held finds responses of a form for whoever may set them aside.
func held(ctx context.Context, tx pgx.Tx, by account.By, form int64, ids []int64) ([]Response, string, error) {
	if err := visible(by); err != nil {
		return nil, "", err
	}
	f, err := formNamed(ctx, tx, form)
	if err := cmp.Or(err, by.Check(MaySetAside, access.Tie{})); err != nil {
		return nil, "", err
	}
	switch {
	case len(ids) == 0:
		return nil, "", fault.Problems{{Field: FieldResponses, Sentence: "Veuillez choisir au moins une réponse."}}.Err()
	case len(ids) > MostAtOnce:
		return nil, "", fault.Problems{{Field: FieldResponses, Sentence: "Veuillez choisir au plus 50 réponses à la fois."}}.Err()
	}
	list, err := responsesOf(ctx, tx, by, form, ids)
	if err == nil && len(list) < len(ids) {
		err = fault.New(fault.NotFound, "Une de ces réponses n’est plus là.", nil)
	}
	return list, f.Title, err
}
