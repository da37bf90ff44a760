package response

import (
	"bytes"
	"context"
	"crypto/sha256"
	"fmt"
	"strings"
	"sync"
	"time"

	"github.com/jackc/pgx/v5"

	"parvis/internal/account"
	"parvis/internal/fault"
	"parvis/internal/postgres"
	"parvis/internal/survey"
	"parvis/internal/survey/question"
	"parvis/internal/workcal"
)

// Opening is a form as its address opens it.
type Opening struct {
	Collection
	Form survey.Version // the last one that was published
}

// Context is where the form is asked, for the conditions of its questions.
func (c Collection) Context() question.Context {
	return question.Context{Project: c.Project.ID, Slot: c.Slot.ID, Audience: c.Audience.ID}
}

// ByToken gives the form that an address asks, whether it takes answers or not. What was never there, what is in the trash and what only the service fills
// in are all Missing.
func (r *Room) ByToken(ctx context.Context, token string) (Opening, error) {
	if token = tidyToken(token); token == "" {
		return Opening{}, fault.Missing(nil)
	}
	c, err := byToken(ctx, r.db, token)
	if err != nil {
		return Opening{}, err
	}
	v, err := r.Version(ctx, c, c.Published)
	return Opening{c, v}, err
}

// ForStaff gives a collection's form to whoever enters answers to it.
func (r *Room) ForStaff(ctx context.Context, by account.By, id int64) (Opening, error) {
	if err := visible(by); err != nil {
		return Opening{}, err
	}
	c, err := one(ctx, r.db, by, id)
	if err == nil && (c.DeletedAt != nil || c.Purpose == survey.Observation) {
		err = fault.Missing(nil)
	}
	if err != nil {
		return Opening{}, err
	}
	if err := CheckEnter(by, c.Project); err != nil {
		return Opening{}, err
	}
	v, err := r.Version(ctx, c, c.Published)
	return Opening{c, v}, err
}

// Version gives a version of the form that a collection asks; another number is Missing.
func (r *Room) Version(ctx context.Context, c Collection, number int) (survey.Version, error) {
	if number < 1 || number > c.Published {
		return survey.Version{}, fault.Missing(nil)
	}
	return r.versions.of(ctx, r.db, c.Form.ID, number)
}

// versions keeps what was published, which never changes.
type versions struct {
	mu   sync.Mutex
	kept map[numbered]survey.Version
}

type numbered struct {
	form   int64
	number int
}

// mostVersions bounds how many are kept.
const mostVersions = 200

func (v *versions) of(ctx context.Context, q postgres.Querier, form int64, number int) (survey.Version, error) {
	v.mu.Lock()
	known, there := v.kept[numbered{form, number}]
	v.mu.Unlock()
	if there {
		return known, nil
	}
	found, err := survey.Numbered(ctx, q, form, number)
	if err != nil {
		return survey.Version{}, err
	}
	v.mu.Lock()
	defer v.mu.Unlock()
	if v.kept == nil || len(v.kept) >= mostVersions {
		v.kept = map[numbered]survey.Version{}
	}
	v.kept[numbered{form, number}] = found
	return found, nil
}

// Given is one answered form.
type Given struct {
	Key      string // made where it was answered, 16 to 64 letters and digits
	Channel  Channel
	Language question.Lang
	Help     Help
	Day      workcal.Date // on which it was answered; zero: today
	Answers  question.Answers
}

// goodKey tells whether a key is one that pages and tablets make.
func goodKey(key string) bool {
	if len(key) < 16 || len(key) > 64 {
		return false
	}
	return strings.IndexFunc(key, func(r rune) bool {
		return (r < '0' || r > '9') && (r < 'A' || r > 'Z') && (r < 'a' || r > 'z') && r != '-'
	}) < 0
}

func (g Given) check(v survey.Version) error {
	if !goodKey(g.Key) {
		return fault.New(fault.Invalid, "Cette réponse n’a pas de clé valable.", nil)
	}
	return g.readable(v)
}

// readable refuses what no page of a version sends, whatever its key.
func (g Given) readable(v survey.Version) error {
	switch {
	case channelLabels[g.Channel] == "", g.Language.Label() == "", g.Help != Alone && g.Help != Read && g.Help != Replied:
		return fault.New(fault.Invalid, "Cette réponse est illisible.", nil)
	case len(g.Answers) > len(v.Form.Questions):
		return fault.New(fault.Invalid, "Cette réponse ne va pas avec ce questionnaire.", nil)
	}
	return nil
}

// The days that a tablet may say: it waited for a network, not for years.
const keptFor = 120

// Give keeps what somebody without an account answered, once: the same again under its key is done already, anything else under it is a Conflict. Nothing is
// kept of who gave it, nor of the moment.
func (r *Room) Give(ctx context.Context, o Opening, now time.Time, g Given) error {
	today := workcal.FromTime(now.In(postgres.Paris))
	if g.Day.IsZero() || g.Day > today {
		g.Day = today
	}
	if err := g.check(o.Form); err != nil {
		return err
	}
	late := g.Channel == ByKiosk && g.Day >= today.AddDays(-keptFor) && o.took(g.Day) // a tablet without network when it was closed
	if o.Standing(today) != Open && !late {
		return shut()
	}
	if g.Channel != ByLink && g.Channel != ByKiosk {
		return fault.New(fault.Invalid, "Cette réponse est illisible.", nil)
	}
	_, err := keep(ctx, r.db, o.Collection, o.Form, g, 0)
	return err
}

// shut is that a collection takes no answers.
func shut() error {
	return fault.New(fault.Conflict, "Ce questionnaire ne prend plus de réponse.", nil)
}

// Enter keeps what somebody of the service typed or asked, and gives its number.
func (r *Room) Enter(ctx context.Context, by account.By, o Opening, g Given) (id int64, err error) {
	if g.Day.IsZero() || g.Day > by.Today() {
		g.Day = by.Today()
	}
	if err := g.check(o.Form); err != nil {
		return 0, err
	}
	if g.Channel != OnPaper && g.Channel != InInterview {
		return 0, fault.New(fault.Invalid, "Cette réponse est illisible.", nil)
	}
	err = postgres.InTx(ctx, r.db, func(tx pgx.Tx) error {
		if err := visible(by); err != nil {
			return err
		}
		c, err := one(ctx, tx, by, o.ID)
		if err == nil && c.DeletedAt != nil {
			err = fault.Missing(nil)
		}
		if err != nil {
			return err
		}
		if err := CheckEnter(by, c.Project); err != nil {
			return err
		}
		id, err = keep(ctx, tx, c, o.Form, g, by.ID)
		return err
	})
	return id, err
}

// keep writes an answer where its key is new; where it is not, the content tells whether this is the same.
func keep(ctx context.Context, q postgres.Querier, c Collection, v survey.Version, g Given, by int64) (int64, error) {
	row := rowOf(c, v, g, by)
	id, err := insertResponse(ctx, q, row)
	if err != nil || id != 0 {
		return id, err
	}
	known, err := keyed(ctx, q, g.Key)
	if err != nil {
		return 0, err
	}
	if !bytes.Equal(known.Digest, row.digest) {
		return 0, fault.New(fault.Conflict, "Une autre réponse a déjà été reçue sous la même clé\u00a0: celle-ci n’a pas été gardée.", nil)
	}
	return known.ID, nil
}

// response is an answer as it is stored.
type response struct {
	Given
	digest     []byte
	collection Collection
	version    survey.Version
	easy       bool
	choices    string
	texts      []question.Said
	by         int64
}

func rowOf(c Collection, v survey.Version, g Given, by int64) response {
	row := response{Given: g, collection: c, version: v, easy: v.Form.Layout == question.Easy, by: by}
	if !row.easy {
		row.Help = Alone
	}
	row.choices, row.texts = v.Form.Kept(c.Context(), g.Answers)
	sum := sha256.New()
	fmt.Fprintf(sum, "%d %d %d %q %q %q %q", c.ID, v.Number, by, g.Channel, g.Language, row.Help, row.choices)
	for _, t := range row.texts {
		fmt.Fprintf(sum, " %q %q", t.Key, t.Text)
	}
	row.digest = sum.Sum(nil)
	return row
}
