package journeys

import (
	"net/url"
	"strconv"
	"strings"

	"parvis/internal/access"
	"parvis/internal/account"
	"parvis/internal/agreement"
	"parvis/internal/calendar"
	"parvis/internal/demo"
	"parvis/internal/files"
	"parvis/internal/journal"
	"parvis/internal/link"
	"parvis/internal/outbox"
	"parvis/internal/partner"
	"parvis/internal/partner/kinds"
	"parvis/internal/plan"
	"parvis/internal/programme"
	"parvis/internal/space"
	"parvis/internal/survey/question"
	"parvis/internal/territory"
	"parvis/internal/thread"
	"parvis/internal/workcal"
	"parvis/web/serve"
	"parvis/web/urls"
)

// newcomer is an intern who joined no project yet: her pages are empty.
const newcomer = "nouvelle@parvis.test"

// furnished is a demonstration to which was added what it lacks for every page to be seen, empty
// ones among them. Nothing is written in it afterwards.
type furnished struct {
	*story
	jea, twinning                     int64  // projects of the demonstration
	empty, idea, archived, gone       int64  // projects: without a task, an idea, archived, in the trash
	undated                           int64  // an idea that waits for its date, with a plan
	museum, goneEvent, over           int64  // events: the museum's own, in the trash, of last year
	task, dropped                     int64  // of the JEA
	left                              int64  // a person whose account is disabled
	outsider, goneOutsider, skill     int64  // somebody without an account, one in the trash, what the first knows
	wideOutsider                      int64  // one named so, who knows as much
	space, goneSpace                  int64  // the auditorium, and one in the trash
	agreement, wideAgreement          int64  // of the JEA, and one named by one long word
	piece, widePiece, gonePiece       int64  // of the JEA: one that waits, one named by one long word, one in the trash
	delivery, wideDelivery            int64  // of the JEA, and one named by one long word
	fileEntry                         int64  // of the usual pieces
	dropToken                         string // of a link by which a piece is dropped
	slotsToken                        string // of the slots of somebody without an account
	need, wideNeed                    int64  // of these slots: one that lacks people, and one named by one long word
	slot, wideSlot, group             int64  // of the visit of the JEA, with groups of which one waits; one named by one long word; a group of the first
	activity, taken, wideActivity     int64  // of the JEA, the same taken up for the wide project, and one named by one long word
	partner                           int64  // of the twinning
	organisation, alike, other        int64  // of the directory: one with people and exchanges, one that looks like it, a contact that looks like another
	contact, post, exchange           int64  // of the organisation
	goneOrganisation, goneContact     int64  // in the trash
	wideOrganisation, wideContact     int64  // named by one long word
	wideExchange                      int64  // with it
	template                          plan.Template
	wide, wideEvent, wideTask         int64  // a project, its event and its task, named by one long word
	wideSpace                         int64  // a space named so
	town, district, plain, goneTown   int64  // a town with a map, a district of it, one without a code, a town in the trash
	wideTown, wideDistrict            int64  // named by one long word
	own, internsOwn                   int64  // what the head and the intern noted for themselves
	said, internsSaid                 int64  // what the head and the intern wrote in threads
	token, longToken                  string // of links to the plans of the JEA and of the wide project
	link                              string // the token of a link that chooses a password
	waiting, ready, brought, imported int64  // files that are imported
	asked                             int64  // one of slots, with questions
	doorToken                         string // of a link by which one counts at the slot of the JEA
	entry, wideEntry, goneEntry       int64  // of the daybook of the JEA; one of one long word, one in the trash
	answered, wideAnswered            int64  // forms of the JEA: one that was answered, one named by one long word
	response                          int64  // to the first
	audience                          int64  // that counts tell apart, named by one long word
	model, goneModel                  int64  // of documents: one that stands, and one in the trash
	thing, wideThing, goneThing       int64  // of the equipment: one that lacks at some hour, one named by one long word, one in the trash
	lot, wideLot                      int64  // of it
	booking, wideBooking, goneBooking int64  // by hand, of the JEA
	bookingLine                       int64  // of the first
	collection, wideCollection        int64  // of the JEA: one that is asked, with a sheet typed, and one named by one long word, which is closed
	goneCollection, easyCollection    int64  // in the trash; of the form easy to read
	observation                       int64
	askedToken, easyToken, shutToken  string
	form, wideForm, goneForm          int64  // one that is published and changed since, one of one long word, one in the trash
	banked                            int64  // a question of the bank
	formKey, formBefore, wideKey      string // questions of the first, and of the second
	outing, wideOuting, goneOuting    int64  // of the JEA: one that says all, one named by one long word, one in the trash
}

func (s *story) furnish() furnished {
	s.t.Helper()
	f := furnished{story: s, jea: s.project("JEA"), twinning: s.project("Jumelage")}
	f.people()
	f.projects()
	f.events()
	f.plan()
	f.imports()
	f.spaces()
	f.crew()
	f.territories()
	f.agreements()
	f.directory()
	f.partners()
	f.activities()
	f.slots()
	f.staff()
	f.equipment()
	f.forms()
	f.day()
	f.collections()
	f.results()
	f.notes()
	f.longWords()
	f.talk()
	f.links()
	f.papers()
	f.attach()
	f.documents()
	return f
}

// directory finds an organisation of the demonstration, and adds one that looks like it, records in the trash and ones named by one long word.
func (f *furnished) directory() {
	ctx, claire := f.t.Context(), f.story.people[head].At(at(9, 0))
	found, _, err := f.Partners.List(ctx, claire, partner.Filter{Text: "Exemple-Seine"})
	f.must(err)
	f.organisation = found.List[0].ID
	sheet, err := f.Partners.Organisation(ctx, claire, f.organisation, 1)
	f.must(err)
	f.contact, f.post, f.exchange = sheet.Members[0].ID, sheet.Members[0].Post.ID, sheet.Exchanges.List[0].ID
	organisation := func(d partner.OrganisationDraft) int64 {
		made, err := f.Partners.Create(ctx, claire, "", d)
		f.must(err)
		return made
	}
	contact := func(d partner.ContactDraft, in int64) int64 {
		made, err := f.Partners.CreateContact(ctx, claire, "", d, in, partner.PostDraft{Role: longWord[:150]})
		f.must(err)
		return made
	}
	f.alike = organisation(partner.OrganisationDraft{Name: "Mission locale Exemple Seine", Kind: kinds.MissionLocale, Town: "Nanterre", Phones: sheet.Phones})
	f.other = contact(partner.ContactDraft{FirstName: sheet.Members[0].FirstName, LastName: sheet.Members[0].LastName, Emails: sheet.Members[0].Emails}, f.alike)
	f.goneOrganisation = organisation(partner.OrganisationDraft{Name: "Une structure supprimée", Kind: kinds.Autre})
	f.must(f.Partners.Delete(ctx, claire, f.goneOrganisation))
	f.goneContact = contact(partner.ContactDraft{LastName: "Supprimée"}, 0)
	f.must(f.Partners.DeleteContact(ctx, claire, f.goneContact))
	f.wideOrganisation = organisation(partner.OrganisationDraft{Name: longWord, Kind: kinds.Autre, Address: longWord, Town: longWord[:partner.MaxTown], Website: longWord, Tags: []string{longWord[:partner.MaxTag]}, Notes: longWord,
		Phones: []partner.Phone{partner.Phone("+33199000001 " + longWord[:80])}, Emails: []string{longWord[8:60] + "@example.org"}})
	f.wideContact = contact(partner.ContactDraft{FirstName: longWord[:100], LastName: longWord[:100], Notes: longWord, Consent: partner.ConsentRefused}, f.wideOrganisation)
	f.wideExchange, err = f.Partners.Log(ctx, claire, "", partner.InteractionDraft{Channel: partner.Call, Day: claire.Today(), Summary: longWord, NextStep: longWord, Organisations: []partner.Ref{{ID: f.wideOrganisation}},
		Contacts: []partner.Ref{{ID: f.wideContact}}, Projects: []partner.Ref{{ID: f.twinning}}}, partner.Next{Task: true})
	f.must(err)
}

func id(n int64) string { return strconv.FormatInt(n, 10) }

// documents finds a model that comes with Parvis, and throws another away.
func (f *furnished) documents() {
	list, err := f.Documents.List(f.t.Context(), f.story.people[head].At(at(9, 0)))
	f.must(err)
	f.model, f.goneModel = list[0].ID, list[1].ID
	f.must(f.Documents.Delete(f.t.Context(), f.story.people[head].At(at(9, 0)), f.goneModel))
}

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

func (f *furnished) territories() {
	ctx, claire := f.t.Context(), f.story.people[head].At(at(9, 0))
	one := func(text string) int64 {
		found, err := f.Territories.List(ctx, claire, territory.Filter{Text: text})
		f.must(err)
		return found[0].ID
	}
	f.town, f.district, f.plain = one("92050"), one("QN09213M"), one("Langevin")
	var err error
	f.goneTown, err = f.Territories.Create(ctx, claire, serve.NewKey(), territory.Draft{Kind: territory.Town, Name: "Une ville supprimée"})
	f.must(err)
	f.must(f.Territories.Delete(ctx, claire, f.goneTown))
}

// agreements are one of the JEA that ends soon, and one named by one long word.
func (f *furnished) agreements() {
	ctx, claire := f.t.Context(), f.story.people[head].At(at(9, 0))
	with, err := f.Partners.Create(ctx, claire, serve.NewKey(), partner.OrganisationDraft{Name: "Maison des associations", Kind: kinds.Association, Town: "Nanterre"})
	f.must(err)
	d := agreement.Draft{Title: "Prêt de l’exposition itinérante", Kind: agreement.Loan, State: agreement.Signed, Organisations: []partner.Ref{{ID: with}}, Project: partner.Ref{ID: f.jea},
		Last: workcal.Of(2025, 5, 10), Signatories: "La directrice du musée\nLa présidente", Amount: agreement.Amount{Said: true, Cents: 123_450}, Notes: "À relire."}
	f.agreement, err = f.Agreements.Create(ctx, claire, serve.NewKey(), d)
	f.must(err)
	f.wideAgreement, err = f.Agreements.Create(ctx, claire, serve.NewKey(), agreement.Draft{Title: longWord[:agreement.MaxTitle], Kind: agreement.Other, State: agreement.ToWrite, Organisations: d.Organisations,
		Signatories: longWord[:agreement.MaxTitle]})
	f.must(err)
}

// theDay is that of the slots of the JEA.
var theDay = workcal.Of(2025, 6, 13)

// partners finds a relay on the board of the twinning, which the demonstration has at every stage.
func (f *furnished) partners() {
	list, err := f.Partnerships.List(f.t.Context(), f.story.people[head].At(at(9, 0)), f.twinning)
	f.must(err)
	f.partner = list.Partners[0].ID
}

// imports are files that people brought: one that waits for answers, one that can go in, one that is in, one that runs and is silent.
func (f *furnished) imports() {
	ctx := account.Gesture(f.t.Context())
	bring := func(who, kind string, into int64, name, data string) int64 {
		id, err := f.Imports.Bring(ctx, f.story.people[who].At(at(9, 0)), kind, into, name, []byte(data), "fichier", "")
		f.must(err)
		return id
	}
	long := "N°;Tâche;Durée;À faire pour;Dépend de;Responsable;Remarque interne\n1;" + longWord[:150] + ";trois;fin mai;;Samir;x\n"
	for i := range 120 {
		long += strconv.Itoa(i+2) + ";Tâche " + strconv.Itoa(i+2) + ";2 j;bientôt;" + strconv.Itoa(i+1) + ";AB;\n"
	}
	f.waiting = bring(head, "retroplanning", f.empty, "rétroplanning "+longWord[:60]+".csv", long)
	f.ready = bring(head, "espaces", 0, "espaces.csv", "Nom;Capacité assise;Couleur\nSalle des imports;40;bleu\n")
	f.brought = bring(team, "espaces", 0, "espaces.csv", "Nom;Étage\nSalle de l’équipe;1\n")
	f.asked = bring(head, "seances", f.jea, "séances.csv", "Date;Activité;Horaire;Lieu;Jauge\n13/06;Visite des imports;9h30-10h30;Tente;vingt\n;;11h-12h;;-\n;;11h-12h;;-\n")
	f.imported = bring(head, "fermetures", 0, "fermetures.csv", "Fermeture;Premier jour\nPont du 10 novembre;10/11/2025\n")
	seen, err := f.Imports.Look(ctx, f.story.people[head].At(at(9, 0)), f.imported)
	f.must(err)
	over, err := f.Imports.Run(ctx, f.story.people[head].At(at(9, 0)), f.imported, seen.Seen)
	f.must(err)
	<-over
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

// pages lists every page, each in the states that change what it shows, with who may see it.
func (f furnished) pages() []page {
	all, staff, chief := []string{head, team, intern}, []string{head, team}, []string{head}
	add := func(list []page, seen []string, paths ...string) []page {
		for _, p := range paths {
			list = append(list, page{path: p, seen: seen})
		}
		return list
	}
	chosen := urls.ChooseTemplate(f.empty, f.template.ID)
	member := f.story.people[team].ID

	list := add(nil, []string{""}, urls.Login(""), urls.Login(urls.Plan(f.jea)), urls.Forgotten())
	list = add(list, []string{"", head, team, intern}, urls.Accessibility(), urls.SiteMap(), urls.DemoMessages(), urls.Choose(f.link), urls.SharedPlan(f.token), urls.SharedPlan(f.longToken), urls.SharedSlots(f.slotsToken), urls.Deposit(f.dropToken), urls.Door(f.doorToken), urls.DoorCount(f.doorToken, f.slot),
		urls.Asked(f.askedToken), urls.AskedIn(f.askedToken, "en"), urls.Asked(f.easyToken), urls.AskedThanks(f.askedToken, nil), urls.AskedThanks(f.easyToken, nil), urls.AskedKiosk(f.askedToken), urls.AskedKiosk(f.easyToken))
	list = add(list, []string{head, team, intern, newcomer}, urls.Home(), urls.MyList(), urls.MyListPrint(), urls.Trash(), urls.Notices(), urls.New(nil), urls.Guide(), urls.GuidePage("roles"))
	list = add(list, all,
		urls.MyAccount(), urls.MyFeeds(), urls.Imports(), urls.GuidePage("importer"), urls.GuidePage("liens-et-agendas"), urls.MyAbsences(), urls.Password(), urls.Watch(), urls.New(url.Values{"projet": {strconv.FormatInt(f.jea, 10)}}),
		urls.GuidePage("se-connecter"), urls.GuidePage("tableau-de-bord"), urls.GuidePage("evenements-et-projets"), urls.GuidePage("retroplanning"), urls.GuidePage("ma-liste"),
		urls.GuidePage("reglages"), urls.GuidePage("questions"), urls.GuidePage("tableaux"), urls.GuidePage("espaces"), urls.GuidePage("territoires"), urls.GuidePage("menus"), urls.GuidePage("messages"), urls.GuidePage("fichiers"),
		urls.MyList()+urls.ListQuery(strconv.FormatInt(f.jea, 10), string(plan.Logistics), string(plan.WhoseFree), ""),
		urls.MyList()+"?horizon=mois", urls.MyList()+"?horizon=tout", urls.MyListPrint()+"?horizon=tout",
		urls.Events(), urls.EventsOf(2024), urls.EventsOf(2031), urls.EventsPrint(0), urls.EventsPrint(2031), urls.Event(f.event("Journées européennes de l’archéologie")), urls.Event(f.museum), urls.Event(f.over),
		urls.Projects(), urls.Projects()+"?"+url.Values{"texte": {"introuvable"}}.Encode(),
		urls.Project(f.jea), urls.Project(f.twinning), urls.Project(f.empty), urls.Project(f.archived),
		urls.ProjectMembers(f.jea), urls.ProjectHistory(f.jea), urls.PageOf(urls.ProjectHistory(f.jea), 2), urls.PageOf(urls.ProjectHistory(f.jea), 99),
		urls.EventHistory(f.museum), urls.EventHistory(f.over),
		urls.Plan(f.jea), urls.Plan(f.empty), urls.Plan(f.archived),
		urls.Gantt(f.jea), urls.Gantt(f.empty), urls.PlanPrint(f.jea), urls.PlanPrint(f.empty), urls.GanttPrint(f.jea), urls.GanttPrint(f.empty),
		urls.PlanPrint(f.jea)+"?jusquau=30/04/2025&reste=oui", urls.PlanPrint(f.jea)+"?format=gantt&version=partenaires",
		urls.Project(f.undated), urls.Plan(f.undated), urls.Gantt(f.undated), urls.PlanPrint(f.undated), urls.GanttPrint(f.undated),
		urls.TrashOf(f.jea), urls.TrashOf(f.empty),
		urls.Thread("taches", f.task), urls.Thread("taches", f.task)+"?fil=2", urls.Thread("projets", f.wide), urls.Thread("evenements", f.museum), urls.Thread("projets", f.archived),
		urls.Files("taches", f.task), urls.Files("projets", f.wide), urls.Files("evenements", f.museum), urls.Files("projets", f.archived),
		urls.Task(f.task), urls.Task(f.dropped), urls.TaskEdit(f.task), urls.TaskEdit(f.dropped), urls.TaskLine(f.dropped), urls.TaskLine(f.task), urls.TaskLine(f.task)+"?"+url.Values{plan.FieldDue: {"12 avril"}, plan.FieldDuration: {"-3"}, plan.FieldState: {"blocked"}}.Encode(), urls.TaskDelete(f.task), urls.TaskGive(f.task), urls.TaskBlock(f.task), urls.TaskShift(f.task), urls.NewTask(f.jea),
		urls.QuickAdd(f.jea), urls.QuickAddBelow(f.jea, f.task), urls.Together(f.jea), urls.TogetherOf(f.jea, f.some(f.jea, 3)...), urls.TogetherOf(f.jea, f.some(f.jea, 40)...),
		urls.TogetherOf(f.archived, f.some(f.archived, 2)...), urls.TogetherOf(f.undated, f.some(f.undated, 12)...), urls.TogetherOf(f.wide, f.wideTask),
		urls.Calendar(), urls.CalendarYear(2026), urls.CalendarHistory(),
		urls.Spaces(), urls.SpacesOf(url.Values{"tri": {"surface"}, "sens": {"decroissant"}}), urls.SpacesOf(url.Values{"texte": {"introuvable"}}),
		urls.Project(f.wide), urls.Plan(f.wide), urls.Gantt(f.wide), urls.PlanPrint(f.wide), urls.GanttPrint(f.wide), urls.ProjectHistory(f.wide),
		urls.Event(f.wideEvent), urls.Task(f.wideTask), urls.Space(f.wideSpace),
		urls.Documents(), urls.Model(f.model), urls.ModelHistory(f.model),
		urls.SpacesPrint(nil), urls.Space(f.space), urls.SpaceHistory(f.space),
		urls.Territories(), urls.TerritoriesOf(url.Values{"texte": {"introuvable"}}), urls.TerritoriesOf(url.Values{"ville": {strconv.FormatInt(f.town, 10)}, "code": {"oui"}}), urls.TerritoriesPrint(nil),
		urls.Territory(f.town), urls.Territory(f.district), urls.Territory(f.plain), urls.Territory(f.wideTown), urls.Territory(f.wideDistrict), urls.TerritoryHistory(f.town),
		urls.Crew(), urls.CrewOf(url.Values{"nature": {"temporary"}, "qui": {"tous"}}), urls.CrewOf(url.Values{"texte": {"introuvable"}}), urls.CrewPrint(nil), urls.Outsider(f.outsider), urls.Outsider(f.wideOutsider), urls.OutsiderHistory(f.outsider),
		urls.CrewPerson(f.story.people[head].ID), urls.CrewPersonHistory(f.story.people[head].ID), urls.Skills(), urls.GuidePage("equipe"),
		urls.Agreements(), urls.AgreementsOf(url.Values{"tri": {"fin"}, "etat": {"signed"}}), urls.AgreementsOf(url.Values{"texte": {"introuvable"}}), urls.AgreementsPrint(nil),
		urls.Agreement(f.agreement), urls.Agreement(f.wideAgreement), urls.AgreementHistory(f.agreement), urls.ProjectAgreements(f.jea), urls.ProjectAgreements(f.empty),
		urls.Files("conventions", f.agreement), urls.Thread("conventions", f.agreement), urls.GuidePage("conventions"),
		urls.Activities(), urls.ActivitiesOf(url.Values{"tri": {"type"}, "acces": {"moteur"}}), urls.ActivitiesOf(url.Values{"texte": {"introuvable"}}), urls.ActivitiesPrint(nil),
		urls.Activity(f.activity), urls.Activity(f.taken), urls.Activity(f.wideActivity), urls.ActivityPrint(f.activity), urls.ActivityPrint(f.wideActivity), urls.ActivityHistory(f.activity),
		urls.ActivityTakeUp(f.activity), urls.ProjectActivities(f.jea), urls.ProjectActivities(f.archived), urls.ProjectActivities(f.idea), urls.ProjectActivitiesOf(f.jea, url.Values{"manque": {"duree"}}),
		urls.ProjectActivitiesPrint(f.jea, nil), urls.NewActivity(f.jea), urls.ActivityEdit(f.activity), urls.Files("activites", f.activity), urls.Thread("activites", f.activity), urls.GuidePage("activites"), urls.Slots(), urls.SlotsOf(url.Values{"mois": {"2025-06"}}), urls.SlotsPrint(url.Values{"mois": {"2025-06"}}), urls.ProjectGrid(f.jea), urls.ProjectGrid(f.empty), urls.ProjectGridPrint(f.jea, url.Values{"jour": {"2025-06-13"}}), urls.ProjectSlots(f.jea),
		urls.ProjectSlotsOf(f.jea, url.Values{"texte": {"introuvable"}}), urls.ProjectSlotsPrint(f.jea, nil), urls.ProjectConflicts(f.jea), urls.ProjectConflicts(f.empty), urls.NewSlot(f.jea, nil), urls.Slot(f.slot), urls.Slot(f.wideSlot),
		urls.ProjectStaff(f.jea), urls.ProjectStaff(f.empty), urls.ProjectStaff(f.archived), urls.ProjectStaffOf(f.jea, url.Values{"jour": {"2025-06-13"}, "besoin": {strconv.FormatInt(f.need, 10)}}), urls.ProjectStaffOf(f.jea, url.Values{"jour": {"tous"}}),
		urls.SlotNeed(f.need), urls.SlotNeed(f.wideNeed), urls.StaffTell(f.jea), urls.StaffSheets(f.jea, url.Values{"jour": {"2025-06-13"}}), urls.StaffPlaces(f.jea, nil), urls.StaffSigning(f.jea, url.Values{"jour": {"2025-06-13"}}), urls.MySlots(), urls.MySlotsPrint(), urls.GuidePage("postes"),
		urls.SlotHistory(f.slot), urls.NewGroup(f.slot), urls.Group(f.group), urls.Files("seances", f.slot), urls.Thread("seances", f.slot), urls.GuidePage("seances"), urls.ProjectEdition(f.jea), urls.ProjectEdition(f.empty), urls.ProjectEdition(f.wide), urls.ProjectEditionPrint(f.jea), urls.ProjectEditionPrint(f.empty), urls.GuidePage("edition-suivante"),
		urls.ProjectPartners(f.twinning), urls.ProjectPartners(f.empty), urls.ProjectPartners(f.archived), urls.ProjectPartnerList(f.twinning), urls.ProjectPartnerList(f.empty),
		urls.ProjectPartnerMap(f.twinning), urls.ProjectPartnerMap(f.empty), urls.ProjectPartnerMap(f.archived), urls.ProjectPartnersPrint(f.twinning), urls.CallSheet(f.twinning), urls.CallSheetOf(f.twinning, f.partner), urls.Partner(f.partner), urls.PartnerDelete(f.partner),
		urls.Spot(f.twinning), urls.NewProjectPartner(f.twinning))
	saturday := url.Values{"jour": {"2025-06-14"}}
	list = add(list, all,
		urls.Equipment(), urls.EquipmentOf(url.Values{"tri": {"rangement"}, "etat": {"abime"}}), urls.EquipmentOf(url.Values{"texte": {"introuvable"}}), urls.EquipmentPrint(nil), urls.EquipmentShortages(), urls.EquipmentDay(saturday),
		urls.EquipmentDay(url.Values{"jour": {"2031-01-01"}}), urls.EquipmentItem(f.thing), urls.EquipmentItem(f.wideThing), urls.EquipmentHistory(f.thing), urls.EquipmentSets(), urls.EquipmentSet(f.lot), urls.EquipmentSet(f.wideLot), urls.EquipmentSetHistory(f.lot),
		urls.Files("materiel", f.thing), urls.Thread("materiel", f.thing), urls.ProjectEquipment(f.jea), urls.ProjectEquipment(f.empty), urls.ProjectEquipment(f.archived), urls.ProjectLoadingOf(f.jea, url.Values{"jour": {"2025-06-13"}}), urls.ProjectLoadingOf(f.jea, saturday), urls.ProjectLoading(f.empty),
		urls.ProjectLoadingPrint(f.jea, url.Values{"jour": {"2025-06-13"}}), urls.NewBooking(f.jea, nil), urls.NewBooking(f.jea, url.Values{"lot": {id(f.lot)}}), urls.Booking(f.booking), urls.Booking(f.wideBooking), urls.BookingEdit(f.booking), urls.BookingEdit(f.wideBooking),
		urls.BookingHistory(f.booking), urls.BookingReturn(f.bookingLine), urls.SlotEquipment(f.slot), urls.SlotEquipment(f.wideSlot), urls.GuidePage("materiel"),
		urls.ProjectOutings(f.jea), urls.ProjectOutings(f.empty), urls.ProjectOutings(f.archived), urls.NewOuting(f.jea), urls.Outing(f.outing), urls.Outing(f.wideOuting), urls.OutingEdit(f.outing), urls.OutingEdit(f.wideOuting), urls.OutingHistory(f.outing),
		urls.OutingPrint(f.outing), urls.OutingPrint(f.wideOuting), urls.GuidePage("hors-les-murs"))
	list = add(list, all, urls.ProjectCollections(f.jea), urls.ProjectCollections(f.empty), urls.ProjectCollections(f.archived), urls.Collection(f.collection), urls.Collection(f.wideCollection), urls.CollectionHistory(f.collection),
		urls.CollectionPoster(f.collection, nil), urls.CollectionPoster(f.wideCollection, url.Values{"par": {"4"}}), urls.CollectionPaper(f.collection, nil), urls.CollectionPaper(f.easyCollection, nil), urls.CollectionPaper(f.collection, url.Values{"langue": {"en"}}),
		urls.CollectionEntry(f.collection, nil), urls.CollectionEntry(f.easyCollection, nil), urls.CollectionInterview(f.collection), urls.CollectionInterview(f.easyCollection), urls.ProjectObservations(f.jea), urls.ProjectObservations(f.empty), urls.ProjectObservations(f.archived),
		urls.SlotObserve(f.slot, nil), urls.SlotObserve(f.wideSlot, nil), urls.Observation(f.observation), urls.GuidePage("recueillir"))
	list = add(list, staff, urls.NewCollection(f.jea), urls.CollectionEdit(f.collection), urls.CollectionEdit(f.wideCollection))
	easy := url.Values{"version": {"1"}, "ecran": {"tablette"}}
	list = add(list, all,
		urls.Forms(), urls.FormsOf(url.Values{"tri": {"publication"}, "etat": {"publies"}}), urls.FormsOf(url.Values{"texte": {"introuvable"}}), urls.NewForm(), urls.FormImport(), urls.Bank(), urls.BankQuestion(f.banked), urls.BankHistory(f.banked),
		urls.Form(f.form), urls.Form(f.wideForm), urls.FormEdit(f.form), urls.FormEdit(f.wideForm), urls.FormHistory(f.form), urls.NewQuestion(f.form, ""), urls.Question(f.form, f.formKey), urls.QuestionKeys(f.form, f.formKey), urls.Question(f.wideForm, f.wideKey),
		urls.QuestionCondition(f.form, f.formKey), urls.QuestionConditionOn(f.form, f.formKey, f.formBefore), urls.QuestionConditionOn(f.form, f.formKey, question.OfProject), urls.FormBank(f.form, ""), urls.FormVersion(f.form, 1),
		urls.FormPreview(f.form, nil), urls.FormPreview(f.form, easy), urls.FormPreview(f.wideForm, nil), urls.FormPaper(f.form, nil), urls.FormPaper(f.wideForm, nil), urls.GuidePage("questionnaires"))
	list = add(list, staff, urls.FormPublish(f.form), urls.FormPublish(f.wideForm), urls.FormDelete(f.wideForm))
	list = add(list, all,
		urls.Organisations(), urls.OrganisationsOf(url.Values{"texte": {"introuvable"}}), urls.OrganisationsOf(url.Values{"type": {string(partner.Relays)}, "tri": {"dernier_contact"}, "silence": {"etiquettes"}}),
		urls.OrganisationsPrint(nil), urls.OrganisationLabels(nil), urls.NewOrganisation(), urls.Tags(), urls.Organisation(f.organisation), urls.Organisation(f.alike), urls.Organisation(f.wideOrganisation),
		urls.OrganisationEdit(f.organisation), urls.OrganisationEdit(f.wideOrganisation), urls.OrganisationHistory(f.organisation), urls.Files("structures", f.organisation), urls.Thread("structures", f.organisation),
		urls.Contacts(), urls.ContactsOf(url.Values{"texte": {"introuvable"}}), urls.ContactsPrint(nil), urls.NewContact(nil), urls.NewContact(url.Values{"structure": {id(f.organisation)}}), urls.Contact(f.contact), urls.Contact(f.wideContact),
		urls.ContactEdit(f.contact), urls.ContactHistory(f.contact), urls.Posts(f.contact), urls.Post(f.post),
		urls.NewExchange(nil), urls.NewExchange(url.Values{"structure": {id(f.organisation)}, "projet": {id(f.twinning)}}), urls.NewExchange(url.Values{"structure": {id(f.wideOrganisation)}}), urls.Exchange(f.exchange), urls.Exchange(f.wideExchange))
	list = add(list, all,
		urls.Logistics(f.jea), urls.LogisticsOf(f.jea, url.Values{"vue": {"manque"}}), urls.Logistics(f.empty), urls.Logistics(f.archived), urls.LogisticsPrint(f.jea, nil), urls.LogisticsPrint(f.jea, url.Values{"forme": {"sommaire"}}), urls.UsualPieces(f.jea, nil),
		urls.UsualPieces(f.jea, url.Values{"q-musique": {"oui"}, "q-batiment": {"oui"}}), urls.NewPiece(f.jea), urls.Piece(f.piece), urls.Piece(f.widePiece), urls.PieceEdit(f.piece), urls.PieceEdit(f.widePiece), urls.PieceHistory(f.piece), urls.PieceDelete(f.piece), urls.PieceRemind(f.piece), urls.PieceRemind(f.widePiece),
		urls.Deliveries(f.jea), urls.Deliveries(f.empty), urls.DeliveriesPrint(f.jea), urls.NewDelivery(f.jea), urls.Delivery(f.delivery), urls.Delivery(f.wideDelivery), urls.DeliveryEdit(f.delivery), urls.DeliveryEdit(f.wideDelivery), urls.DeliveryHistory(f.delivery), urls.DeliveryDelete(f.delivery),
		urls.Files("pieces", f.piece), urls.Thread("pieces", f.piece), urls.Files("livraisons", f.delivery), urls.GuidePage("dossier"))
	list = add(list, staff, urls.FileEntries())
	list = add(list, chief, urls.NewFileEntry(), urls.FileEntry(f.fileEntry), urls.FileEntryHistory(f.fileEntry), urls.FileEntryDelete(f.fileEntry))
	list = add(list, all, urls.Days(), urls.Day(f.jea, theDay), urls.Day(f.empty, 0), urls.DayCounts(f.jea, theDay), urls.DayCount(f.jea, f.slot, theDay), urls.DayCount(f.jea, f.wideSlot, theDay), urls.DayNotes(f.jea, theDay, nil), urls.DayNotes(f.empty, theDay, nil),
		urls.DayLists(f.jea, theDay), urls.DayLists(f.empty, theDay), urls.DayCalls(f.jea, theDay), urls.DayCalls(f.empty, theDay), urls.DayOuting(f.jea, f.outing, theDay), urls.DayOuting(f.jea, f.wideOuting, theDay), urls.DayAccount(f.jea, theDay), urls.DayAccount(f.empty, theDay),
		urls.DayEntry(f.entry), urls.DayEntry(f.wideEntry), urls.DayEntryEdit(f.entry), urls.DayEntryHistory(f.entry), urls.Files("main-courante", f.entry), urls.Thread("main-courante", f.entry), urls.GuidePage("jour-j"))
	list = add(list, all, urls.AllResults(), urls.FormResults(f.answered, nil), urls.FormResults(f.wideAnswered, nil), urls.FormResults(f.answered, url.Values{"langue": {"en"}, "recueil": {"paper"}, "projet": {id(f.jea)}}), urls.FormResults(f.answered, url.Values{"evenement": {"9999"}}),
		urls.FormVerbatims(f.answered, nil), urls.FormVerbatims(f.wideAnswered, nil), urls.FormVerbatims(f.answered, url.Values{"texte": {"dinosaure"}}), urls.FormResponses(f.answered, nil), urls.FormResponses(f.wideAnswered, nil), urls.FormResponses(f.answered, url.Values{"cote": {"1"}}),
		urls.FormResponse(f.answered, f.response), urls.FormResponse(f.answered, f.response+1), urls.FormCompare(f.answered, nil), urls.FormCompare(f.wideAnswered, nil), urls.FormCompare(f.answered, url.Values{"projet": {id(f.jea)}, "projet2": {id(f.jea)}}),
		urls.ResultTask(f.answered, url.Values{"question": {"grille"}}), urls.GuidePage("petits-nombres"), urls.GuidePage("resultats"), urls.GuidePage("missions"))
	list = add(list, staff, urls.DayEntryEdit(f.wideEntry))
	last := url.Values{"annee": {"2024"}}
	list = add(list, all, urls.Attendance(nil), urls.Attendance(last), urls.Attendance(url.Values{"annee": {"toutes"}, "tri": {"presents"}, "sens": {"decroissant"}}), urls.Attendance(url.Values{"annee": {"2030"}}), urls.AttendancePrint(last), urls.AttendanceYear(nil), urls.AttendanceYear(last),
		urls.ProjectAttendance(f.jea, nil), urls.ProjectAttendance(f.empty, nil), urls.ProjectAttendance(f.archived, nil), urls.ProjectAttendancePrint(f.jea, nil), urls.ProjectAttendancePrint(f.empty, nil),
		urls.SlotAttendance(f.slot), urls.SlotAttendance(f.wideSlot), urls.GuidePage("frequentation"))
	list = add(list, staff, urls.ProjectDoors(f.jea), urls.ProjectDoors(f.archived), urls.ProjectDoors(f.empty), urls.NewDoor(f.jea, f.slot), urls.AttendanceImport())
	list = add(list, chief, urls.DayEntryDelete(f.entry), urls.Audiences(), urls.NewAudience(), urls.Audience(f.audience), urls.AudiencesHistory())
	list = append(list, page{path: urls.DayEntry(f.goneEntry), seen: chief, hidden: true})
	list = add(list, staff, urls.ExchangeEdit(f.exchange), urls.ExchangeEdit(f.wideExchange))
	list = add(list, all, // her own for the intern
		urls.ListOf(f.story.people[intern].ID), urls.ListOf(f.story.people[intern].ID)+"?horizon=tout", urls.ListPrintOf(f.story.people[intern].ID))
	list = add(list, staff,
		urls.ListOf(f.story.people[newcomer].ID), urls.ListPrintOf(f.story.people[team].ID),
		urls.ProjectLinks(f.jea), urls.ProjectLinks(f.wide), urls.ProjectLinks(f.archived), urls.ProjectLinks(f.empty),
		urls.NewTerritory(), urls.NewTown(), urls.NewDistrictIn(f.town), urls.TerritoryEdit(f.town), urls.TerritoryEdit(f.district), urls.TerritoriesImport(),
		urls.Spot(f.empty), urls.SpotOf(f.empty, url.Values{"cherche": {"oui"}, "tout": {"oui"}}), urls.NewProjectPartner(f.empty),
		urls.NewModel(), urls.WordModel(), urls.ModelEdit(f.model), urls.ModelDelete(f.model),
		urls.NewDocument(0, nil), urls.FillDocument(0, url.Values{"modele": {strconv.FormatInt(f.model, 10)}}),
		urls.NewDocument(f.wide, nil), urls.FillDocument(f.wide, url.Values{"modele": {strconv.FormatInt(f.model, 10)}}),
		urls.NewOutsider(), urls.OutsiderLinks(f.wideOutsider), urls.OutsiderEdit(f.outsider), urls.OutsiderEdit(f.wideOutsider), urls.Skill(f.skill),
		urls.NewEquipment(), urls.EquipmentEdit(f.thing), urls.EquipmentImport(), urls.NewEquipmentSet(), urls.EquipmentSetEdit(f.wideLot),
		urls.NewSpace(), urls.SpaceEdit(f.space), urls.SpacesImport(), urls.PlanImport(f.jea), urls.NewAgreement(nil), urls.AgreementEdit(f.agreement), urls.AgreementEdit(f.wideAgreement), urls.NewActivity(f.empty), urls.ActivitiesImport(f.jea), urls.SlotsImport(f.jea), urls.ActivityEdit(f.wideActivity), urls.SlotEdit(f.wideSlot), urls.SlotEdit(f.slot), urls.SlotRepeat(f.slot), urls.NewSlot(f.empty, nil), urls.SlotNeeds(f.slot), urls.SlotNeeds(f.wideSlot),
		urls.BringImport("structures", 0), urls.Duplicates(), urls.MergeWith(f.organisation, nil), urls.MergeWith(f.organisation, url.Values{"texte": {"mission"}}), urls.Merge(f.organisation, f.alike), urls.MergeContacts(f.contact, f.other),
		urls.NewEvent(), urls.EventEdit(f.museum), urls.NewProject(), urls.NewProjectFor(f.museum), urls.ProjectEdit(f.jea), urls.ProjectEdit(f.undated),
		urls.TaskEdit(f.wideTask), urls.TaskLine(f.wideTask), urls.TaskDelete(f.wideTask), urls.NewTask(f.empty), urls.QuickAdd(f.empty), urls.QuickAddBelow(f.wide, f.wideTask), urls.ApplyTemplate(f.jea), urls.ApplyTemplate(f.empty), chosen, chosen+"&oui_buvette=1")
	list = add(list, staff, urls.NextEdition(f.project("Trois jours d’archéologie au musée, 2024")), urls.NextEditionOf(f.project("Trois jours d’archéologie au musée, 2024"), url.Values{"debut": {"14/06/2025"}, "fin": {"15/06/2025"}, "titre": {"JEA 2026"}}))
	list = add(list, chief,
		urls.OutsiderDelete(f.outsider), urls.SkillDelete(f.skill), urls.PrivacyOutsider(f.outsider), urls.Retention("vacataires"), urls.PurgeOf("vacataires"),
		urls.EquipmentDelete(f.thing), urls.EquipmentSetDelete(f.lot),
		urls.SpaceDelete(f.space), urls.TerritoryDelete(f.district), urls.EventDelete(f.museum), urls.EventDelete(f.event("Journées européennes du patrimoine")),
		urls.AgreementDelete(f.agreement), urls.ActivityDelete(f.activity), urls.SlotDelete(f.slot), urls.OrganisationDelete(f.organisation), urls.ContactDelete(f.contact),
		urls.ProjectArchive(f.idea), urls.ProjectDelete(f.jea),
		urls.Settings(), urls.AllLinks(), urls.Messages(), urls.Privacy(), urls.PrivacyRegister(), urls.PrivacyHistory(), urls.PrivacyContact(f.contact), urls.Retention("contacts"), urls.PurgeOf("contacts"), urls.PrivacyPerson(f.left), urls.Team(), urls.NewMember(), urls.Member(member), urls.Member(f.left), urls.Member(f.story.people[head].ID),
		urls.MemberPassword(member), urls.MemberDisable(member), urls.MemberHistory(f.left), urls.MemberHistory(member),
		urls.MemberErase(f.left), urls.MemberErase(member), urls.BringImport("fermetures", 0), urls.BringImport("personnes", 0))
	list = add(list, chief, urls.TextEdit(f.said))
	list = add(list, []string{intern}, urls.TextEdit(f.internsSaid))
	for _, path := range []string{urls.Import(f.waiting), urls.ImportRows(f.waiting, "tout", 3), urls.ImportRows(f.waiting, "cote", 1), urls.Import(f.ready), urls.Import(f.imported), urls.Import(f.asked)} {
		list = append(list, page{path: path, seen: chief, hidden: true})
	}
	return append(list,
		page{path: urls.Import(f.brought), seen: []string{team}, hidden: true},
		page{path: urls.OwnTask(f.own), seen: chief, hidden: true},
		page{path: urls.OwnDelete(f.own), seen: chief, hidden: true},
		page{path: urls.OwnTask(f.internsOwn), seen: []string{head, intern}, hidden: true},
		page{path: urls.Piece(f.gonePiece), seen: all, hidden: true},
		page{path: urls.Space(f.goneSpace), seen: chief, hidden: true},
		page{path: urls.EquipmentItem(f.goneThing), seen: chief, hidden: true},
		page{path: urls.Booking(f.goneBooking), seen: all, hidden: true},
		page{path: urls.Outing(f.goneOuting), seen: all, hidden: true},
		page{path: urls.Collection(f.goneCollection), seen: staff, hidden: true},
		page{path: urls.Form(f.goneForm), seen: staff, hidden: true},
		page{path: urls.Outsider(f.goneOutsider), seen: chief, hidden: true},
		page{path: urls.Organisation(f.goneOrganisation), seen: chief, hidden: true},
		page{path: urls.Contact(f.goneContact), seen: chief, hidden: true},
		page{path: urls.Model(f.goneModel), seen: staff, hidden: true},
		page{path: urls.Territory(f.goneTown), seen: chief, hidden: true},
		page{path: urls.Project(f.gone), seen: chief, hidden: true},
		page{path: urls.Event(f.goneEvent), seen: chief, hidden: true},
		page{path: urls.EventHistory(f.goneEvent), seen: chief, hidden: true})
}
