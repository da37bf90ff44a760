package logisticsui

import (
	"net/http"
	"net/url"
	"slices"
	"strconv"
	"strings"

	"parvis/internal/access"
	"parvis/internal/fault"
	"parvis/internal/french"
	"parvis/internal/journal"
	"parvis/internal/logistics"
	"parvis/internal/plan"
	"parvis/web/form"
	"parvis/web/serve"
	"parvis/web/ui"
	"parvis/web/urls"
)

// The names under which the buttons of the lines say to which state a piece comes, and the boxes of the first things that its task is done too.
const (
	fieldTo   = "vers"
	fieldTick = "tachefaite"
	fieldView = "vue"
)

// fileView is the file of a project with the slice that is looked at.
type fileView struct {
	logistics.File
	Slice logistics.Slice
	Shown []logistics.Piece
}

// here is the address of the page.
func (v fileView) here() string { return v.at(v.Slice) }

func (v fileView) at(s logistics.Slice) string {
	return urls.LogisticsOf(v.Project.ID, url.Values{fieldView: {string(s)}})
}

// window is the title of the window: it says which slice is looked at.
func (v fileView) window() string {
	title := "Dossier"
	if v.Slice != logistics.Whole {
		title += " : " + sliceText(v.Slice, 2, v.Today)
	}
	return title + " · " + v.Project.Title
}

// view reads the file of the request's project.
func (h *Handlers) view(r *http.Request) (fileView, error) {
	project, err := serve.ID(r, "project")
	if err != nil {
		return fileView{}, err
	}
	f, err := h.room.Of(r.Context(), serve.By(r), project)
	if err != nil {
		return fileView{}, err
	}
	ids := make([]int64, len(f.Pieces))
	for i, p := range f.Pieces {
		ids[i] = p.ID
	}
	counts, err := h.shelves.Counts(r.Context(), serve.By(r), journal.Piece, ids)
	if err != nil {
		return fileView{}, err
	}
	for i := range f.Pieces {
		f.Pieces[i].FileCount = counts[f.Pieces[i].ID]
	}
	v := fileView{File: f, Slice: form.Choice(form.Query(r), fieldView, logistics.Slices)}
	v.Shown = f.In(v.Slice)
	return v, nil
}

func (h *Handlers) showFile(w http.ResponseWriter, r *http.Request) error {
	v, err := h.view(r)
	if err != nil {
		return err
	}
	return serve.Page(w, r, FilePage(v))
}

// printFile is the file for paper: as a list, or as what a folder holds.
func (h *Handlers) printFile(w http.ResponseWriter, r *http.Request) error {
	v, err := h.view(r)
	if err != nil {
		return err
	}
	if form.Query(r).Text("forme") == "sommaire" {
		return serve.Page(w, r, ContentsPage(v))
	}
	return serve.Page(w, r, PrintPage(v))
}

func (h *Handlers) exportFile(w http.ResponseWriter, r *http.Request) error {
	v, err := h.view(r)
	if err != nil {
		return err
	}
	if !v.May.Exchange {
		return serve.By(r).Check(logistics.MayExchange, v.tie())
	}
	return serve.Table(w, r, logistics.Table(v.Today, v.May.Amounts), v.Pieces, "dossier")
}

// setStateInLine does what the button of a line says, and goes back to the list, which then shows what comes next.
func (h *Handlers) setStateInLine(w http.ResponseWriter, r *http.Request) error {
	project, err := serve.ID(r, "project")
	if err != nil {
		return err
	}
	f, err := form.Read(r)
	if err != nil {
		return err
	}
	number, to, _ := strings.Cut(f.Text(fieldTo), ".")
	piece, err := strconv.ParseInt(number, 10, 64)
	if err != nil || piece <= 0 || !slices.Contains(logistics.States, logistics.State(to)) {
		return fault.New(fault.Invalid, "Rien n’a été noté\u00a0: veuillez recommencer depuis le dossier.", err)
	}
	p, err := h.room.SetState(r.Context(), serve.By(r), piece, logistics.State(to), 0)
	if err != nil {
		return err
	}
	said, err := h.noted(r, p, slices.Contains(f.IDs(fieldTick), piece))
	if err != nil {
		return err
	}
	serve.Say(r, said)
	return serve.Redirect(w, r, serve.BackTo(f, urls.Logistics(project)))
}

// noted says that a piece came to its state, and what became of its task: it is ticked where that was asked, else offered.
func (h *Handlers) noted(r *http.Request, p logistics.Piece, tick bool) (ui.Said, error) {
	said := ui.Said{Text: french.Quote(p.Title) + "\u00a0: " + p.StateText() + "."}
	if p.Task.ID == 0 || !p.TaskOpen || p.State != logistics.Done {
		return said, nil
	}
	if !tick {
		said.See = ui.Crumb{Label: "Sa tâche est encore ouverte\u00a0: " + p.Task.Name, URL: urls.Task(p.Task.ID)}
		return said, nil
	}
	_, err := h.plans.TickTaskWith(r.Context(), serve.By(r), p.Task.ID, plan.LeaveItems)
	switch {
	case fault.Is(err, fault.Forbidden) || fault.Is(err, fault.Conflict):
		said.Text += " Sa tâche n’est pas cochée\u00a0: " + fault.SentenceOf(err)
		said.Warn = true
		return said, nil
	case err != nil:
		return said, err
	}
	said.Text += " Tâche faite\u00a0: " + french.Quote(p.Task.Name) + "."
	return said, nil
}

// Left tells, once a task is ticked, which pieces of its file are still open, and asks whether they are done: what planui asks after a tick.
func (h *Handlers) Left(r *http.Request, task int64, back string) (ui.Said, bool, error) {
	open, err := h.room.OpenOf(r.Context(), serve.By(r), task)
	if err != nil || len(open) == 0 {
		return ui.Said{}, false, err
	}
	p := open[0]
	said := ui.Said{Text: french.Quote(p.Title) + " est encore " + french.Quote(p.StateText()) + " dans le dossier.", See: ui.Crumb{Label: "Voir le dossier", URL: urls.Logistics(p.Project)}}
	if len(open) > 1 {
		said.Text = french.Capital(pieces(len(open))) + " du dossier attendent encore\u00a0: " + names(open.Refs()) + "."
		return said, true, nil
	}
	if next := p.Next(); next != "" {
		said.URL, said.Hidden = urls.LogisticsStates(p.Project), []ui.Hidden{{Name: serve.FieldReturn, Value: back}}
		said.Acts = []ui.Act{{Label: "La pièce aussi\u00a0: " + logistics.Done.Label(p.Direction), Name: fieldTo, Value: id(p.ID) + "." + string(logistics.Done)}}
	}
	return said, true, nil
}

func (v fileView) tie() access.Tie { return access.Tie{Member: v.Project.Member} }
