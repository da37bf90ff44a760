package link_test

import (
	"context"
	"strings"
	"sync"
	"testing"
	"time"

	"github.com/jackc/pgx/v5/pgxpool"

	"parvis/internal/access"
	"parvis/internal/account"
	"parvis/internal/fault"
	"parvis/internal/journal"
	"parvis/internal/link"
	"parvis/internal/postgres"
	"parvis/internal/postgres/pgtest"
	"parvis/internal/programme"
	"parvis/internal/workcal"
)

var now = time.Date(2025, 4, 7, 9, 30, 0, 0, postgres.Paris)

// house is a service with a project.
type house struct {
	*link.Room
	t                         *testing.T
	db                        *pgxpool.Pool
	accounts                  *account.Accounts
	programme                 *programme.Room
	head, team, other, intern account.By
	project                   int64
}

func open(t *testing.T) house {
	t.Helper()
	db := pgtest.New(t)
	h := house{t: t, db: db, Room: link.New(db), accounts: account.New(db, account.Options{Hasher: account.Argon2id{MemoryKiB: 8, Iterations: 1}}), programme: programme.New(db)}
	for by, i := range map[*account.By]account.Identity{
		&h.head: {Name: "Claire Vasseur", Email: "c@musee.test", Role: access.Head}, &h.team: {Name: "Samir Benali", Email: "s@musee.test", Role: access.Team},
		&h.other: {Name: "Lucie Morel", Email: "l@musee.test", Role: access.Team}, &h.intern: {Name: "Inès Carpentier", Email: "i@musee.test", Role: access.Intern},
	} {
		p, err := h.accounts.Seed(t.Context(), i, "un mot de passe long")
		h.must(err)
		*by = p.At(now)
	}
	id, err := h.programme.Create(t.Context(), h.head, "", programme.ProjectDraft{Kind: programme.OffSite, Title: "Fouilles ouvertes", PilotID: h.team.ID, First: workcal.Of(2025, 6, 13), Last: workcal.Of(2025, 6, 15)})
	h.must(err)
	h.project = id
	return h
}

func (h house) must(err error) {
	h.t.Helper()
	if err != nil {
		h.t.Fatal(err)
	}
}

func (h house) share(d link.Draft) link.Made {
	h.t.Helper()
	made, err := h.ShareProject(h.t.Context(), h.team, h.project, "", d)
	h.must(err)
	return made
}

// says tells what a token answers for a purpose at a moment.
func (h house) says(purpose link.Purpose, token string, at time.Time) string {
	h.t.Helper()
	_, err := h.Read(h.t.Context(), purpose, token, account.Person{Role: access.Team}.At(at))
	if err != nil && !fault.Is(err, fault.NotFound) {
		h.t.Fatal(err)
	}
	if err == nil {
		return "open"
	}
	return fault.SentenceOf(err)
}

var partner = link.Draft{Purpose: link.Plan, Label: "Ville de Nanterre"}

// TestATokenOpensOneThingForOnePurposeUntilItEnds follows one link through all that becomes of it.
func TestATokenOpensOneThingForOnePurposeUntilItEnds(t *testing.T) {
	t.Parallel()
	h := open(t)
	d := partner
	d.LastDay = workcal.Of(2025, 4, 30)
	made := h.share(d)
	if len(made.Token) != 26 || made.Subject != "Fouilles ouvertes" || made.CreatedBy != "Samir Benali" || made.LastDay != d.LastDay {
		t.Errorf("%+v", made)
	}
	none := h.says(link.Plan, strings.Repeat("A", 26), now)
	for what, said := range map[string]string{"another purpose": h.says(link.Feed, made.Token, now), "in lower case": h.says(link.Plan, strings.ToLower(made.Token), now),
		"nothing": h.says(link.Plan, "", now), "a long one": h.says(link.Plan, made.Token+"A", now), "not a text": h.says(link.Plan, strings.Repeat("\xff", 26), now)} {
		if said != none {
			t.Errorf("%s answers %q, a token that nobody was given %q", what, said, none)
		}
	}
	if said := h.says(link.Plan, made.Token, time.Date(2025, 4, 30, 23, 59, 0, 0, postgres.Paris)); said != "open" {
		t.Errorf("on its last day: %s", said)
	}
	if said := h.says(link.Plan, made.Token, time.Date(2025, 5, 1, 0, 1, 0, 0, postgres.Paris)); !strings.Contains(said, "plus valable depuis le 1er mai 2025") {
		t.Errorf("the day after: %s", said)
	}
	_, err := h.End(t.Context(), h.other, made.ID)
	h.must(err)
	if said := h.says(link.Plan, made.Token, now); !strings.Contains(said, "arrêté") {
		t.Errorf("once ended: %s", said)
	}
	_, err = h.Resume(t.Context(), h.head, made.ID)
	h.must(err)
	if said := h.says(link.Plan, made.Token, now); said != "open" {
		t.Errorf("resumed: %s", said)
	}
	var stored string
	h.must(h.db.QueryRow(t.Context(), `SELECT string_agg(row_to_json(l)::text, '') || (SELECT string_agg(row_to_json(j)::text, '') FROM journal j) FROM links l`).Scan(&stored))
	if strings.Contains(stored, made.Token) {
		t.Error("the database holds the token")
	}
	page, err := journal.OfProject(t.Context(), h.db, journal.Sight{All: true}, h.project, 1)
	h.must(err)
	var told []string
	for _, e := range page.Entries {
		if e.Subject.Kind == journal.Link {
			told = append(told, e.Sentence(journal.Subject{Kind: journal.Project, ID: h.project}))
		}
	}
	want := "Claire Vasseur a rétabli le lien «\u00a0Ville de Nanterre\u00a0», Lucie Morel a retiré le lien «\u00a0Ville de Nanterre\u00a0», Samir Benali a créé le lien «\u00a0Ville de Nanterre\u00a0»"
	if got := strings.Join(told, ", "); got != want {
		t.Errorf("the history tells %s", got)
	}
}

// TestWhatIsGoneIsNotReadThroughALink: a project in the trash, a person who is disabled.
func TestWhatIsGoneIsNotReadThroughALink(t *testing.T) {
	t.Parallel()
	h := open(t)
	made := h.share(partner)
	mine, err := h.FeedOfMine(t.Context(), h.intern, "", "Mon téléphone")
	h.must(err)
	if h.says(link.Feed, mine.Token, now) != "open" {
		t.Error("her feed is not read")
	}
	h.must(h.accounts.Disable(t.Context(), h.head, h.intern.ID))
	h.must(h.programme.Delete(t.Context(), h.head, h.project))
	for what, said := range map[string]string{"plan": h.says(link.Plan, made.Token, now), "feed": h.says(link.Feed, mine.Token, now)} {
		if said == "open" {
			t.Errorf("the %s is read", what)
		}
	}
	h.must(h.accounts.Enable(t.Context(), h.head, h.intern.ID))
	h.must(h.programme.Restore(t.Context(), h.head, h.project))
	if h.says(link.Plan, made.Token, now) != "open" || h.says(link.Feed, mine.Token, now) != "open" {
		t.Error("what came back is not read")
	}
}

// TestWhoMayShareAndEnd asks everything for everybody.
func TestWhoMayShareAndEnd(t *testing.T) {
	t.Parallel()
	h := open(t)
	ctx := t.Context()
	_, err := h.ShareProject(ctx, h.intern, h.project, "", partner)
	if !fault.Is(err, fault.Forbidden) {
		t.Errorf("the intern shares a project: %v", err)
	}
	if _, err := h.OfProject(ctx, h.intern, h.project); !fault.Is(err, fault.Forbidden) {
		t.Errorf("the intern reads its links: %v", err)
	}
	if _, err := h.ShareProject(ctx, h.team, 999, "", partner); !fault.Is(err, fault.NotFound) {
		t.Errorf("a project that is not there: %v", err)
	}
	if _, err := h.ShareProject(ctx, account.Person{}.At(now), h.project, "", partner); !fault.Is(err, fault.NotFound) {
		t.Errorf("nobody shares: %v", err)
	}
	shared := h.share(partner)
	hers, err := h.FeedOfMine(ctx, h.intern, "", "Mon téléphone")
	h.must(err)
	if _, err := h.End(ctx, h.intern, shared.ID); !fault.Is(err, fault.Forbidden) {
		t.Errorf("the intern ends a project's link: %v", err)
	}
	if _, err := h.End(ctx, h.team, hers.ID); !fault.Is(err, fault.NotFound) {
		t.Errorf("a colleague ends her feed: %v", err)
	}
	for _, by := range []account.By{h.intern, h.head} {
		if _, err := h.End(ctx, by, hers.ID); err != nil {
			t.Errorf("%s does not end it: %v", by.Role, err)
		}
	}
	if _, err := h.All(ctx, h.team); !fault.Is(err, fault.Forbidden) {
		t.Errorf("the team reads all: %v", err)
	}
	all, err := h.All(ctx, h.head)
	if h.must(err); len(all) != 2 {
		t.Errorf("the head reads %d links", len(all))
	}
	mine, err := h.Mine(ctx, h.team)
	if h.must(err); len(mine) != 0 {
		t.Errorf("the team member has %d feeds", len(mine))
	}
	late := h.head
	late.At = now.Add(31 * 24 * time.Hour)
	if all, err = h.All(ctx, late); err != nil || len(all) != 1 {
		t.Errorf("a month later the head reads %d links, %v", len(all), err)
	}
}

func TestWhatIsTypedOfALinkIsChecked(t *testing.T) {
	t.Parallel()
	h := open(t)
	for name, c := range map[string]struct {
		d     link.Draft
		field string
	}{
		"no purpose":    {link.Draft{Label: "x"}, link.FieldPurpose},
		"no label":      {link.Draft{Purpose: link.Plan, Label: " \u200b "}, link.FieldLabel},
		"a long label":  {link.Draft{Purpose: link.Plan, Label: strings.Repeat("é", link.MaxLabel+1)}, link.FieldLabel},
		"a past day":    {link.Draft{Purpose: link.Plan, Label: "x", LastDay: workcal.Of(2025, 4, 6)}, link.FieldLastDay},
		"a far day":     {link.Draft{Purpose: link.Plan, Label: "x", LastDay: workcal.Of(2029, 4, 6)}, link.FieldLastDay},
		"a huge number": {link.Draft{Purpose: link.Plan, Label: "x", LastDay: workcal.Of(9999, 4, 6)}, link.FieldLastDay},
	} {
		_, err := h.ShareProject(t.Context(), h.team, h.project, "", c.d)
		if problems, ok := fault.ProblemsOf(err); !ok || problems.For(c.field) == "" {
			t.Errorf("%s: %v", name, err)
		}
	}
	today := partner
	today.LastDay = workcal.Of(2025, 4, 7)
	h.share(today)
}

// TestAFormSentTwiceMakesOneLink, whose token is shown once.
func TestAFormSentTwiceMakesOneLink(t *testing.T) {
	t.Parallel()
	h := open(t)
	const key = "0123456789abcdef0123"
	var wait sync.WaitGroup
	tokens := make(chan string, 4)
	for range 4 {
		wait.Go(func() {
			made, err := h.ShareProject(context.Background(), h.team, h.project, key, partner)
			if err != nil || made.ID == 0 {
				t.Errorf("%+v, %v", made, err)
			}
			tokens <- made.Token
		})
	}
	wait.Wait()
	close(tokens)
	shown := 0
	for token := range tokens {
		if token != "" {
			shown++
		}
	}
	list, err := h.OfProject(t.Context(), h.team, h.project)
	if h.must(err); len(list) != 1 || shown != 1 {
		t.Errorf("%d links, shown %d times", len(list), shown)
	}
}

// TestReadingIsNotedOnceAnHour: a calendar program that asks every minute writes nothing.
func TestReadingIsNotedOnceAnHour(t *testing.T) {
	t.Parallel()
	h := open(t)
	made := h.share(partner)
	used := func() time.Time {
		list, err := h.OfProject(t.Context(), h.team, h.project)
		h.must(err)
		if list[0].UsedAt == nil {
			return time.Time{}
		}
		return *list[0].UsedAt
	}
	if !used().IsZero() {
		t.Error("it was read before anybody did")
	}
	for _, step := range []struct{ at, want time.Duration }{{0, 0}, {59 * time.Minute, 0}, {61 * time.Minute, 61 * time.Minute}} {
		h.says(link.Plan, made.Token, now.Add(step.at))
		if got := used(); !got.Equal(now.Add(step.want)) {
			t.Errorf("after %s it was read at %s", step.at, got)
		}
	}
}

func TestLinksThatEndedLongAgoAreRemoved(t *testing.T) {
	t.Parallel()
	h := open(t)
	ended, kept := h.share(partner), h.share(partner)
	past := partner
	past.LastDay = workcal.Of(2025, 4, 8)
	h.share(past)
	_, err := h.End(t.Context(), h.team, ended.ID)
	h.must(err)
	h.must(h.Purge(t.Context(), now.AddDate(1, 0, 3)))
	list, err := h.OfProject(t.Context(), h.team, h.project)
	if h.must(err); len(list) != 1 || list[0].ID != kept.ID {
		t.Errorf("%+v", list)
	}
}
