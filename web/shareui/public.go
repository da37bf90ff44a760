package shareui

import (
	"bytes"
	"crypto/sha256"
	"encoding/hex"
	"maps"
	"net/http"
	"net/url"
	"slices"
	"strconv"
	"strings"
	"time"

	"parvis/internal/access"
	"parvis/internal/account"
	"parvis/internal/exchange/feed"
	"parvis/internal/fault"
	"parvis/internal/french"
	"parvis/internal/journal"
	"parvis/internal/link"
	"parvis/internal/plan"
	"parvis/internal/retroplan"
	"parvis/internal/slot"
	"parvis/internal/workcal"
	"parvis/web/planui"
	"parvis/web/serve"
	"parvis/web/urls"
)

// reader is on whose behalf a project is read through a link: somebody of the team, whoever made it.
func reader(now time.Time) account.By { return account.Person{Role: access.Team}.At(now) }

// showSharedPlan is a project's retroplanning as partners see it.
func (h *Handlers) showSharedPlan(w http.ResponseWriter, r *http.Request) error {
	by := reader(serve.By(r).At)
	one, err := h.links.Read(r.Context(), link.Plan, r.PathValue("token"), by)
	if err != nil {
		return err
	}
	v, changed, err := h.plans.Shared(r.Context(), by, one.SubjectID)
	if err != nil {
		return err
	}
	return serve.Page(w, r, planui.SharedPage(v, changed))
}

// showFeed is a feed for a calendar program: the same to the byte as long as nothing in it changes.
func (h *Handlers) showFeed(w http.ResponseWriter, r *http.Request) error {
	now := serve.By(r).At
	one, err := h.links.Read(r.Context(), link.Feed, r.PathValue("token"), reader(now))
	if err != nil {
		return err
	}
	var c feed.Calendar
	if one.SubjectKind == journal.Person {
		c, err = h.personFeed(r, one.SubjectID, now)
	} else {
		c, err = h.projectFeed(r, one.SubjectID, now)
	}
	if err != nil {
		return err
	}
	var body bytes.Buffer
	if err := c.Write(&body); err != nil {
		return err
	}
	sum := sha256.Sum256(body.Bytes())
	head := w.Header()
	head.Set("Content-Type", "text/calendar; charset=utf-8")
	head.Set("Content-Disposition", `attachment; filename="parvis.ics"`)
	head.Set("Cache-Control", "private, no-cache")
	head.Set("ETag", `"`+hex.EncodeToString(sum[:16])+`"`)
	http.ServeContent(w, r, "", time.Time{}, bytes.NewReader(body.Bytes()))
	return nil
}

// personFeed is what somebody has to do, as her own list tells it. One who may no longer log in has none.
func (h *Handlers) personFeed(r *http.Request, person int64, now time.Time) (feed.Calendar, error) {
	p, err := h.accounts.Person(r.Context(), person)
	if err != nil {
		return feed.Calendar{}, err
	}
	if !p.Active() {
		return feed.Calendar{}, fault.Missing(nil)
	}
	a, err := h.plans.AgendaOf(r.Context(), p.At(now))
	if err != nil {
		return feed.Calendar{}, err
	}
	c := feed.Calendar{Name: "Parvis\u00a0: mes tâches et mes séances"}
	for i := range a.Rows {
		e := h.event(&a.Rows[i].Row, a.Changed[a.Rows[i].Project.ID])
		e.Summary += " · " + a.Rows[i].Project.Short()
		e.Description, e.URL = a.Rows[i].Project.Title, h.address+urls.Task(a.Rows[i].ID)
		c.Events = append(c.Events, e)
	}
	for _, o := range a.Own {
		c.Events = append(c.Events, feed.Event{UID: h.uid("personnelle", o.ID), Summary: done(o.Done()) + o.Title, First: o.Day, Last: o.Day,
			URL: h.address + urls.OwnTask(o.ID), Changed: day(o.Day)})
	}
	return c, h.addHeld(r, p.At(now), &c)
}

// heldFor is for how many days what was held stays in a calendar.
const heldFor = 92

// addHeld adds the slots that somebody holds, with what she does there. They have the names that they have in the feed of their project: who reads both sees
// each once.
func (h *Handlers) addHeld(r *http.Request, by account.By, c *feed.Calendar) error {
	held, err := h.staff.Held(r.Context(), by.ID, by.Today().AddDays(-heldFor))
	if err != nil {
		return err
	}
	list, err := h.slots.ToldThese(r.Context(), by, slices.Sorted(maps.Keys(held)))
	for _, s := range list {
		e := h.slot(s)
		e.Description, e.URL = french.Capital(held[s.ID])+". "+e.Description, h.address+urls.Slot(s.ID)
		c.Events = append(c.Events, e)
	}
	return err
}

// projectFeed is a project's plan as partners see it, and its slots.
func (h *Handlers) projectFeed(r *http.Request, project int64, now time.Time) (feed.Calendar, error) {
	v, changed, err := h.plans.Shared(r.Context(), reader(now), project)
	if err != nil {
		return feed.Calendar{}, err
	}
	c := feed.Calendar{Name: v.Project.Title}
	if v.Project.Dated() {
		c.Events = append(c.Events, feed.Event{UID: h.uid("projet", v.Project.ID), Summary: v.Project.Title, First: v.Project.First, Last: v.Project.Last, Changed: changed})
	}
	for i := range v.Rows {
		if row := &v.Rows[i]; !row.PlannedFinish.IsZero() && row.State != retroplan.Dropped {
			e := h.event(row, changed)
			e.Description = v.Project.Title
			c.Events = append(c.Events, e)
		}
	}
	slots, err := h.slots.ToldOf(r.Context(), reader(now), project)
	if err != nil {
		return feed.Calendar{}, err
	}
	for _, s := range slots {
		c.Events = append(c.Events, h.slot(s))
	}
	return c, nil
}

// slot is a slot as everybody who has the address may read it: no name, no note, nothing of its groups.
func (h *Handlers) slot(s slot.Told) feed.Event {
	e := feed.Event{UID: h.uid("seance", s.ID), Summary: s.Activity.Title, Start: s.Start(), End: s.End(), Status: feed.Confirmed, Sequence: s.Changes, Changed: s.Changed,
		Description: french.Capital(s.Activity.Kind.Label()) + ". " + s.Project.Title, Categories: s.Activity.Kind.Label()}
	if s.Space.ID != 0 || s.Elsewhere != "" {
		e.Location = s.Place()
	}
	if s.Capacity > 0 {
		e.Description += "\nJauge\u00a0: " + french.Count(s.Capacity, "personne", "personnes")
	}
	switch s.Status { // programs that hide what is cancelled hide it; the others show its first word
	case slot.Cancelled:
		e.Status, e.Summary = feed.Cancelled, "ANNULÉE · "+e.Summary
	case slot.Postponed:
		e.Status, e.Summary = feed.Cancelled, "REPORTÉE · "+e.Summary
	}
	return e
}

// event is a task on the day on which it is to be finished, or was.
func (h *Handlers) event(r *plan.Row, changed time.Time) feed.Event {
	summary := done(r.State == retroplan.Done) + r.Title
	if r.J != "" {
		summary += " (" + r.J + ")"
	}
	return feed.Event{UID: h.uid("tache", r.ID), Summary: summary, First: r.PlannedFinish, Last: r.PlannedFinish, Categories: r.Category.Label(), Changed: changed}
}

func done(is bool) string {
	if is {
		return "Fait\u00a0: "
	}
	return ""
}

// uid names a thing of this installation for ever.
func (h *Handlers) uid(word string, id int64) string {
	host := "parvis"
	if u, err := url.Parse(h.address); err == nil && u.Hostname() != "" {
		host = strings.ToLower(u.Hostname())
	}
	return word + "-" + strconv.FormatInt(id, 10) + "@" + host
}

// day is the beginning of a day, for what has no moment of its own.
func day(d workcal.Date) time.Time {
	return time.Date(d.Year(), d.Month(), d.Day(), 0, 0, 0, 0, time.UTC)
}
