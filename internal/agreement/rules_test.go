package agreement_test

import (
	"strings"
	"testing"

	"parvis/internal/agreement"
	"parvis/internal/partner"
)

func TestRulesOfADraft(t *testing.T) {
	t.Parallel()
	good := simple("Convention", 30, partner.Ref{ID: 1, Name: "Une"})
	if p := good.Check(today); p.Any() {
		t.Fatalf("%+v", p)
	}
	for field, spoil := range map[string]func(*agreement.Draft){
		"titre":       func(d *agreement.Draft) { d.Title = "" },
		"type":        func(d *agreement.Draft) { d.Kind = "" },
		"structures":  func(d *agreement.Draft) { d.Organisations = nil },
		"fin":         func(d *agreement.Draft) { d.First = d.Last.AddDays(1) },
		"etat":        func(d *agreement.Draft) { d.State = agreement.Sent },
		"envoyee":     func(d *agreement.Draft) { d.SentOn, d.SignedOn = today.AddDays(1), 0 },
		"signee":      func(d *agreement.Draft) { d.SentOn = d.SignedOn.AddDays(1) },
		"denoncee":    func(d *agreement.Draft) { d.State, d.DenouncedOn = agreement.Denounced, d.SignedOn.AddDays(-1) },
		"signataires": func(d *agreement.Draft) { d.Signatories = strings.Repeat("é", agreement.MaxSignatories+1) },
		"montant":     func(d *agreement.Draft) { d.Amount = agreement.Amount{Said: true, Cents: -1} },
		"notes":       func(d *agreement.Draft) { d.Notes = strings.Repeat("é", agreement.MaxNotes+1) },
	} {
		d := good
		spoil(&d)
		if p := d.Check(today); p.For(field) == "" {
			t.Errorf("%s: %+v", field, p)
		}
	}
	worked := good
	worked.State, worked.SignedOn = agreement.Ended, 0
	if worked.Check(today).For("etat") == "" {
		t.Error("what is worked out is chosen")
	}
}

func TestASignedAgreementEndsAfterItsLastDay(t *testing.T) {
	t.Parallel()
	for _, c := range []struct {
		state agreement.State
		days  int
		want  agreement.State
	}{{agreement.Signed, 0, agreement.Signed}, {agreement.Signed, -1, agreement.Ended}, {agreement.Sent, -1, agreement.Sent}, {agreement.Denounced, -1, agreement.Denounced}} {
		d := agreement.Draft{State: c.state, Last: today.AddDays(c.days)}
		if got := d.Standing(today); got != c.want {
			t.Errorf("%+v: %s", c, got)
		}
	}
	if got := (agreement.Draft{State: agreement.Signed}).Standing(today); got != agreement.Signed {
		t.Errorf("without a last day: %s", got)
	}
}

func TestAStateLeavesOutDaysOfWhatIsNoMore(t *testing.T) {
	t.Parallel()
	d := agreement.Draft{State: agreement.Denounced, SentOn: 1, SignedOn: 2, DenouncedOn: 3}
	for _, state := range agreement.States {
		if p := d.In(state, today).Check(today); p.For("etat") != "" {
			t.Errorf("%s: %+v", state, p)
		}
	}
	if got := d.In(agreement.ToWrite, today); got.SentOn+got.SignedOn+got.DenouncedOn != 0 {
		t.Errorf("%+v", got)
	}
}

func TestSignatoriesAreOneALine(t *testing.T) {
	t.Parallel()
	if got := (agreement.Draft{Signatories: " Une \n\n  Deux  fois \n"}).Tidy().Signatories; got != "Une\nDeux fois" {
		t.Errorf("%q", got)
	}
}
