package partner_test

import (
	"slices"
	"strings"
	"testing"
	"time"

	"github.com/jackc/pgx/v5"
	"github.com/jackc/pgx/v5/pgxpool"

	"parvis/internal/access"
	"parvis/internal/account"
	"parvis/internal/fault"
	"parvis/internal/partner"
	"parvis/internal/partner/kinds"
	"parvis/internal/plan"
	"parvis/internal/postgres"
	"parvis/internal/postgres/pgtest"
	"parvis/internal/programme"
	"parvis/internal/trash"
	"parvis/internal/undo"
	"parvis/internal/workcal"
)

var now = time.Date(2025, 4, 7, 11, 0, 0, 0, postgres.Paris)

func day(text string) workcal.Date {
	d, err := time.Parse(time.DateOnly, text)
	if err != nil {
		panic(err)
	}
	return workcal.FromTime(d)
}

// house is a database with the people of a service.
type house struct {
	*partner.Room
	t                  *testing.T
	db                 *pgxpool.Pool
	back               *undo.Room
	plans              *plan.Room
	head, team, intern account.By
}

func open(t *testing.T) house {
	t.Helper()
	h := house{t: t, db: pgtest.New(t)}
	h.Room, h.plans = partner.New(h.db), plan.New(h.db)
	h.back = undo.New(h.db, programme.Undoable{}, plan.Undoable{}, partner.Undoable{})
	h.head, h.team, h.intern = h.person("Claire Fontaine", access.Head), h.person("Samir Benali", access.Team), h.person("Zoé Petit", access.Intern)
	return h
}

func (h house) person(name string, role access.Role) account.By {
	h.t.Helper()
	id, err := postgres.Scalar[int64](h.t.Context(), h.db, `INSERT INTO people (email, name, role, password_hash) VALUES (@name || '@parvis.test', @name, @role, 'x') RETURNING id`,
		pgx.NamedArgs{"name": name, "role": string(role)})
	h.must(err)
	return account.Person{ID: id, Name: name, Role: role, Version: 1}.At(now)
}

func (h house) must(err error) {
	h.t.Helper()
	if err != nil {
		h.t.Fatal(err)
	}
}

func (h house) organisation(d partner.OrganisationDraft) int64 {
	h.t.Helper()
	id, err := h.Create(h.t.Context(), h.team, "", d)
	h.must(err)
	return id
}

func (h house) named(name string) int64 {
	h.t.Helper()
	return h.organisation(partner.OrganisationDraft{Name: name, Kind: kinds.Association})
}

func (h house) contact(first, last string, organisation int64) int64 {
	h.t.Helper()
	id, err := h.CreateContact(h.t.Context(), h.team, "", partner.ContactDraft{FirstName: first, LastName: last}, organisation, partner.PostDraft{})
	h.must(err)
	return id
}

func (h house) sheet(id int64) partner.Sheet {
	h.t.Helper()
	s, err := h.Organisation(h.t.Context(), h.head, id, 1)
	h.must(err)
	return s
}

// call is a call of a day with organisations.
func call(on string, with ...int64) partner.InteractionDraft {
	d := partner.InteractionDraft{Channel: partner.Call, Day: day(on), Outcome: partner.Reached, Summary: "Un premier échange."}
	for _, id := range with {
		d.Organisations = append(d.Organisations, partner.Ref{ID: id})
	}
	return d
}

func (h house) log(by account.By, d partner.InteractionDraft, next partner.Next) int64 {
	h.t.Helper()
	id, err := h.Log(h.t.Context(), by, "", d, next)
	h.must(err)
	return id
}

// found gives the names of the organisations that a filter finds.
func (h house) found(f partner.Filter) string {
	h.t.Helper()
	list, _, err := h.List(h.t.Context(), h.intern, f)
	h.must(err)
	var names []string
	for _, o := range list.List {
		names = append(names, o.Name)
	}
	if len(names) != list.Count {
		h.t.Errorf("%d counted of %v", list.Count, names)
	}
	return strings.Join(names, " | ")
}

func (h house) project(title string, members ...account.By) int64 {
	h.t.Helper()
	room := programme.New(h.db)
	id, err := room.Create(h.t.Context(), h.team, "", programme.ProjectDraft{Title: title, Kind: programme.Twinning, PilotID: h.team.ID, First: day("2025-09-10"), Last: day("2025-09-10")})
	h.must(err)
	for _, m := range members {
		h.must(room.AddMember(h.t.Context(), h.team, id, m.ID))
	}
	return id
}

func (h house) refused(what string, err error, field string) {
	h.t.Helper()
	if problems, ok := fault.ProblemsOf(err); !ok || problems.For(field) == "" {
		h.t.Errorf("%s: %v, want a problem with %s", what, err, field)
	}
}

var whole = partner.OrganisationDraft{Name: "Mission locale des Deux Rives", Kind: kinds.MissionLocale, Address: "12, rue de l’Exemple\nBâtiment B", PostalCode: "92000", Town: "Nanterre",
	SIRET: "99900000300015", UAI: "", Phones: []partner.Phone{"+33199000001", "+33199000002 secrétariat"}, Emails: []string{"zoe@example.org"}, Website: "https://example.org",
	Tags: []string{"jeunesse", "été"}, Notes: "Une ligne\nune autre"}

func TestAnOrganisationIsCreatedEditedAndRemembered(t *testing.T) {
	t.Parallel()
	h := open(t)
	id := h.organisation(whole)
	got := h.sheet(id)
	if changes := partner.OrganisationFields.Changes(whole, got.OrganisationDraft); len(changes) != 0 || got.Version != 1 {
		t.Errorf("%+v", changes)
	}
	edited := whole
	edited.Name, edited.Phones, edited.Tags = "Mission locale", nil, []string{"Été", "  jeunesse ", "été"}
	h.must(h.Edit(t.Context(), h.intern, id, 1, edited))
	h.must(h.Edit(t.Context(), h.intern, id, 2, edited)) // nothing differs
	if got := h.sheet(id); got.Version != 2 || got.Name != "Mission locale" || len(got.Phones) != 0 || !slices.Equal(got.Tags, whole.Tags) {
		t.Errorf("%+v", got.Organisation)
	}
	page, err := h.History(t.Context(), h.intern, id, 1)
	h.must(err)
	if len(page.Entries) != 2 || page.Entries[0].Sentence(got.Subject()) != "Zoé Petit a modifié la structure" || len(page.Entries[0].Changes) != 2 {
		t.Errorf("%+v", page.Entries)
	}
	met, ok := fault.StaleOf(h.Edit(t.Context(), h.team, id, 1, whole))
	if !ok || met.By != "Zoé Petit" || met.Version != 2 {
		t.Errorf("%+v", met)
	}
}

func TestATextIsFoundWhateverItsAccentsItsEndingsAndItsMistakes(t *testing.T) {
	t.Parallel()
	h := open(t)
	h.organisation(whole)
	h.organisation(partner.OrganisationDraft{Name: "Bibliothèque de l’Œuf bleu", Kind: kinds.Bibliotheque, Town: "Colombes", Notes: "Des lectures publiques le samedi."})
	h.organisation(partner.OrganisationDraft{Name: "Centre socioculturel « Le Phare »", Kind: kinds.Socioculturel, Town: "Colombes", Phones: []partner.Phone{"+33199000007"}})
	for text, want := range map[string]string{
		"":                     "Bibliothèque de l’Œuf bleu | Centre socioculturel « Le Phare » | Mission locale des Deux Rives",
		"MISSION":              "Mission locale des Deux Rives",
		"rives mis":            "Mission locale des Deux Rives",
		"oeuf":                 "Bibliothèque de l’Œuf bleu",
		"bibliotheques":        "Bibliothèque de l’Œuf bleu", // French knows the plural
		"lecture publique":     "Bibliothèque de l’Œuf bleu", // in its notes
		"bibliotéque":          "Bibliothèque de l’Œuf bleu", // a mistake
		"fare":                 "",
		"le fhare":             "Centre socioculturel « Le Phare »",
		"0199000007":           "Centre socioculturel « Le Phare »",
		"01 99 00 00 07":       "Centre socioculturel « Le Phare »",
		"01.99.00.00.07":       "Centre socioculturel « Le Phare »",
		"+33 (0)1 99 00 00 07": "Centre socioculturel « Le Phare »",
		"msison lcoale":        "Mission locale des Deux Rives", // letters that were swapped
		"mision loc":           "Mission locale des Deux Rives", // and a word that is not typed yet
		"socio cultuerl":       "Centre socioculturel « Le Phare »",
		"msison zzzzzz":        "",
		"colombes":             "Bibliothèque de l’Œuf bleu | Centre socioculturel « Le Phare »",
		"jeunesse":             "Mission locale des Deux Rives",
		"100%":                 "",
		"p":                    "Centre socioculturel « Le Phare »", // one letter: what begins a word
	} {
		if got := h.found(partner.Filter{Text: text}); got != want {
			t.Errorf("%q finds %q, want %q", text, got, want)
		}
	}
	for what, c := range map[string]struct {
		f    partner.Filter
		want string
	}{
		"kind":   {partner.Filter{Kind: kinds.MissionLocale}, "Mission locale des Deux Rives"},
		"relays": {partner.Filter{Kind: partner.Relays, Sort: partner.ByTown}, "Bibliothèque de l’Œuf bleu | Centre socioculturel « Le Phare » | Mission locale des Deux Rives"},
		"tag":    {partner.Filter{Tag: "été"}, "Mission locale des Deux Rives"},
		"down":   {partner.Filter{Down: true}, "Mission locale des Deux Rives | Centre socioculturel « Le Phare » | Bibliothèque de l’Œuf bleu"},
	} {
		if got := h.found(c.f); got != c.want {
			t.Errorf("%s: %q", what, got)
		}
	}
}

func TestTheLastExchangeIsThatOfTheExchangesThatStand(t *testing.T) {
	t.Parallel()
	h := open(t)
	one, other := h.organisation(whole), h.named("Les Amis du Gué")
	last := func(id int64, want string) {
		t.Helper()
		if got := h.sheet(id).LastDay; got.String() != want && (want != "" || !got.IsZero()) {
			t.Errorf("last exchange with %d: %s, want %q", id, got, want)
		}
	}
	last(one, "")
	first := h.log(h.intern, call("2024-05-02", one), partner.Next{})
	second := h.log(h.intern, call("2025-03-01", one, other), partner.Next{})
	last(one, "2025-03-01")
	last(other, "2025-03-01")
	h.must(h.DeleteExchange(t.Context(), h.intern, second))
	last(one, "2024-05-02")
	last(other, "")
	h.must(h.RestoreInteraction(t.Context(), h.intern, second))
	last(other, "2025-03-01")
	h.must(h.EditExchange(t.Context(), h.team, second, 3, call("2025-03-02", other)))
	last(one, "2024-05-02")
	last(other, "2025-03-02")
	ctx := account.Gesture(t.Context())
	h.must(h.DeleteExchange(ctx, h.team, first))
	last(one, "")
	_, err := h.back.Undo(t.Context(), h.team, account.ActOf(ctx))
	h.must(err)
	last(one, "2024-05-02")
	h.must(h.SetTags(t.Context(), h.team, []partner.Threshold{{Tag: "jeunesse", Months: 6}}))
	if got := h.found(partner.Filter{Silent: partner.ByTag}); got != whole.Name {
		t.Errorf("silent by their tags: %s", got)
	}
	if got := h.found(partner.Filter{Silent: 1}); got != "Les Amis du Gué | "+whole.Name {
		t.Errorf("silent for a month: %s", got)
	}
	if got := h.sheet(one).Months; got != 6 {
		t.Errorf("after %d months", got)
	}
}

func TestANextStepBecomesATaskThatIsTiedBothWays(t *testing.T) {
	t.Parallel()
	h := open(t)
	one := h.organisation(whole)
	d := call("2025-04-07", one)
	d.NextStep, d.NextDay = "Rappeler Zoé", day("2025-04-14")
	own := h.log(h.intern, d, partner.Next{Task: true})
	x, err := h.Exchange(t.Context(), h.intern, own)
	h.must(err)
	if x.Step == nil || x.Step.Own == 0 || x.Step.OwnerID != h.intern.ID || x.Step.Title != "Rappeler Zoé" || x.Step.Done {
		t.Fatalf("%+v", x.Step)
	}
	if seen, err := h.Exchange(t.Context(), h.team, own); err != nil || seen.Step != nil || seen.NextStep != "Rappeler Zoé" {
		t.Errorf("what is on the list of another: %+v, %v", seen, err)
	}
	if seen := h.sheet(one).Exchanges.List[0]; seen.Step == nil {
		t.Error("the head reads everybody's list")
	}
	h.must(h.plans.TickOwn(t.Context(), h.intern, x.Step.Own))
	page, err := h.OfOwn(t.Context(), h.intern, x.Step.Own)
	if h.must(err); len(page.List) != 1 || page.List[0].ID != own || !page.List[0].Step.Done {
		t.Errorf("%+v", page)
	}
	project := h.project("Jumelage", h.intern)
	d.Projects = []partner.Ref{{ID: project}}
	tasked := h.log(h.intern, d, partner.Next{Task: true, Project: project})
	if x, err = h.Exchange(t.Context(), h.intern, tasked); err != nil || x.Step == nil || x.Step.Task == 0 {
		t.Fatalf("%+v, %v", x, err)
	}
	task, err := h.plans.Task(t.Context(), h.intern, x.Step.Task)
	if h.must(err); task.Row.Task.Title != "Rappeler Zoé" || task.Row.Task.Deadline != d.NextDay || *task.Row.Task.ResponsibleID != h.intern.ID {
		t.Errorf("%+v", task.Row.Task)
	}
	if page, err = h.OfTask(t.Context(), h.head, x.Step.Task); err != nil || len(page.List) != 1 {
		t.Errorf("%+v, %v", page, err)
	}
	other := h.project("Un autre projet")
	if _, err := h.Log(t.Context(), h.intern, "", d, partner.Next{Task: true, Project: other}); !fault.Is(err, fault.Forbidden) {
		t.Errorf("an intern adds to the plan of a project that is not hers: %v", err)
	}
	ctx := account.Gesture(t.Context())
	third, err := h.Log(ctx, h.intern, "", d, partner.Next{Task: true, Project: project})
	h.must(err)
	x, err = h.Exchange(t.Context(), h.intern, third)
	h.must(err)
	_, err = h.back.Undo(t.Context(), h.intern, account.ActOf(ctx))
	h.must(err)
	if _, err := h.plans.Task(t.Context(), h.intern, x.Step.Task); !fault.Is(err, fault.NotFound) {
		t.Errorf("the task of an exchange that was taken back: %v", err)
	}
}

func TestWhatIsWrongWithAnExchangeIsSaidBesideItsField(t *testing.T) {
	t.Parallel()
	h := open(t)
	one := h.organisation(whole)
	for field, change := range map[string]func(*partner.InteractionDraft, *partner.Next){
		"canal":      func(d *partner.InteractionDraft, _ *partner.Next) { d.Channel = "pigeon" },
		"jour":       func(d *partner.InteractionDraft, _ *partner.Next) { d.Day = day("2025-04-08") },
		"structures": func(d *partner.InteractionDraft, _ *partner.Next) { d.Organisations = nil },
		"contacts":   func(d *partner.InteractionDraft, _ *partner.Next) { d.Contacts = []partner.Ref{{ID: 999}} },
		"projets":    func(d *partner.InteractionDraft, _ *partner.Next) { d.Projects = []partner.Ref{{ID: 999}} },
		"suite":      func(_ *partner.InteractionDraft, n *partner.Next) { n.Task = true },
		"suite_ou": func(d *partner.InteractionDraft, n *partner.Next) {
			d.NextStep, n.Task, n.Project = "Rappeler", true, 999
		},
	} {
		d, next := call("2025-04-07", one), partner.Next{}
		change(&d, &next)
		_, err := h.Log(t.Context(), h.intern, "", d, next)
		h.refused(field, err, field)
	}
}

func TestAContactHasPostsInSeveralOrganisations(t *testing.T) {
	t.Parallel()
	h := open(t)
	one, other := h.organisation(whole), h.named("Les Amis du Gué")
	zoe := h.contact("Zoé", "Martineau-Duval", one)
	post, err := h.AddPost(t.Context(), h.intern, "", zoe, other, partner.PostDraft{Role: "Présidente", Since: day("2024-01-01")})
	h.must(err)
	h.must(h.EditPost(t.Context(), h.intern, post, partner.PostDraft{Role: "Présidente", Since: day("2024-01-01"), Until: day("2025-01-31")}))
	h.refused("left before she came", h.EditPost(t.Context(), h.intern, post, partner.PostDraft{Since: day("2024-01-01"), Until: day("2023-01-31")}), "jusqu_au")
	c, err := h.Contact(t.Context(), h.intern, zoe, 1)
	if h.must(err); len(c.Posts) != 2 || c.Posts[0].Organisation.ID != one || c.Posts[1].Current(h.team.Today()) {
		t.Errorf("%+v", c.Posts)
	}
	if members := h.sheet(other).Members; len(members) != 1 || members[0].Name() != "Zoé Martineau-Duval" || members[0].Post.Role != "Présidente" {
		t.Errorf("%+v", members)
	}
	found, err := h.Contacts(t.Context(), h.intern, partner.ContactFilter{Text: "martineau"})
	if h.must(err); found.Count != 1 || len(found.List[0].Posts) != 2 {
		t.Errorf("%+v", found)
	}
	h.must(h.RemovePost(t.Context(), h.intern, post))
	page, err := h.ContactHistory(t.Context(), h.intern, zoe, 1)
	if h.must(err); len(page.Entries) != 4 {
		t.Errorf("%+v", page.Entries)
	}
	edited := c.ContactDraft
	edited.Consent, edited.ConsentOn = partner.ConsentRefused, day("2025-04-01")
	h.must(h.EditContact(t.Context(), h.intern, zoe, 1, edited))
	if met, ok := fault.StaleOf(h.EditContact(t.Context(), h.team, zoe, 1, edited)); !ok || met.By != "Zoé Petit" {
		t.Errorf("%+v", met)
	}
}

func TestRecordsGoToTheTrashAndComeBack(t *testing.T) {
	t.Parallel()
	h := open(t)
	one := h.organisation(whole)
	zoe := h.contact("Zoé", "Martineau-Duval", one)
	called := h.log(h.intern, call("2025-04-07", one), partner.Next{})
	for what, err := range map[string]error{"an organisation": h.Delete(t.Context(), h.team, one), "a contact": h.DeleteContact(t.Context(), h.intern, zoe),
		"somebody else's exchange": h.DeleteExchange(t.Context(), h.person("Inès Rossi", access.Intern), called)} {
		if !fault.Is(err, fault.Forbidden) {
			t.Errorf("%s is deleted by who may not: %v", what, err)
		}
	}
	h.must(h.Delete(t.Context(), h.head, one))
	h.must(h.DeleteContact(t.Context(), h.head, zoe))
	h.must(h.DeleteExchange(t.Context(), h.intern, called))
	if _, err := h.Organisation(t.Context(), h.team, one, 1); !fault.Is(err, fault.NotFound) || h.found(partner.Filter{}) != "" {
		t.Errorf("the team still finds it: %v", err)
	}
	late := h.head
	late.At = now.AddDate(0, 0, trash.Days+1)
	for _, bin := range h.Bins() {
		items, err := bin.List(t.Context(), h.head)
		if h.must(err); len(items) != 1 || items[0].Name == "" {
			t.Fatalf("%s: %+v", bin.Key, items)
		}
		if err := bin.Restore(t.Context(), late, items[0].ID); !fault.Is(err, fault.NotFound) {
			t.Errorf("%s restored too late: %v", bin.Key, err)
		}
		h.must(bin.Restore(t.Context(), h.head, items[0].ID))
	}
	if s := h.sheet(one); len(s.Members) != 1 || len(s.Exchanges.List) != 1 {
		t.Errorf("%+v", s)
	}
	h.must(h.Delete(t.Context(), h.head, one))
	for _, bin := range h.Bins() {
		h.must(bin.Purge(t.Context(), now.AddDate(0, 2, 0)))
	}
	if _, err := h.Organisation(t.Context(), h.head, one, 1); !fault.Is(err, fault.NotFound) {
		t.Errorf("it is still there: %v", err)
	}
}

func TestStrangersFindNothing(t *testing.T) {
	t.Parallel()
	h := open(t)
	one := h.organisation(whole)
	stranger := account.Person{Role: "visitor"}.At(now)
	_, _, list := h.List(t.Context(), stranger, partner.Filter{})
	_, all := h.All(t.Context(), stranger, partner.Filter{})
	_, sheet := h.Organisation(t.Context(), stranger, one, 1)
	_, contacts := h.Contacts(t.Context(), stranger, partner.ContactFilter{})
	_, logged := h.Log(t.Context(), stranger, "", call("2025-04-07", one), partner.Next{})
	_, tags := h.Tags(t.Context(), stranger)
	for what, err := range map[string]error{"list": list, "all": all, "sheet": sheet, "contacts": contacts, "log": logged, "tags": tags, "edit": h.Edit(t.Context(), stranger, one, 1, whole)} {
		if !fault.Is(err, fault.NotFound) {
			t.Errorf("%s: %v", what, err)
		}
	}
	if err := h.SetTags(t.Context(), h.intern, []partner.Threshold{{Tag: "jeunesse", Months: 6}}); !fault.Is(err, fault.Forbidden) {
		t.Errorf("an intern sets tags: %v", err)
	}
}

func TestQueriesDoNotGrowWithRows(t *testing.T) {
	t.Parallel()
	h := open(t)
	one := h.organisation(whole)
	var want [3]int64
	for round := range 3 {
		for range 4 {
			h.log(h.intern, call("2025-04-07", one, h.named("Association")), partner.Next{})
			h.contact("Zoé", "Petit", one)
		}
		ctx, count := postgres.CountQueries(t.Context())
		_, _, err := h.List(ctx, h.intern, partner.Filter{})
		h.must(err)
		list := count.Load()
		_, err = h.Organisation(ctx, h.intern, one, 1)
		h.must(err)
		_, err = h.Contacts(ctx, h.intern, partner.ContactFilter{})
		h.must(err)
		got := [3]int64{list, count.Load()}
		if round > 0 && got != want {
			t.Fatalf("%v, then %v", want, got)
		}
		want = got
	}
}
