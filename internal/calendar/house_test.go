package calendar_test

import (
	"context"
	"strings"
	"testing"
	"time"

	"github.com/jackc/pgx/v5"

	"parvis/internal/account"
	"parvis/internal/account/accounttest"
	"parvis/internal/calendar"
	"parvis/internal/fault"
	"parvis/internal/workcal"
)

// The service's day: Monday 7 April 2025.
var (
	ctx   = context.Background()
	now   = time.Date(2025, 4, 7, 9, 0, 0, 0, time.UTC)
	today = workcal.Of(2025, 4, 7)
)

const key = "a-fresh-submission-key"

// house is a database with one person per role.
type house struct {
	*calendar.Room
	accounttest.Service
}

func open(t testing.TB) house {
	t.Helper()
	s := accounttest.Open(t)
	return house{Room: calendar.New(s.DB), Service: s}
}

// since reads what a plan needs from a day on, as a plan does it: on a batch of its own.
func (h house) since(day workcal.Date) *calendar.Reading {
	h.T.Helper()
	b := &pgx.Batch{}
	r := calendar.Queue(b, `SELECT @day::date`, pgx.NamedArgs{"day": day})
	h.Must(h.DB.SendBatch(ctx, b).Close())
	return r
}

func (h house) allowed(who account.Person, what string, err error, may bool) {
	h.T.Helper()
	switch {
	case may && err != nil:
		h.T.Errorf("%s: %s: %v", who.Name, what, err)
	case !may && !fault.Is(err, fault.Forbidden):
		h.T.Errorf("%s: %s: got %v, want a refusal", who.Name, what, err)
	case !may && !strings.Contains(fault.SentenceOf(err), "peut faire cela"):
		h.T.Errorf("%s: %s: the refusal does not say who may: %s", who.Name, what, fault.SentenceOf(err))
	}
}
