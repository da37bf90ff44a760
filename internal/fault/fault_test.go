package fault_test

import (
	"errors"
	"fmt"
	"strings"
	"testing"

	"parvis/internal/fault"
)

func TestUnknownErrorsAreInternalAndNeverShown(t *testing.T) {
	t.Parallel()
	err := errors.New("password of the database is hunter2")
	if fault.KindOf(err) != fault.Internal {
		t.Errorf("kind = %v, want Internal", fault.KindOf(err))
	}
	if strings.Contains(fault.SentenceOf(err), "hunter2") {
		t.Errorf("the cause is shown: %q", fault.SentenceOf(err))
	}
}

func TestFaultSurvivesWrapping(t *testing.T) {
	t.Parallel()
	cause := errors.New("duplicate key")
	err := fmt.Errorf("save: %w", fault.New(fault.Conflict, "Déjà pris.", cause))
	if !fault.Is(err, fault.Conflict) || fault.SentenceOf(err) != "Déjà pris." {
		t.Errorf("got %v %q", fault.KindOf(err), fault.SentenceOf(err))
	}
	if !errors.Is(err, cause) {
		t.Error("the cause is lost")
	}
}

func TestProblemsKeepTheirOrderAndTravelInTheError(t *testing.T) {
	t.Parallel()
	var p fault.Problems
	if p.Err() != nil {
		t.Fatal("no problem is an error")
	}
	p.Add("title", "Donnez un titre.")
	p.Require(true, "date", "jamais")
	p.Require(false, "date", "Donnez une date.")
	got, ok := fault.ProblemsOf(fmt.Errorf("create: %w", p.Err()))
	if !ok || len(got) != 2 || got[0].Field != "title" || got.For("date") != "Donnez une date." {
		t.Errorf("got %v %v", got, ok)
	}
}
