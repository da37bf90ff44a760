package walks_test

import (
	"bytes"
	"cmp"
	"context"
	"net/netip"
	"net/url"
	"os"
	"strconv"
	"strings"

	"github.com/jackc/pgx/v5/pgxpool"

	"parvis/internal/access"
	"parvis/internal/account"
	"parvis/internal/activity"
	"parvis/internal/attendance"
	"parvis/internal/calendar"
	"parvis/internal/crew"
	"parvis/internal/daybook"
	"parvis/internal/demo"
	"parvis/internal/document"
	"parvis/internal/equipment"
	"parvis/internal/exchange/docx"
	"parvis/internal/exchange/intake"
	"parvis/internal/files"
	"parvis/internal/journal"
	"parvis/internal/link"
	"parvis/internal/logistics"
	"parvis/internal/outbox"
	"parvis/internal/outing"
	"parvis/internal/partner"
	"parvis/internal/plan"
	"parvis/internal/postgres/pgtest"
	"parvis/internal/programme"
	"parvis/internal/response"
	"parvis/internal/results"
	"parvis/internal/rooms"
	"parvis/internal/slot"
	"parvis/internal/survey"
	"parvis/internal/survey/question"
	"parvis/web/serve"
	"parvis/web/urls"
)

var (
	// service is the demonstration with something in each state that offers acts of its own: thrown away, archived,
	// disabled, away.
	service = pgtest.Filled(furnish)
	// starts are the pages of that service where the walk begins.
	starts []string
)

func furnish(ctx context.Context, db *pgxpool.Pool) (failed error) {
	must := func(err error) { failed = cmp.Or(failed, err) }
	h := rooms.ForTests(db)
	must(demo.Fill(ctx, h))
	member, err := h.Accounts.LogIn(ctx, headEmail, demo.Password, netip.MustParseAddr("192.0.2.1"), demo.Day.Time())
	must(err)
	claire := member.On(demo.Day)
	gone, err := h.Accounts.Add(ctx, claire, account.Identity{Name: "Paul Parti", Email: "parti@parvis.test", Role: access.Team}, serve.NewKey())
	must(err)
	must(h.Accounts.Disable(ctx, claire, gone.Person.ID))
	invited, _, err := h.Accounts.Invite(ctx, claire, account.Identity{Name: "Nora Neuve", Email: "neuve@parvis.test", Role: access.Team}, serve.NewKey())
	must(err)
	must(outbox.Queue(ctx, db, outbox.Letter{Kind: outbox.Notices, PersonID: claire.ID, Period: "essai", At: claire.At}))
	letters, err := outbox.Lease(ctx, db, claire.At, 2)
	must(err)
	for _, l := range letters {
		must(outbox.Fail(ctx, db, l, outbox.Refused, 550, claire.At))
	}
	project := func(title string) int64 {
		id, err := h.Programme.Create(ctx, claire, serve.NewKey(), programme.ProjectDraft{Kind: programme.OffSite, Title: title, PilotID: claire.ID,
			First: demo.Day.AddDays(90), Last: demo.Day.AddDays(90)})
		must(err)
		return id
	}
	empty, archived := project("Visite sans une seule tâche"), project("Un projet archivé")
	sheet, err := h.Programme.Project(ctx, claire, archived)
	must(err)
	must(h.Programme.Archive(ctx, claire, archived, sheet.Version))
	must(h.Programme.Delete(ctx, claire, project("Un projet supprimé")))
	task, err := h.Plans.CreateTask(ctx, claire, empty, plan.Draft{Title: "Réserver le car", Category: plan.Logistics, Duration: 1}, serve.NewKey())
	must(err)
	item, err := h.Plans.AddItem(ctx, claire, task, "Demander un devis", serve.NewKey())
	must(err)
	must(h.Plans.RemoveItem(ctx, claire, task, item))
	_, err = h.Threads.Write(ctx, claire, journal.Task, task, serve.NewKey(), "Le car part à neuf heures.")
	must(err)
	file, err := h.Files.Receive(ctx, "Devis.txt", strings.NewReader("Un car, deux chauffeurs."))
	if must(err); failed != nil {
		return failed
	}
	defer file.Close()
	_, err = h.Files.Add(ctx, claire, journal.Task, task, serve.NewKey(), false, []*files.Arrived{file})
	must(err)
	invoice, err := h.Files.Receive(ctx, "Facture.txt", strings.NewReader("Un car\u00a0: 900\u00a0€."))
	if must(err); failed != nil {
		return failed
	}
	defer invoice.Close()
	_, err = h.Files.Add(ctx, claire, journal.Task, task, serve.NewKey(), true, []*files.Arrived{invoice})
	must(err)
	_, err = h.Plans.AddItem(ctx, claire, task, "Comparer les devis", serve.NewKey())
	must(err)
	_, err = h.Calendar.AddLeave(ctx, claire, calendar.Leave{PersonID: claire.ID, First: demo.Day.AddDays(30), Last: demo.Day.AddDays(31)}, serve.NewKey())
	must(err)
	own, err := h.Plans.AddOwn(ctx, claire, plan.OwnDraft{Title: "Rendre les clés"}, serve.NewKey())
	must(err)
	_, err = h.Plans.CreateTask(ctx, claire, empty, plan.Draft{Title: "Réserver le déjeuner", Category: plan.Logistics, Duration: 1}, serve.NewKey())
	must(err)
	last, err := h.Plans.CreateTask(ctx, claire, empty, plan.Draft{Title: "Prévenir l’accueil", Category: plan.Logistics, Duration: 1}, serve.NewKey())
	must(err)
	_, err = h.Links.ShareProject(ctx, claire, empty, "", link.Draft{Purpose: link.Plan, Label: "Transporteur"})
	must(err)
	ended, err := h.Links.FeedOfMine(ctx, claire, "", "Ancien téléphone")
	must(err)
	_, err = h.Links.End(ctx, claire, ended.ID)
	must(err)
	bring := func(data string) int64 {
		id, err := h.Imports.Bring(ctx, claire, "espaces", 0, "espaces.csv", []byte(data), "fichier", "")
		must(err)
		return id
	}
	run := func(id int64) (act string) {
		seen, err := h.Imports.Look(ctx, claire, id)
		must(err)
		over, err := h.Imports.Run(account.Gesture(ctx), claire, id, seen.Seen)
		if must(err); err == nil {
			<-over
		}
		seen, err = h.Imports.Look(ctx, claire, id)
		must(err)
		return seen.Act
	}
	waiting, ready, done, undone := bring("Nom;Capacité assise\nHall des envois;douze\n"), bring("Nom\nCour des envois\n"), bring("Nom\nPorche\n"), bring("Nom\nLoge\n")
	must(h.Imports.Decide(ctx, claire, waiting, 1, intake.Choices{Columns: map[int]string{1: "nom"}}))
	must(h.Imports.Decide(ctx, claire, ready, 1, intake.Choices{Columns: map[int]string{1: "nom"}}))
	unread := bring("Nom\nCaf\xe9 des envois\n")
	must(h.Imports.Decide(ctx, claire, unread, 1, intake.Choices{Encoding: "UTF-8"}))
	run(done)
	_, err = h.Undo.Undo(account.Gesture(ctx), claire, run(undone))
	must(err)
	templates, err := h.Plans.Templates(ctx, claire, "")
	if must(err); failed != nil {
		return failed
	}
	pages, err := directory(ctx, h, claire)
	must(err)
	groups, err := seats(ctx, h, claire, empty)
	must(err)
	filed, err := papers(ctx, h, claire, empty)
	must(err)
	asked, err := asks(ctx, h, claire, empty)
	must(err)
	filed = append(filed, asked...)
	starts = append(append(append(pages, groups...), filed...), urls.Home(), urls.Task(task), urls.TaskLine(task), urls.Task(last), urls.OwnTask(own), urls.ChooseTemplate(empty, templates[0].ID), urls.QuickAdd(empty), urls.TogetherOf(empty, task), urls.Member(gone.Person.ID), urls.PrivacyPerson(gone.Person.ID), urls.Member(invited.ID), urls.Messages(), urls.Project(archived), urls.NextEditionOf(archived, url.Values{"debut": {"14/06/2026"}, "titre": {"Un projet qui revient"}, "pilote": {strconv.FormatInt(claire.ID, 10)}}), urls.Trash(), urls.MyAbsences(), urls.Calendar(), urls.Team(), urls.ProjectLinks(empty), urls.MyFeeds(), urls.Import(waiting), urls.Import(ready), urls.Import(done), urls.Import(undone), urls.Import(unread))
	return failed
}

// seats adds a slot with a group that comes and one that waits though there are places for it, and gives the pages that offer acts of theirs.
func seats(ctx context.Context, h rooms.Rooms, claire account.By, project int64) ([]string, error) {
	visit, err := h.Activities.Create(ctx, claire, "", project, activity.Draft{Kind: activity.Visit, Title: "Visite du car"})
	if err != nil {
		return nil, err
	}
	id, _, err := h.Slots.Create(ctx, claire, "", project, slot.Draft{ActivityID: visit, Times: slot.Times{Day: demo.Day.AddDays(90), From: 600, To: 660}, Capacity: 30}, false)
	if err != nil {
		return nil, err
	}
	group, err := h.Slots.Register(ctx, claire, "", id, slot.Group{Name: "CE2 B", People: 12}, false)
	if err != nil {
		return nil, err
	}
	_, err = h.Slots.Register(ctx, claire, "", id, slot.Group{Name: "Famille", People: 4}, true)
	if err != nil {
		return nil, err
	}
	if err := h.Staff.SetNeeds(ctx, claire, id, 0, "2 accueils; 1 guide"); err != nil {
		return nil, err
	}
	s, err := h.Staff.OfSlot(ctx, claire, id)
	if err != nil {
		return nil, err
	}
	if _, err = h.Staff.Give(ctx, claire, s.Needs[0].ID, crew.OfPerson(claire.ID), true); err != nil {
		return nil, err
	}
	lent, err := lend(ctx, h, claire, project, id)
	if err != nil {
		return nil, err
	}
	at, err := theDay(ctx, h, claire, project, id)
	if err != nil {
		return nil, err
	}
	gathered, err := gathers(ctx, h, claire, project, id)
	if err != nil {
		return nil, err
	}
	lent = append(lent, gathered...)
	read, err := answers(ctx, h, claire, project)
	return append(append(append(lent, at...), read...), urls.Slot(id), urls.Group(group), urls.SlotNeeds(id), urls.SlotNeed(s.Needs[0].ID), urls.ProjectStaff(project), urls.StaffTell(project), urls.MySlots()), err
}

// lend books something for a slot and something by hand, and gives the pages that offer acts of theirs.
func lend(ctx context.Context, h rooms.Rooms, claire account.By, project, at int64) ([]string, error) {
	thing, err := h.Equipment.Create(ctx, claire, "", equipment.Draft{Name: "Tabouret des envois", Category: equipment.Furniture, Quantity: 40, Active: true})
	if err != nil {
		return nil, err
	}
	set, err := h.Equipment.CreateSet(ctx, claire, "", equipment.SetDraft{Name: "Lot des envois", What: "2 tabourets des envois"})
	if err != nil {
		return nil, err
	}
	if _, err := h.Equipment.SetSlot(ctx, claire, at, 1, "3 tabourets des envois", false); err != nil {
		return nil, err
	}
	day := demo.Day.AddDays(90)
	booked, _, err := h.Equipment.Book(ctx, claire, "", project, equipment.BookingDraft{Purpose: "Montage des envois", First: day, From: 480, Last: day, To: 1080, What: "4 tabourets des envois"}, false)
	if err != nil {
		return nil, err
	}
	b, err := h.Equipment.Booking(ctx, claire, booked)
	if err != nil {
		return nil, err
	}
	out, err := h.Outings.Create(ctx, claire, "", project, outing.Draft{Title: "Au centre des envois", Permit: outing.ToAsk})
	if err != nil {
		return nil, err
	}
	return []string{urls.ProjectOutings(project), urls.NewOuting(project), urls.Outing(out), urls.Equipment(), urls.EquipmentItem(thing), urls.EquipmentSet(set), urls.SlotEquipment(at), urls.Booking(booked), urls.BookingReturn(b.Lines[0].ID), urls.ProjectEquipment(project),
		urls.ProjectLoadingOf(project, url.Values{"jour": {day.String()}})}, nil
}

// asks builds a form that was published, and gives the pages that offer acts of it.
func asks(ctx context.Context, h rooms.Rooms, claire account.By, project int64) ([]string, error) {
	ready, _ := survey.ReadyForm("tout-public")
	s := survey.SettingsOf(ready.Form, survey.Visitors)
	s.ProjectID = project
	id, err := h.Surveys.Create(ctx, claire, "", s, ready.Form.Questions)
	if err != nil {
		return nil, err
	}
	sheet, err := h.Surveys.Form(ctx, claire, id)
	if err != nil {
		return nil, err
	}
	if _, err := h.Surveys.Publish(ctx, claire, id, sheet.Seen()); err != nil {
		return nil, err
	}
	first := sheet.Draft.Questions[1].Key
	key, err := h.Surveys.Add(ctx, claire, "", id, first, survey.QuestionDraft{Kind: question.Single, Label: question.FR("Une question des envois"), Options: "Oui\nNon"})
	if err != nil {
		return nil, err
	}
	bank, err := h.Surveys.Bank(ctx, claire)
	if err != nil {
		return nil, err
	}
	draft, err := h.Surveys.Create(ctx, claire, "", survey.Settings{Purpose: survey.Team, Layout: question.Paged, Title: question.FR("Un brouillon des envois")}, nil)
	if err != nil {
		return nil, err
	}
	list := []string{urls.Forms(), urls.NewForm(), urls.FormImport(), urls.Form(id), urls.FormEdit(id), urls.NewQuestion(id, first), urls.Question(id, key), urls.QuestionCondition(id, key), urls.QuestionConditionOn(id, key, first), urls.FormBank(draft, ""),
		urls.FormPublish(id), urls.FormVersion(id, 1), urls.FormDelete(draft)}
	if len(bank) > 0 {
		list = append(list, urls.BankQuestion(bank[0].ID))
	}
	return list, nil
}

// papers adds a piece and a delivery to a project, and gives the pages that offer acts of theirs, with the one by which the piece is dropped.
func papers(ctx context.Context, h rooms.Rooms, claire account.By, project int64) ([]string, error) {
	piece, err := h.Logistics.Create(ctx, claire, "", project, logistics.Draft{Title: "Devis du car", Kind: logistics.Quote, Part: logistics.Transport, Direction: logistics.Obtain})
	if err != nil {
		return nil, err
	}
	delivery, err := h.Logistics.CreateDelivery(ctx, claire, "", project, logistics.DeliveryDraft{Title: "Pique-niques", State: logistics.Expected})
	if err != nil {
		return nil, err
	}
	entries, err := h.Logistics.Entries(ctx, claire)
	if err != nil {
		return nil, err
	}
	made, err := h.Links.ShareDeposit(ctx, claire, piece, "", "Cars Exemple", demo.Day.AddDays(60))
	return []string{urls.Logistics(project), urls.Piece(piece), urls.PieceRemind(piece), urls.Deliveries(project), urls.Delivery(delivery), urls.UsualPieces(project, nil), urls.NewPiece(project), urls.NewDelivery(project),
		urls.FileEntries(), urls.NewFileEntry(), urls.FileEntry(entries[0].ID), urls.Deposit(made.Token)}, err
}

// theDay notes an incident of the slot, and counts at it.
func theDay(ctx context.Context, h rooms.Rooms, claire account.By, project, id int64) ([]string, error) {
	day := demo.Day.AddDays(90)
	entry, err := h.Daybook.Note(ctx, claire, serve.NewKey(), project, day, claire.At, daybook.Draft{Kind: daybook.Incident, Slot: id, Body: "Un car est en panne"})
	if err != nil {
		return nil, err
	}
	_, err = h.Attendance.Add(ctx, claire, attendance.Tap{Key: serve.NewKey(), Slot: id, Audience: 1, Measure: attendance.Present, N: 3, At: claire.At})
	return []string{urls.Day(project, day), urls.DayCount(project, id, day), urls.DayNotes(project, day, nil), urls.DayLists(project, day), urls.DayCalls(project, day), urls.DayEntry(entry), urls.DayEntryEdit(entry), urls.DayEntryDelete(entry), urls.Audiences(), urls.NewAudience(), urls.Audience(1),
		urls.Attendance(nil), urls.ProjectAttendance(project, nil), urls.SlotAttendance(id), urls.ProjectDoors(project), urls.NewDoor(project, id)}, err
}

// gathers asks a form of the project, and one that is asked no more; a grid is filled at the slot. It gives the pages that offer acts of these.
func gathers(ctx context.Context, h rooms.Rooms, claire account.By, project, id int64) ([]string, error) {
	published := func(key string, purpose survey.Purpose) (int64, error) {
		ready, _ := survey.ReadyForm(key)
		form, err := h.Surveys.Create(ctx, claire, "", survey.SettingsOf(ready.Form, purpose), ready.Form.Questions)
		if err != nil {
			return 0, err
		}
		sheet, err := h.Surveys.Form(ctx, claire, form)
		if err != nil {
			return 0, err
		}
		_, err = h.Surveys.Publish(ctx, claire, form, sheet.Seen())
		return form, err
	}
	form, err := published("tout-public", survey.Visitors)
	if err != nil {
		return nil, err
	}
	if _, err := published("observation", survey.Observation); err != nil {
		return nil, err
	}
	asked, err := h.Responses.Create(ctx, claire, "", project, response.Draft{Form: response.Ref{ID: form}, Label: "Sortie des envois"})
	if err != nil {
		return nil, err
	}
	shut, err := h.Responses.Create(ctx, claire, "", project, response.Draft{Form: response.Ref{ID: form}, Label: "Un recueil clos"})
	if err != nil {
		return nil, err
	}
	return []string{urls.NewCollection(project), urls.ProjectCollections(project), urls.Collection(asked), urls.CollectionEdit(asked), urls.CollectionEntry(asked, nil), urls.CollectionInterview(asked), urls.Collection(shut), urls.SlotObserve(id)},
		h.Responses.Close(ctx, claire, shut)
}

// answers has a form answered, and gives the pages that offer acts on what was answered: a response that is counted, and one that is set aside.
func answers(ctx context.Context, h rooms.Rooms, claire account.By, project int64) ([]string, error) {
	sql, err := os.ReadFile("../../internal/results/testdata/answers.sql")
	if err != nil {
		return nil, err
	}
	at := strconv.FormatInt(project, 10)
	if _, err := h.DB.Exec(ctx, strings.NewReplacer(":person", strconv.FormatInt(claire.ID, 10), ":project", at, ":other", at, ":slot", "NULL", ":audience", "1").Replace(string(sql))); err != nil {
		return nil, err
	}
	var form, one, text int64
	if err := h.DB.QueryRow(ctx, `SELECT r.form_id, min(r.id), (SELECT min(t.id) FROM responses_said t WHERE t.form_id = r.form_id) FROM responses r WHERE r.form_id = (SELECT max(id) FROM forms) GROUP BY r.form_id`).Scan(&form, &one, &text); err != nil {
		return nil, err
	}
	_, err = h.Results.Put(ctx, claire, form, []int64{one}, results.SetAside{Reason: results.Test})
	return []string{urls.FormResponses(form, nil), urls.FormResponse(form, one), urls.FormResponse(form, one+1), urls.ResultTask(form, url.Values{"question": {"grille"}}), urls.ResultTask(form, url.Values{"verbatim": {strconv.FormatInt(text, 10)}})}, err
}

// directory adds to the partners of the demonstration what offers acts of its own, and gives the pages that do: a pair of contacts, a list
// that is kept, a model in Word's format, a board with a card.
func directory(ctx context.Context, h rooms.Rooms, claire account.By) ([]string, error) {
	projects, err := h.Programme.List(ctx, claire, programme.Filter{Kind: programme.Twinning})
	if err != nil {
		return nil, err
	}
	twinning := projects[0].ID
	partners, err := h.Partnerships.List(ctx, claire, twinning)
	if err != nil {
		return nil, err
	}
	var contacts [3]int64
	for i := range contacts {
		if contacts[i], err = h.Partners.CreateContact(ctx, claire, "", partner.ContactDraft{FirstName: "Double", LastName: []string{"Contact", "Contact", "Autrement"}[i], Emails: []string{"double@example.org"}}, partners.Partners[0].Organisation.ID, partner.PostDraft{}); err != nil {
			return nil, err
		}
	}
	kept := url.Values{"texte": {"mission"}}
	if _, err := h.Partners.SaveList(ctx, claire, partner.SavedList{Name: "Missions", Query: kept.Encode()}); err != nil {
		return nil, err
	}
	hands, err := h.Crew.List(ctx, claire, crew.Filter{Text: "nadia"})
	if err != nil {
		return nil, err
	}
	var word bytes.Buffer
	if err := docx.Write(&word, docx.Text{Title: "Lettre", Letters: []docx.Letter{{Blocks: []docx.Block{{Kind: docx.Paragraph, Words: docx.Plain("Bonjour {{structure.nom}}")}}}}}); err != nil {
		return nil, err
	}
	model, err := h.Documents.Create(ctx, claire, "", document.Draft{Name: "Lettre en Word", Kind: "lettre", Format: "docx", File: "lettre.docx"}, word.Bytes())
	if err != nil {
		return nil, err
	}
	filled := url.Values{"modele": {strconv.FormatInt(model, 10)}, "structure": {strconv.FormatInt(partners.Partners[0].Organisation.ID, 10)}}
	return []string{urls.MergeContacts(contacts[0], contacts[1]), urls.OrganisationsOf(kept), urls.Model(model), urls.FillDocument(0, filled), urls.FillDocument(twinning, filled), urls.Partner(partners.Partners[0].ID),
		urls.PartnerDelete(partners.Partners[0].ID), urls.ProjectPartners(twinning), urls.CallSheet(twinning), urls.SpotOf(twinning, url.Values{"cherche": {"oui"}, "tout": {"oui"}}), urls.PrivacyContact(contacts[2]), urls.PrivacyOutsider(hands[0].Outsider()), urls.OutsiderLinks(hands[0].Outsider()),
		urls.PurgeOf("contacts")}, nil
}
