// Package actui tells what acts change besides what they are about, and takes them back.
package actui

import (
	"context"
	"net/http"
	"strings"

	"github.com/go-chi/chi/v5"

	"parvis/internal/access"
	"parvis/internal/journal"
	"parvis/internal/plan"
	"parvis/internal/programme"
	"parvis/internal/undo"
	"parvis/web/form"
	"parvis/web/serve"
	"parvis/web/ui"
	"parvis/web/urls"
)

// Handlers holds what acts are compared and taken back by.
type Handlers struct {
	plans *plan.Room
	undo  *undo.Room
}

// New makes the handlers.
func New(plans *plan.Room, undo *undo.Room) *Handlers { return &Handlers{plans: plans, undo: undo} }

// Routes lists the paths of this room.
func (h *Handlers) Routes(r chi.Router) {
	_, post := serve.Routes(r)
	post(urls.UndoAct(urls.AnyAct), h.takeBack)
}

// Tell looks at the live plans before each act, so that it is told with what it changed in them.
func (h *Handlers) Tell(next http.Handler) http.Handler {
	return http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) {
		by := serve.By(r)
		if r.Method == http.MethodPost && by.Can(programme.MayRead, access.Tie{}) {
			if before, err := h.plans.Picture(r.Context(), by); err == nil { // else the act itself will fail, or is told without
				r = serve.Watching(r, func(ctx context.Context) ([]ui.Effect, error) {
					after, err := h.plans.Picture(ctx, by)
					if err != nil {
						return nil, err
					}
					return Effects(before.Until(after)), nil
				})
			}
		}
		next.ServeHTTP(w, r)
	})
}

// mostLines is how many tasks are named of each consequence.
const mostLines = 8

// Effects are consequences as pages tell them.
func Effects(c plan.Consequences) []ui.Effect {
	var list []ui.Effect
	several := inSeveral(c)
	for _, t := range c.Told() {
		e := ui.Effect{Text: t.Text, Bad: t.Bad, More: max(0, len(t.Tasks)-mostLines)}
		for _, task := range t.Tasks[:min(len(t.Tasks), mostLines)] {
			label := task.Title
			if task.Why != "" {
				label += "\u00a0: " + strings.TrimSuffix(task.Why, ".")
			}
			if several {
				label += " (" + task.Project + ")"
			}
			e.Lines = append(e.Lines, ui.Crumb{Label: label, URL: urls.Task(task.ID)})
		}
		list = append(list, e)
	}
	return list
}

// inSeveral tells whether they are of more than one project, which then has to be named.
func inSeveral(c plan.Consequences) bool {
	projects := map[int64]bool{}
	for _, t := range c.Told() {
		for _, task := range t.Tasks {
			projects[task.ProjectID] = true
		}
	}
	return len(projects) > 1
}

// takeBack takes an act back, and goes back to where that was asked.
func (h *Handlers) takeBack(w http.ResponseWriter, r *http.Request) error {
	f, err := form.Read(r)
	if err != nil {
		return err
	}
	out, err := h.undo.Undo(r.Context(), serve.By(r), r.PathValue("act"))
	if err != nil {
		return err
	}
	said := []string{"Annulé\u00a0: " + out.Said + "."}
	if len(out.Kept) > 0 {
		said = append(said, "Mais ce qui suit reste\u00a0:")
	}
	for _, k := range out.Kept[:min(len(out.Kept), mostLines)] {
		said = append(said, k.Sentence())
	}
	serve.Say(r, ui.Said{Text: strings.Join(said, " "), Again: true, Warn: len(out.Kept) > 0})
	return serve.Redirect(w, r, still(out, serve.BackTo(f, urls.Home())))
}

// still is where to go back to: the page of what came with the act is not there any more.
func still(out undo.Outcome, back string) string {
	if out.First.Verb != journal.Created && out.First.Verb != journal.Restored {
		return back
	}
	id := out.First.Subject.ID
	page, list := "", ""
	switch out.First.Subject.Kind {
	case journal.Project:
		page, list = urls.Project(id), urls.Projects()
	case journal.Event:
		page, list = urls.Event(id), urls.Events()
	case journal.Space:
		page, list = urls.Space(id), urls.Spaces()
	case journal.Task:
		page, list = urls.Task(id), urls.Plan(out.Project)
	case journal.OwnTask:
		page, list = urls.OwnTask(id), urls.MyList()
	}
	if rest, of := strings.CutPrefix(back, page); page != "" && of && (rest == "" || strings.ContainsAny(rest[:1], "/?#")) {
		return list
	}
	return back
}
