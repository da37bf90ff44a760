package walks_test

import (
	"cmp"
	"context"
	"net/netip"
	"net/url"
	"strconv"
	"strings"

	"github.com/jackc/pgx/v5/pgxpool"

	"parvis/internal/access"
	"parvis/internal/account"
	"parvis/internal/calendar"
	"parvis/internal/demo"
	"parvis/internal/exchange/intake"
	"parvis/internal/files"
	"parvis/internal/journal"
	"parvis/internal/link"
	"parvis/internal/outbox"
	"parvis/internal/plan"
	"parvis/internal/postgres/pgtest"
	"parvis/internal/programme"
	"parvis/internal/rooms"
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
