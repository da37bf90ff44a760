package journeys

import (
	"strings"

	"parvis/internal/access"
	"parvis/internal/account"
	"parvis/internal/calendar"
	"parvis/internal/demo"
	"parvis/internal/files"
	"parvis/internal/journal"
	"parvis/internal/link"
	"parvis/internal/outbox"
	"parvis/internal/plan"
	"parvis/internal/programme"
	"parvis/internal/space"
	"parvis/internal/territory"
	"parvis/internal/thread"
	"parvis/internal/workcal"
	"parvis/web/serve"
)

// links show the plan of the JEA to a partner, that of the wide project too, and what the head does to her telephone.
func (f *furnished) links() {
	ctx, claire := f.t.Context(), f.story.people[head].At(at(9, 0))
	share := func(project int64, label string) string {
		made, err := f.Links.ShareProject(ctx, claire, project, "", link.Draft{Purpose: link.Plan, Label: label, LastDay: workcal.Of(2025, 9, 30)})
		f.must(err)
		return made.Token
	}
	f.token, f.longToken = share(f.jea, "Ville de Nanterre"), share(f.wide, longWord[:link.MaxLabel])
	ended, err := f.Links.ShareProject(ctx, claire, f.jea, "", link.Draft{Purpose: link.Feed, Label: "Ancien prestataire"})
	f.must(err)
	_, err = f.Links.End(ctx, claire, ended.ID)
	f.must(err)
	_, err = f.Links.FeedOfMine(ctx, claire, "", "Mon téléphone")
	f.must(err)
}

// longWord is a word that no line of a page is long enough for: an address that somebody pasted.
var longWord = ("https://partage.example/" + strings.Repeat("dossierpartage", 13))[:200]

// long is a long word that begins with what it names: links to two things have two names.
func long(what string) string { return (what + longWord)[:200] }

// longWords stand wherever people write: in the names of things, in texts, in what is to tick.
func (f *furnished) longWords() {
	ctx, claire := f.t.Context(), f.story.people[head].At(at(9, 0))
	far := workcal.Of(2025, 11, 14)
	event, err := f.Programme.CreateEvent(ctx, claire, serve.NewKey(), programme.EventDraft{Name: long("fete-"), Theme: longWord, Source: longWord, Notes: longWord,
		Year: 2025, First: far, Last: far})
	f.must(err)
	f.wide, err = f.Programme.Create(ctx, claire, serve.NewKey(), programme.ProjectDraft{Kind: programme.EventProgramme, Title: longWord, PilotID: claire.ID,
		EventID: event, Objectives: longWord, Audiences: longWord})
	f.must(err)
	f.wideEvent = event
	me := claire.ID
	task, err := f.Plans.CreateTask(ctx, claire, f.wide, plan.Draft{Title: long("tache-"), Category: plan.Logistics, ResponsibleID: &me, Duration: 3, Notes: longWord, Source: longWord}, serve.NewKey())
	f.must(err)
	f.wideTask = task
	_, err = f.Plans.AddItem(ctx, claire, task, "point-"+longWord, serve.NewKey())
	f.must(err)
	f.must(f.Plans.Block(ctx, claire, task, longWord))
	f.wideTown, err = f.Territories.Create(ctx, claire, serve.NewKey(), territory.Draft{Kind: territory.Town, Name: long("ville-")})
	f.must(err)
	f.wideDistrict, err = f.Territories.Create(ctx, claire, serve.NewKey(), territory.Draft{Kind: territory.District, Name: long("quartier-"), KnownAs: longWord, Towns: long("ville-") + ", Nanterre", Notes: longWord,
		Longitude: 2.2, Latitude: 48.9})
	f.must(err)
	f.wideSpace, err = f.Spaces.Create(ctx, claire, serve.NewKey(), space.Draft{Name: longWord[:space.MaxName], Floor: longWord[:space.MaxFloor], Notes: longWord, Active: true})
	f.must(err)
	_, err = f.Calendar.AddClosure(ctx, claire, calendar.Closure{First: far, Last: far, Label: longWord}, serve.NewKey())
	f.must(err)
}

// talk fills a thread past its first page, and says long words in others; the intern removes what she wrote.
func (f *furnished) talk() {
	write := func(who string, about journal.Kind, id int64, text string) int64 {
		w, err := f.Threads.Write(f.t.Context(), f.story.people[who].At(at(9, 0)), about, id, "", text)
		f.must(err)
		return w.ID
	}
	for range thread.PageSize + 2 {
		write(team, journal.Task, f.task, "Rien de neuf de mon côté.")
	}
	f.said = write(head, journal.Project, f.wide, "@Inès "+longWord)
	f.internsSaid = write(intern, journal.Event, f.wideEvent, "Merci @Claire, @Samir et @personne : "+longWord)
	f.must(f.Threads.Remove(f.t.Context(), f.story.people[intern].At(at(9, 0)), write(intern, journal.Task, f.wideTask, longWord)))
}

// attach adds files to things, one with a long name, one that tells amounts, a picture.
func (f *furnished) attach() {
	ctx, claire := f.t.Context(), f.story.people[head].At(at(9, 0))
	add := func(kind journal.Kind, id int64, amounts bool, name, content string) {
		a, err := f.Files.Receive(ctx, name, strings.NewReader(content))
		f.must(err)
		defer a.Close()
		_, err = f.Files.Add(ctx, claire, kind, id, "", amounts, []*files.Arrived{a})
		f.must(err)
	}
	add(journal.Task, f.task, true, "Devis de location.pdf", "%PDF-1.7\n")
	add(journal.Task, f.task, false, "Liste des prêts.csv", "objet;lieu\nhache;Lyon\n")
	add(journal.Event, f.museum, false, "Affiche.gif", "GIF87a\x02\x00\x02\x00\x80\x00\x00\x00\x00\x00\xff\xff\xff,\x00\x00\x00\x00\x02\x00\x02\x00\x00\x02\x02\x8cS\x00;")
	add(journal.Project, f.wide, false, longWord[24:]+".txt", "Bonjour")
}

func (f *furnished) people() {
	ctx, claire := f.t.Context(), f.story.people[head].At(at(9, 0))
	added, err := f.Accounts.Seed(ctx, account.Identity{Name: "Zoé Nouvelle", Email: newcomer, Role: access.Intern}, demo.Password)
	f.must(err)
	f.story.people[newcomer] = added
	gone, err := f.Accounts.Add(ctx, claire, account.Identity{Name: "Paul Parti", Email: "parti@parvis.test", Role: access.Team}, serve.NewKey())
	f.must(err)
	f.left = gone.Person.ID
	f.must(f.Accounts.Disable(ctx, claire, f.left))
	now := claire.At
	f.link, _, err = f.Accounts.NewLink(ctx, outbox.Letter{Kind: outbox.Password, PersonID: added.ID, At: now}, now)
	f.must(err)
	f.must(outbox.Queue(ctx, f.DB, outbox.Letter{Kind: outbox.Notices, PersonID: f.story.people[team].ID, Period: "page", At: now}))
	leased, err := outbox.Lease(ctx, f.DB, now, 1)
	f.must(err)
	f.must(outbox.Fail(ctx, f.DB, leased[0], outbox.Refused, 550, now))
}

func (f *furnished) projects() {
	ctx, claire := f.t.Context(), f.story.people[head].At(at(9, 0))
	create := func(title string, kind programme.Kind) int64 {
		id, err := f.Programme.Create(ctx, claire, serve.NewKey(), programme.ProjectDraft{Kind: kind, Title: title, PilotID: claire.ID,
			First: workcal.Of(2025, 9, 12), Last: workcal.Of(2025, 9, 12)})
		f.must(err)
		return id
	}
	f.empty = create("Visite sans une seule tâche", programme.OffSite)
	f.idea = create("Une idée à ranger", programme.OffSite)
	f.archived = create("Un projet archivé", programme.EAC)
	_, err := f.Plans.ApplyTemplate(ctx, claire, f.archived, f.story.template(programme.EAC).ID, nil, "")
	f.must(err)
	sheet, err := f.Programme.Project(ctx, claire, f.archived)
	f.must(err)
	err = f.Programme.Archive(ctx, claire, f.archived, sheet.Version)
	f.must(err)
	f.undated, err = f.Programme.Create(ctx, claire, serve.NewKey(), programme.ProjectDraft{Kind: programme.EAC, Title: "Une idée sans date", PilotID: claire.ID, Undated: true})
	f.must(err)
	_, err = f.Plans.ApplyTemplate(ctx, claire, f.undated, f.story.template(programme.EAC).ID, nil, "")
	f.must(err)
	f.gone = create("Un projet supprimé", programme.Residency)
	f.must(f.Programme.Delete(ctx, claire, f.gone))
}

// notes are what people noted for themselves, some in one long word.
func (f *furnished) notes() {
	note := func(who, title string, day workcal.Date) int64 {
		id, err := f.Plans.AddOwn(f.t.Context(), f.story.people[who].At(at(9, 0)), plan.OwnDraft{Title: title, Day: day}, "")
		f.must(err)
		return id
	}
	f.own, f.internsOwn = note(head, longWord[:150], 0), note(intern, "Rendre la convention de stage", workcal.Of(2025, 4, 4))
}

func (f *furnished) events() {
	ctx, claire := f.t.Context(), f.story.people[head].At(at(9, 0))
	create := func(name string) int64 {
		id, err := f.Programme.CreateEvent(ctx, claire, serve.NewKey(), programme.EventDraft{Name: name, Year: 2025,
			First: workcal.Of(2025, 10, 4), Last: workcal.Of(2025, 10, 4), ToConfirm: true})
		f.must(err)
		return id
	}
	f.museum = create("Fête du musée")
	f.goneEvent = create("Fête annulée")
	f.must(f.Programme.DeleteEvent(ctx, claire, f.goneEvent))
	past, err := f.Programme.Events(ctx, claire, 2024)
	f.must(err)
	f.over = past[0].ID
}

// some are the first tasks of a plan.
func (f furnished) some(project int64, n int) []int64 {
	v, err := f.Plans.Plan(f.t.Context(), f.story.people[head].At(at(9, 0)), project)
	f.must(err)
	ids := make([]int64, 0, n)
	for _, r := range v.Rows[:min(n, len(v.Rows))] {
		ids = append(ids, r.ID)
	}
	return ids
}

func (f *furnished) plan() {
	ctx, claire := f.t.Context(), f.story.people[head].At(at(9, 0))
	f.template = f.story.template(programme.EventProgramme)
	free := f.row(f.jea, "Retour des prêts")
	f.task, f.dropped = f.row(f.jea, "Crédits").ID, free.ID
	f.must(f.Plans.Drop(ctx, claire, f.dropped))
	f.must(f.Plans.DeleteTask(ctx, claire, f.row(f.jea, "Saisie").ID))
	_, err := f.Calendar.AddClosure(ctx, claire, calendar.Closure{First: workcal.Of(2025, 5, 30), Last: workcal.Of(2025, 5, 30), Label: "Inventaire des réserves"}, serve.NewKey())
	f.must(err)
	_, err = f.Calendar.AddLeave(ctx, claire, calendar.Leave{PersonID: f.story.people[intern].ID, First: workcal.Of(2025, 4, 22), Last: workcal.Of(2025, 4, 25)}, serve.NewKey())
	f.must(err)
}
