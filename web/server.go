// Package web is the one list of routes and the order of the middleware.
package web

import (
	"compress/gzip"
	"context"
	"errors"
	"log/slog"
	"net/http"
	"net/netip"
	"net/url"
	"time"

	"github.com/go-chi/chi/v5"
	"github.com/go-chi/chi/v5/middleware"
	"github.com/klauspost/compress/gzhttp"

	"parvis/internal/fault"
	"parvis/internal/journal"
	"parvis/internal/notice"
	"parvis/internal/postgres"
	"parvis/internal/rooms"
	"parvis/internal/staff"
	"parvis/web/accountui"
	"parvis/web/activityui"
	"parvis/web/actui"
	"parvis/web/agreementui"
	"parvis/web/answerui"
	"parvis/web/calendarui"
	"parvis/web/countui"
	"parvis/web/crewui"
	"parvis/web/dashboardui"
	"parvis/web/dayui"
	"parvis/web/documentui"
	"parvis/web/editionui"
	"parvis/web/equipmentui"
	"parvis/web/fileui"
	"parvis/web/guideui"
	"parvis/web/importui"
	"parvis/web/logisticsui"
	"parvis/web/mailui"
	"parvis/web/noticeui"
	"parvis/web/outingui"
	"parvis/web/partnerpick"
	"parvis/web/partnershipui"
	"parvis/web/partnerui"
	"parvis/web/planui"
	"parvis/web/privacyui"
	"parvis/web/programmeui"
	"parvis/web/resultui"
	"parvis/web/serve"
	"parvis/web/settingsui"
	"parvis/web/shareui"
	"parvis/web/slotui"
	"parvis/web/spaceui"
	"parvis/web/staffui"
	"parvis/web/static"
	"parvis/web/surveyui"
	"parvis/web/territoryui"
	"parvis/web/threadui"
	"parvis/web/trashui"
	"parvis/web/ui"
	"parvis/web/urls"
)

// Config is what the server needs from outside.
type Config struct {
	Clock          func() time.Time // the service's clock, in Europe/Paris
	Demo           bool             // shown in a banner
	Secure         bool             // served over https: Secure cookies and HSTS
	Origin         string           // scheme://host[:port] that people type; "" when the Host tells it
	Links          string           // scheme://host[:port] that links for people without an account begin with; "": none can be made
	TrustedProxies []netip.Prefix   // whose X-Forwarded-For is believed
	Declaration    ui.Declaration   // what the service says of its own in the accessibility declaration
	Answers        int              // that one address may give through one link in a minute; 0: answerui.AnswersAMinute
	Mail           bool             // messages leave, or are kept by the demonstration
}

// New builds the handler of the whole site.
func New(c Config, house rooms.Rooms) http.Handler {
	sessions := accountui.NewSessions(house.DB, c.Secure)
	site := &serve.Site{Sessions: sessions, Clock: c.Clock, Demo: c.Demo, Waiting: house.Notices.Waiting, Stamp: notice.Stamp, OnDuty: staff.OnDuty}
	if own, err := url.Parse(c.Origin); err == nil && c.Origin != "" {
		site.Own = own
	}

	site.MayUndo = house.Undo.Judge
	accounts := accountui.New(house.Accounts, sessions, c.TrustedProxies, c.Mail)
	calendars := calendarui.New(house.Calendar, house.Plans)
	dashboards := dashboardui.New(house.Dashboard)
	places := []ui.Place{ // where the things stand that people are told of, talk about and attach files to
		{Kind: journal.Task, Word: "taches", Label: "Tâche", Section: ui.Projects, Page: urls.Task},
		{Kind: journal.Project, Word: "projets", Label: "Projet", Section: ui.Projects, Page: urls.Project},
		{Kind: journal.Event, Word: "evenements", Label: "Événement", Section: ui.Events, Page: urls.Event},
		{Kind: journal.Organisation, Word: "structures", Label: "Structure", Section: ui.Organisations, Page: urls.Organisation},
		{Kind: journal.Activity, Word: "activites", Label: "Activité", Section: ui.Activities, Page: urls.Activity},
		{Kind: journal.Slot, Word: "seances", Label: "Séance", Section: ui.Projects, Page: urls.Slot},
		{Kind: journal.Equipment, Word: "materiel", Label: "Matériel", Section: ui.Equipment, Page: urls.EquipmentItem},
		{Kind: journal.DayEntry, Word: "main-courante", Label: "Main courante", Section: ui.DayOf, Page: urls.DayEntry},
		{Kind: journal.Agreement, Word: "conventions", Label: "Convention", Section: ui.Agreements, Page: urls.Agreement},
		{Kind: journal.Piece, Word: "pieces", Label: "Pièce de dossier", Section: ui.Projects, Page: urls.Piece},
		{Kind: journal.Delivery, Word: "livraisons", Label: "Livraison", Section: ui.Projects, Page: urls.Delivery},
	}
	attached := fileui.New(house.Files, places...)
	threads := threadui.New(house.Threads, house.Notices, attached, places...)
	notices := noticeui.New(house.Notices, c.Mail, places...)
	programmes := programmeui.New(house.Programme, house.Accounts, house.Plans, threads, house.Partnerships)
	plans := planui.New(house.Plans, threads, house.Partners)
	spaces := spaceui.New(house.Spaces)
	crews := crewui.New(house.Crew)
	pick := partnerpick.New(house.Partners)
	agreements := agreementui.New(house.Agreements, house.Programme, pick, threads)
	filing := logisticsui.New(house.Logistics, house.Plans, pick, house.Files, threads)
	plans.Asking(filing.Left)
	partners := partnerui.New(house.Partners, house.Territories, house.Programme, house.Partnerships, pick, agreements, threads)
	territories := territoryui.New(house.Territories, house.Partners, house.Partnerships)
	activities := activityui.New(house.Activities, pick, threads)
	posted := staffui.New(house.Staff, house.Crew)
	lent := equipmentui.New(house.Equipment, threads)
	slots := slotui.New(house.Slots, pick, posted, lent, threads)
	outings := outingui.New(house.Outings, pick)
	days := dayui.New(house.Daybook, house.Attendance, house.Equipment, house.Outings, house.Files, attached)
	forms := surveyui.New(house.Surveys)
	doors := dayui.NewDoors(house.Links, house.Attendance, house.Daybook, c.Secure, c.TrustedProxies)
	counts := countui.New(house.Attendance)
	answered := resultui.New(house.Results)
	plans.From(answered.Origin)
	editions := editionui.New(house.Editions, house.Accounts)
	answers := answerui.New(house.Responses, c.Links, c.TrustedProxies, c.Answers)
	days.Observing(answers.TakeGrid)
	partnerships := partnershipui.New(house.Partnerships, house.Territories, pick)
	documents := documentui.New(house.Documents, house.Partners, house.Partnerships, pick, attached)
	bins := trashui.New(house.Bins(), map[string]func(int64) string{"projets": urls.Project, "evenements": urls.Event, "taches": urls.Task, "personnelles": urls.OwnTask, "espaces": urls.Space, "territoires": urls.Territory, "messages": urls.Text,
		"fichiers":   urls.FilePlace,
		"structures": urls.Organisation, "contacts": urls.Contact, "echanges": urls.Exchange,
		"documents":   urls.Model,
		"conventions": urls.Agreement,
		"activites":   urls.Activity,
		"seances":     urls.Slot,
		"groupes":     urls.Group,
		"postes":      urls.SlotNeed,
		"vacataires":  urls.Outsider,
		"competences": urls.Skill,
		"partenaires": urls.Partner,
		"pieces":      urls.Piece,
		"livraisons":  urls.Delivery,
		"habituelles": urls.FileEntry,
		"materiel":    urls.EquipmentItem, "lots": urls.EquipmentSet, "reservations": urls.Booking, "horslesmurs": urls.Outing,
		"maincourante":   urls.DayEntry,
		"questionnaires": urls.Form,
		"recueils":       urls.Collection,
	})

	acts := actui.New(house.Plans, house.Undo)
	guide := guideui.New()
	shares := shareui.New(house.Links, house.Plans, house.Programme, house.Slots, house.Accounts, c.Links, c.TrustedProxies).Answering(house.Staff, house.Daybook).Dropping(house.Logistics, house.Files).Mailing(c.Mail)
	messages := mailui.New(house.Mail, c.Mail)
	incoming := importui.New(house.Imports, importui.Doors()...)
	private := privacyui.New(house.Privacy, map[journal.Kind]func(int64) string{journal.Task: urls.Task, journal.Project: urls.Project, journal.Event: urls.Event, journal.Space: urls.Space, journal.OwnTask: urls.OwnTask,
		journal.Organisation: urls.Organisation, journal.Interaction: urls.Exchange, journal.Territory: urls.Territory, journal.Agreement: urls.Agreement, journal.Activity: urls.Activity, journal.Slot: urls.Slot, journal.Registration: urls.Group, journal.Document: urls.Model,
		journal.Piece: urls.Piece, journal.Delivery: urls.Delivery, journal.FileEntry: urls.FileEntry,
		journal.Equipment: urls.EquipmentItem, journal.EquipmentSet: urls.EquipmentSet, journal.Booking: urls.Booking, journal.Outing: urls.Outing,
		journal.DayEntry:   urls.DayEntry,
		journal.Form:       urls.Form,
		journal.Collection: urls.Collection,
	})
	settings := settingsui.New(house.Accounts, house.Calendar, house.Plans, house.Bins())

	r := chi.NewRouter()
	r.Use(site.Begin, logRequests, secureHeaders(c.Secure), sameOrigin(c.Origin), compress, middleware.GetHead)
	r.Get(urls.Health(), health(postgres.NewProbe(house.DB)))
	r.Handle("/static/*", static.Handler())
	r.Get("/favicon.ico", func(w http.ResponseWriter, r *http.Request) {
		http.Redirect(w, r, static.URL("icon.svg"), http.StatusFound)
	})

	r.Group(func(r chi.Router) {
		r.Use(site.LoadSession, accounts.LoadPerson)
		r.NotFound(serve.Handle(notFound))
		r.MethodNotAllowed(serve.Handle(notFound))

		// Without an account.
		r.Get(urls.Accessibility(), serve.Handle(showAccessibility(c.Declaration, false)))
		r.Get(urls.SiteMap(), serve.Handle(showSiteMap))
		accounts.PublicRoutes(r)
		shares.PublicRoutes(r)
		answers.PublicRoutes(r)
		doors.PublicRoutes(r)
		if c.Demo {
			messages.DemoRoutes(r)
		}

		// For people of the service.
		r.Group(func(r chi.Router) {
			r.Use(accounts.RequirePerson)
			accounts.Routes(r)
			dashboards.Routes(r)

			// What is done here may change a plan, or can be taken back.
			r.Group(func(r chi.Router) {
				r.Use(acts.Tell)
				programmes.Routes(r)
				plans.Routes(r)
				spaces.Routes(r)
				crews.Routes(r)
				partners.Routes(r)
				documents.Routes(r)
				territories.Routes(r)
				agreements.Routes(r)
				activities.Routes(r)
				slots.Routes(r)
				posted.Routes(r)
				lent.Routes(r)
				outings.Routes(r)
				days.ActRoutes(r)
				answers.Routes(r)
				counts.Routes(r)
				answered.Routes(r)
				editions.Routes(r)
				forms.Routes(r)
				partnerships.Routes(r)
				filing.Routes(r)
				calendars.Routes(r)
				bins.Routes(r)
				attached.Routes(r)
				incoming.Routes(r)
				private.Routes(r)
				acts.Routes(r)
			})
			days.Routes(r)
			shares.Routes(r)
			threads.Routes(r)
			notices.Routes(r)
			guide.Routes(r)
			settings.Routes(r)
			messages.Routes(r)
		})
	})
	return r
}

// NewPublic builds the handler of what needs no account: the pages of links, the accessibility declaration, and nothing of the service's own. It opens no session
// and reads no cookie but that of a door whose code was given.
func NewPublic(c Config, house rooms.Rooms) http.Handler {
	site := &serve.Site{Clock: c.Clock}
	r := chi.NewRouter()
	r.Use(site.Begin, logRequests, secureHeaders(c.Secure), sameOrigin(c.Links), compress, middleware.GetHead)
	r.NotFound(serve.Handle(notFound))
	r.MethodNotAllowed(serve.Handle(notFound))
	r.Get(urls.Health(), health(postgres.NewProbe(house.DB)))
	r.Handle("/static/*", static.Handler())
	r.Get(urls.Accessibility(), serve.Handle(showAccessibility(c.Declaration, true)))
	shareui.New(house.Links, house.Plans, house.Programme, house.Slots, house.Accounts, c.Links, c.TrustedProxies).Answering(house.Staff, house.Daybook).Dropping(house.Logistics, house.Files).PublicRoutes(r)
	answerui.New(house.Responses, c.Links, c.TrustedProxies, c.Answers).PublicRoutes(r)
	dayui.NewDoors(house.Links, house.Attendance, house.Daybook, c.Secure, c.TrustedProxies).PublicRoutes(r)
	return r
}

func notFound(http.ResponseWriter, *http.Request) error { return fault.Missing(nil) }

func showAccessibility(d ui.Declaration, outside bool) serve.Handler {
	return func(w http.ResponseWriter, r *http.Request) error {
		return serve.Page(w, r, ui.AccessibilityPage(d, outside))
	}
}

func showSiteMap(w http.ResponseWriter, r *http.Request) error {
	return serve.Page(w, r, ui.SiteMapPage())
}

// health answers 200 when the database does all that Parvis needs, else 503 with a word that says what it
// does not. It looks by a connection apart from the pool: a busy site is not a dead one.
func health(probe *postgres.Probe) http.HandlerFunc {
	return func(w http.ResponseWriter, r *http.Request) {
		ctx, cancel := context.WithTimeout(r.Context(), 2*time.Second)
		defer cancel()
		w.Header().Set("Content-Type", "text/plain; charset=utf-8")
		err := probe.Check(ctx)
		if err == nil {
			_, _ = w.Write([]byte("ok\n"))
			return
		}
		word := "unavailable"
		if refusal, ok := errors.AsType[*postgres.Refusal](err); ok {
			word = refusal.Word
		}
		slog.Error("health", "database", word, "cause", err)
		w.WriteHeader(http.StatusServiceUnavailable)
		_, _ = w.Write([]byte("database " + word + "\n"))
	}
}

// compress does it fast rather than small: an answer is made for one reader, mostly on her own network.
func compress(next http.Handler) http.Handler {
	wrap, err := gzhttp.NewWrapper(gzhttp.CompressionLevel(gzip.BestSpeed))
	if err != nil {
		panic(err) // the level is a constant
	}
	return wrap(next)
}
