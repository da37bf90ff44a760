package programme_test

import (
	"context"
	"slices"
	"strings"
	"testing"
	"time"

	"github.com/jackc/pgx/v5"

	"parvis/internal/account"
	"parvis/internal/fault"
	"parvis/internal/postgres"
	"parvis/internal/programme"
)

// put sets a project's status directly, so that each pair can be tried from a known place.
func (h house) put(id int64, status programme.Status) {
	h.T.Helper()
	_, err := h.DB.Exec(context.Background(), `UPDATE projects SET status = @status,
		archived_at = CASE WHEN @status = 'archived' THEN now() END,
		status_before_archive = CASE WHEN @status = 'archived' THEN 'finished' END
		WHERE id = @id`,
		pgx.NamedArgs{"id": id, "status": string(status)})
	h.Must(err)
}

func TestEveryChangeOfStatusIsMadeOrRefusedAsTheTableSays(t *testing.T) {
	t.Parallel()
	h, ctx := open(t), context.Background()
	p := h.project()
	for _, from := range programme.Statuses {
		for _, to := range programme.Statuses {
			h.put(p.ID, from)
			version := h.find(p.ID).Version
			err := h.SetStatus(ctx, h.Head.At(now), p.ID, version, to)
			_, ok := allowed[[2]programme.Status{from, to}]
			got := h.find(p.ID)
			if ok && (err != nil || got.Status != to || got.Version != version+1) {
				t.Errorf("%s → %s: %v, now %s v%d", from, to, err, got.Status, got.Version)
			}
			if !ok && (!fault.Is(err, fault.Invalid) || got.Status != from) {
				t.Errorf("%s → %s was not refused: %v, now %s", from, to, err, got.Status)
			}
		}
	}
	if n := len(h.journal(p.ID)); n != len(allowed)+1 {
		t.Errorf("%d lines in the journal, want one a change and the creation: %d", n, len(allowed)+1)
	}
	err := h.SetStatus(ctx, h.Head.At(now), p.ID, h.find(p.ID).Version, "lost")
	h.Refused(err, fault.Invalid, "statut")
}

func TestOnlyTheHeadConfirmsAndArchives(t *testing.T) {
	t.Parallel()
	h, ctx := open(t), context.Background()
	p := h.project()
	h.put(p.ID, programme.Preparing)
	err := h.SetStatus(ctx, h.Team.At(now), p.ID, 1, programme.Confirmed)
	h.Refused(err, fault.Forbidden, "")
	if !strings.Contains(fault.SentenceOf(err), "cheffe de service") {
		t.Errorf("the sentence does not say who can: %q", fault.SentenceOf(err))
	}
	h.put(p.ID, programme.Finished)
	err = h.Archive(ctx, h.Team.At(now), p.ID, 1)
	h.Refused(err, fault.Forbidden, "")
	err = h.Archive(ctx, h.Head.At(now), p.ID, 1)
	h.Must(err)
	h.Refused(h.Unarchive(ctx, h.Team.At(now), p.ID), fault.Forbidden, "")
}

func TestStatusOfAProjectChangedMeanwhileIsNotTouched(t *testing.T) {
	t.Parallel()
	h, ctx := open(t), context.Background()
	p := h.project()
	d := h.draft()
	d.Objectives = "Tout autre chose"
	err := h.Edit(ctx, h.Team.At(now), p.ID, p.Version, d)
	h.Must(err)
	met := h.Met(h.SetStatus(ctx, h.Head.At(now), p.ID, p.Version, programme.Preparing))
	if met.By != h.Team.Name || met.Version != p.Version+1 {
		t.Errorf("met %q, version %d", met.By, met.Version)
	}
	if got := h.find(p.ID); got.Objectives != d.Objectives || got.Status != programme.Idea {
		t.Errorf("the head changed the status of a text she had not read")
	}
}

func TestUnarchivedProjectIsBackInTheStatusItHad(t *testing.T) {
	t.Parallel()
	h, ctx := open(t), context.Background()
	for _, status := range []programme.Status{programme.Idea, programme.Finished, programme.Cancelled} {
		p := h.project()
		h.put(p.ID, status)
		err := h.Archive(ctx, h.Head.At(now), p.ID, p.Version)
		h.Must(err)
		archived := h.find(p.ID)
		if archived.Status != programme.Archived || archived.StatusBeforeArchive != status || archived.ArchivedAt == nil || !archived.ArchivedAt.Equal(now) {
			t.Errorf("archived from %s: %+v", status, archived.Project)
		}
		err = h.Edit(ctx, h.Head.At(now), p.ID, archived.Version, h.draft())
		h.Refused(err, fault.Forbidden, "")
		h.Refused(h.AddMember(ctx, h.Head.At(now), p.ID, h.Intern.ID), fault.Forbidden, "")
		h.Must(h.Unarchive(ctx, h.Head.At(now), p.ID))
		back := h.find(p.ID)
		if back.Status != status || back.StatusBeforeArchive != "" || back.ArchivedAt != nil {
			t.Errorf("back from the archive: %+v", back.Project)
		}
		h.Refused(h.Unarchive(ctx, h.Head.At(now), p.ID), fault.Invalid, "statut")
		lines := h.journal(p.ID)
		if !strings.HasSuffix(lines[0], "a désarchivé le projet") || !strings.HasSuffix(lines[1], "a archivé le projet") {
			t.Errorf("journal: %q", lines)
		}
	}
}

func TestDeletedProjectIsNotFoundButTheHeadRestoresIt(t *testing.T) {
	t.Parallel()
	h, ctx := open(t), context.Background()
	p := h.project()
	h.Refused(h.Delete(ctx, h.Team.At(now), p.ID), fault.Forbidden, "")
	h.Must(h.Delete(ctx, h.Head.At(now), p.ID))
	h.Refused(h.Delete(ctx, h.Head.At(now), p.ID), fault.NotFound, "")
	for _, one := range []struct {
		name string
		err  error
	}{
		{"show", second(h.Project(ctx, h.Team.At(now), p.ID))},
		{"history", second(h.History(ctx, h.Intern.At(now), p.ID, 1))},
		{"edit", h.Edit(ctx, h.Head.At(now), p.ID, 2, h.draft())},
		{"status", h.SetStatus(ctx, h.Head.At(now), p.ID, 2, programme.Preparing)},
		{"members", h.AddMember(ctx, h.Head.At(now), p.ID, h.Intern.ID)},
		{"lock", h.locks(h.Head, p.ID)},
		{"restore by the team", h.Restore(ctx, h.Team.At(now), p.ID)},
	} {
		if !fault.Is(one.err, fault.NotFound) {
			t.Errorf("%s: %v", one.name, one.err)
		}
	}
	if seen := h.find(p.ID); seen.DeletedAt == nil {
		t.Error("the head does not see that it is deleted")
	}
	list, err := h.List(ctx, h.Head.At(now), programme.Filter{Archived: true})
	h.Must(err)
	if len(list) != 0 {
		t.Errorf("the list still shows it: %+v", list)
	}
	if trashed := h.trashed(h.Head.At(now), "projets"); len(trashed) != 1 || trashed[0].ID != p.ID || trashed[0].Name != p.Title ||
		!trashed[0].May || !trashed[0].DeletedAt.Equal(now) {
		t.Errorf("trash: %+v", trashed)
	}
	for _, who := range []account.Person{h.Team, h.Intern} {
		if trashed := h.trashed(who.At(now), "projets"); len(trashed) != 0 {
			t.Errorf("%s sees %+v in the trash", who.Name, trashed)
		}
	}
	h.Must(h.Restore(ctx, h.Head.At(now), p.ID))
	h.Refused(h.Restore(ctx, h.Head.At(now), p.ID), fault.NotFound, "")
	_, err = h.Project(ctx, h.Team.At(now), p.ID)
	h.Must(err)
	want := []string{"Claire Fontaine a rétabli le projet", "Claire Fontaine a mis à la corbeille le projet"}
	if got := h.journal(p.ID); !slices.Equal(got[:2], want) {
		t.Errorf("journal: %q", got)
	}
}

func second[T any](_ T, err error) error { return err }

func TestDeletionCanBeUndoneForThirtyDays(t *testing.T) {
	t.Parallel()
	h, ctx := open(t), context.Background()
	p, e := h.project(), h.event()
	h.Must(h.Delete(ctx, h.Head.At(now), p.ID))
	h.Must(h.DeleteEvent(ctx, h.Head.At(now), e.ID))
	late := time.Date(2025, 5, 8, 0, 0, 0, 0, postgres.Paris) // what is deleted on 7 April can be restored until 7 May
	lastMoment := late.Add(-time.Second)
	h.Refused(h.Restore(ctx, h.Head.At(late), p.ID), fault.NotFound, "")
	h.Refused(h.RestoreEvent(ctx, h.Head.At(late), e.ID), fault.NotFound, "")
	for _, key := range []string{"projets", "evenements"} {
		if trashed := h.trashed(h.Head.At(late), key); len(trashed) != 0 {
			t.Errorf("the trash still offers %+v", trashed)
		}
		if trashed := h.trashed(h.Head.At(lastMoment), key); len(trashed) != 1 || trashed[0].Until() != day("2025-05-07") {
			t.Errorf("the trash forgot something: %s %+v", key, trashed)
		}
	}
	h.Must(h.Restore(ctx, h.Head.At(lastMoment), p.ID))
	h.Must(h.RestoreEvent(ctx, h.Head.At(lastMoment), e.ID))
}

func TestListPassesWhatTheFilterAsks(t *testing.T) {
	t.Parallel()
	h, ctx := open(t), context.Background()
	e := h.event(func(d *programme.EventDraft) {
		d.Name, d.Year, d.First, d.Last = "Fête de l’hiver", 2026, day("2025-12-31"), day("2026-01-02")
	})
	a := h.project(func(d *programme.ProjectDraft) {
		d.Title = "Au cœur de l’atelier sensoriel"
		d.Kind = programme.AccessibilityWorkshop
	})
	b := h.project(func(d *programme.ProjectDraft) {
		d.Title, d.PilotID, d.EventID, d.First, d.Last = "Béton & 100 % étoiles", h.Other.ID, e.ID, 0, 0
	})
	c := h.project(func(d *programme.ProjectDraft) {
		d.Title = "Cour d’honneur"
		d.First, d.Last = day("2024-05-01"), day("2024-05-01")
	})
	h.put(c.ID, programme.Archived)
	h.Must(h.AddMember(ctx, h.Head.At(now), b.ID, h.Intern.ID))
	for name, x := range map[string]struct {
		who    int // 0 head, 1 intern, 2 team
		filter programme.Filter
		want   []int64
	}{
		"all but the archived":      {0, programme.Filter{}, []int64{a.ID, b.ID}},
		"the archived too":          {0, programme.Filter{Archived: true}, []int64{c.ID, a.ID, b.ID}},
		"only the archived":         {0, programme.Filter{Status: programme.Archived}, []int64{c.ID}},
		"a kind":                    {0, programme.Filter{Kind: programme.AccessibilityWorkshop}, []int64{a.ID}},
		"a status":                  {0, programme.Filter{Status: programme.Idea}, []int64{a.ID, b.ID}},
		"a pilot":                   {0, programme.Filter{Pilot: h.Other.ID}, []int64{b.ID}},
		"an event":                  {0, programme.Filter{Event: e.ID}, []int64{b.ID}},
		"the year it begins":        {0, programme.Filter{Year: 2025}, []int64{a.ID, b.ID}},
		"the year it ends":          {0, programme.Filter{Year: 2026}, []int64{b.ID}},
		"a year without any":        {0, programme.Filter{Year: 1999}, nil},
		"hers as a member":          {1, programme.Filter{Mine: true}, []int64{b.ID}},
		"hers as a pilot":           {2, programme.Filter{Mine: true}, []int64{a.ID}},
		"text without accents":      {0, programme.Filter{Text: "ETOILES beton"}, nil},
		"text, accents and case":    {0, programme.Filter{Text: "BETON"}, []int64{b.ID}},
		"text of the event":         {0, programme.Filter{Text: "fete de l'hiver"}, []int64{b.ID}},
		"text of the objectives":    {0, programme.Filter{Text: "fouille", Kind: programme.AccessibilityWorkshop}, []int64{a.ID}},
		"text typed on a telephone": {0, programme.Filter{Text: "fête\u00a0 de lʼhiver "}, []int64{b.ID}},
		"text with a ligature":      {0, programme.Filter{Text: "CŒUR"}, []int64{a.ID}},
		"text with it opened":       {0, programme.Filter{Text: "coeur"}, []int64{a.ID}},
		"a percent is not a joker":  {0, programme.Filter{Text: "%"}, []int64{b.ID}},
		"a NUL in the text":         {0, programme.Filter{Text: "be\x00ton"}, []int64{b.ID}},
		"ten megabytes of text":     {0, programme.Filter{Text: strings.Repeat("é", 10<<20)}, nil},
		"an unknown kind":           {0, programme.Filter{Kind: "circus"}, nil},
		"a quote":                   {0, programme.Filter{Text: "'; DROP TABLE projects"}, nil},
	} {
		person := h.Head
		switch x.who {
		case 1:
			person = h.Intern
		case 2:
			person = h.Team
		}
		list, err := h.List(ctx, person.At(now), x.filter)
		h.Must(err)
		var got []int64
		for _, p := range list {
			got = append(got, p.ID)
		}
		if !slices.Equal(got, x.want) {
			t.Errorf("%s: got %v, want %v", name, got, x.want)
		}
	}
}

func TestQueriesDoNotGrowWithRows(t *testing.T) {
	t.Parallel()
	h := open(t)
	e := h.event()
	p := h.project(func(d *programme.ProjectDraft) { d.EventID, d.First, d.Last = e.ID, 0, 0 })
	ask := func() (n [6]int64) {
		for i, read := range []func(context.Context) error{
			func(ctx context.Context) error {
				return second(h.List(ctx, h.Head.At(now), programme.Filter{Archived: true}))
			},
			func(ctx context.Context) error { return second(h.Events(ctx, h.Head.At(now), 0)) },
			func(ctx context.Context) error { return second(h.Event(ctx, h.Head.At(now), e.ID)) },
			func(ctx context.Context) error { return second(h.bin("projets").List(ctx, h.Head.At(now))) },
			func(ctx context.Context) error { return second(h.bin("evenements").List(ctx, h.Head.At(now))) },
			func(ctx context.Context) error { return second(h.History(ctx, h.Head.At(now), p.ID, 1)) },
		} {
			ctx, count := postgres.CountQueries(context.Background())
			h.Must(read(ctx))
			n[i] = count.Load()
		}
		return n
	}
	before := ask()
	for range 12 {
		p := h.project(func(d *programme.ProjectDraft) { d.EventID, d.First, d.Last = e.ID, 0, 0 })
		h.Must(h.AddMember(context.Background(), h.Head.At(now), p.ID, h.Intern.ID))
		h.Must(h.Delete(context.Background(), h.Head.At(now), h.project().ID))
	}
	if after := ask(); after != before || before != [6]int64{1, 1, 1, 1, 1, 3} {
		t.Errorf("queries: %v with few rows, %v with many, want [1 1 1 1 1 3]", before, after)
	}
}

// However the team changes statuses one after the other, a project that the head confirmed never becomes one that
// she has yet to confirm, nor the other way round: granting and taking back is hers. The walk makes every change.
func TestTheTeamNeitherGrantsNorTakesBackTheConfirmation(t *testing.T) {
	t.Parallel()
	h, ctx := open(t), context.Background()
	before := []programme.Status{programme.Idea, programme.Preparing, programme.Cancelled}
	after := []programme.Status{programme.Confirmed, programme.Running, programme.Finished}
	for _, person := range []account.Person{h.Team, h.Intern} {
		for _, among := range [][]programme.Status{before, after} {
			for _, start := range among {
				reached, queue := map[programme.Status]bool{start: true}, []programme.Status{start}
				for len(queue) > 0 {
					from := queue[0]
					queue = queue[1:]
					for _, to := range programme.Statuses {
						p := h.project()
						h.put(p.ID, from)
						version := h.find(p.ID).Version
						err := h.SetStatus(ctx, person.At(now), p.ID, version, to)
						if err == nil && !reached[to] {
							reached[to] = true
							queue = append(queue, to)
						}
						if now := h.find(p.ID).Status; err != nil && now != from {
							t.Errorf("%s: refused, and now %s", from, now)
						}
					}
					p := h.project()
					h.put(p.ID, programme.Archived)
					h.Refused(h.Unarchive(ctx, person.At(now), p.ID), fault.Forbidden, "")
				}
				for to := range reached {
					if !slices.Contains(among, to) {
						t.Errorf("from %s, %s gets a project to %s", start, person.Role, to)
					}
				}
			}
		}
	}
}
