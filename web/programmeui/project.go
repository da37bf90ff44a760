package programmeui

import (
	"net/http"
	"strings"

	"parvis/internal/access"
	"parvis/internal/document"
	next "parvis/internal/edition"
	"parvis/internal/fault"
	"parvis/internal/french"
	"parvis/internal/journal"
	"parvis/internal/link"
	"parvis/internal/partnership"
	"parvis/internal/plan"
	"parvis/internal/programme"
	"parvis/internal/trash"
	"parvis/internal/workcal"
	"parvis/web/fileui"
	"parvis/web/form"
	"parvis/web/serve"
	"parvis/web/threadui"
	"parvis/web/ui"
	"parvis/web/urls"
)

// How many lines of the history, and how many tasks, the overview shows.
const (
	excerpt   = 5
	nextTasks = 5
)

// projectView is one project as its reader sees it.
type projectView struct {
	programme.ProjectSheet
	Today     workcal.Date
	History   []journal.Entry // its beginning
	Next      []nextStep
	Adds      bool // the reader may add tasks
	Shares    bool // and make links to the project
	Fills     bool // and fill models of documents
	Plan      plan.Summary
	Progress  plan.Progress
	Tasks     []plan.Row // the first that are still to do
	Milestone *plan.Row  // the next one
	Notice    string
	Problems  fault.Problems
	Thread    *threadui.View
	Files     *fileui.View
	Partners  partnership.Counts
	Editions  programme.Editions // around it
	Follows   bool               // the reader may prepare its next edition
}

// sheet finds the project of the request, deleted or not, as its reader may see it.
func (h *Handlers) sheet(r *http.Request) (programme.ProjectSheet, error) {
	id, err := serve.ID(r, "project")
	if err != nil {
		return programme.ProjectSheet{}, err
	}
	return h.programme.Project(r.Context(), serve.By(r), id)
}

// livingProject finds the project of the request, unless it is in the trash.
func (h *Handlers) livingProject(r *http.Request) (programme.ProjectSheet, error) {
	sheet, err := h.sheet(r)
	if err == nil && sheet.DeletedAt != nil {
		return sheet, fault.Missing(nil)
	}
	return sheet, err
}

// view is a project as its reader sees it.
func view(r *http.Request, sheet programme.ProjectSheet) projectView {
	return projectView{ProjectSheet: sheet, Today: serve.Today(r)}
}

func (h *Handlers) showProject(w http.ResponseWriter, r *http.Request) error {
	sheet, err := h.sheet(r)
	if err != nil {
		return err
	}
	v, err := h.overview(r, sheet)
	if err != nil {
		return err
	}
	return serve.Page(w, r, ProjectPage(v))
}

// overview is the view of a project with the beginning of its history and what its retroplanning
// asks for next.
func (h *Handlers) overview(r *http.Request, sheet programme.ProjectSheet) (projectView, error) {
	v := view(r, sheet)
	history, err := h.programme.History(r.Context(), serve.By(r), sheet.ID, 1)
	if err != nil {
		return v, err
	}
	v.History = history.Entries[:min(excerpt, len(history.Entries))]
	if sheet.DeletedAt != nil { // its plan is not drawn any more
		v.Progress, err = h.progress(r, sheet.ID)
		return v, err
	}
	whole, err := h.plans.Plan(r.Context(), serve.By(r), sheet.ID)
	if err != nil {
		return v, err
	}
	if v.Thread, v.Files, err = h.threads.Of(r, journal.Project, sheet.ID); err != nil {
		return v, err
	}
	if v.Partners, err = h.partners.Counts(r.Context(), serve.By(r), sheet.ID); err != nil {
		return v, err
	}
	if v.Editions, err = h.programme.Editions(r.Context(), serve.By(r), sheet.ID); err != nil {
		return v, err
	}
	v.Follows = next.MayFollow(sheet.Status) && serve.By(r).Can(next.MayPrepare, access.Tie{})
	v.Adds, v.Shares = whole.CanEdit, serve.By(r).Can(link.MayShare, access.Tie{})
	v.Plan, v.Progress = whole.Summary, plan.Progress{Total: whole.Summary.Total, Done: whole.Summary.Done}
	v.Fills = serve.By(r).Can(document.MayFill, sheet.Tie)
	v.Next = nextSteps(v)
	for i, row := range whole.Rows {
		if v.Milestone == nil && row.State.Open() && row.Milestone() && row.PlannedFinish >= whole.Today {
			v.Milestone = &whole.Rows[i]
		}
		if whole.Project.Live() && row.State.Open() && len(v.Tasks) < nextTasks {
			v.Tasks = append(v.Tasks, row)
		}
	}
	return v, nil
}

// progress tells how far the retroplanning of one project has come.
func (h *Handlers) progress(r *http.Request, id int64) (plan.Progress, error) {
	progress, err := h.plans.Progress(r.Context(), serve.By(r), []int64{id})
	return progress[id], err
}

// lead says in a sentence when the project takes place, where it stands and who works on it.
func (v projectView) lead() string {
	when := french.Capital(v.DaysText())
	if v.Dated() {
		when += ", " + programme.Countdown(v.Today, v.First, v.Last)
	}
	var others []string
	for _, m := range v.Members {
		if !m.Pilot {
			others = append(others, m.Name)
		}
	}
	who := "Suivi par " + v.PilotName
	if len(others) > 0 {
		who += ", avec " + french.AndOthers(others, 3)
	}
	return french.Sentence(when) + " " + v.Status.Label() + ". " + french.Sentence(who)
}

// here is what a page of the project is about.
func (v projectView) here() ui.Here { return ui.Here{Project: v.ID, Adds: v.Adds} }

// manage names what may be done with the project as a whole: « Archiver ou supprimer », « Supprimer ».
func (v projectView) manage() string {
	var words []string
	for _, one := range []struct {
		may  bool
		verb string
	}{{v.May.Archive, "archiver"}, {v.May.Unarchive, "désarchiver"}, {v.May.Delete, "supprimer"}} {
		if one.may {
			words = append(words, one.verb)
		}
	}
	return french.Capital(strings.Join(words, " ou "))
}

func (h *Handlers) setStatus(w http.ResponseWriter, r *http.Request) error {
	sheet, err := h.livingProject(r)
	if err != nil {
		return err
	}
	f, err := form.Read(r)
	if err != nil {
		return err
	}
	to := form.Choice(f, "statut", programme.Statuses)
	err = h.programme.SetStatus(r.Context(), serve.By(r), sheet.ID, f.Version(), to)
	if err == nil {
		serve.Flash(r, "Le projet a maintenant le statut "+french.Quote(to.Label())+".")
		return serve.Redirect(w, r, urls.Project(sheet.ID))
	}
	return h.again(w, r, sheet, err)
}

// confirm confirms a project from a list, where the button sends the version that it shows.
func (h *Handlers) confirm(w http.ResponseWriter, r *http.Request) error {
	sheet, err := h.livingProject(r)
	if err != nil {
		return err
	}
	f, err := form.Read(r)
	if err != nil {
		return err
	}
	if err = h.programme.SetStatus(r.Context(), serve.By(r), sheet.ID, f.Version(), programme.Confirmed); err != nil {
		return h.again(w, r, sheet, err)
	}
	serve.Flash(r, "Le projet "+french.Quote(sheet.Title)+" est confirmé.")
	return serve.Redirect(w, r, serve.BackTo(f, urls.Project(sheet.ID)))
}

func (h *Handlers) askConfirmation(w http.ResponseWriter, r *http.Request) error {
	sheet, err := h.livingProject(r)
	if err != nil {
		return err
	}
	return serve.Act(w, r, "project", h.programme.AskConfirmation, "La confirmation est demandée à la cheffe de service.", urls.Project(sheet.ID))
}

// again shows a project's overview with what stands in the way of a change.
func (h *Handlers) again(w http.ResponseWriter, r *http.Request, sheet programme.ProjectSheet, failure error) error {
	problems, invalid := fault.ProblemsOf(failure)
	if !fault.Is(failure, fault.Conflict) && !(invalid && problems.Any()) {
		return failure
	}
	sheet, err := h.programme.Project(r.Context(), serve.By(r), sheet.ID)
	if err != nil {
		return err
	}
	v, err := h.overview(r, sheet)
	if err != nil {
		return err
	}
	v.Problems = problems
	if invalid {
		return serve.Invalid(w, r, ProjectPage(v))
	}
	v.Notice = "Ce projet a changé depuis que vous l’avez ouvert : le voici tel qu’il est maintenant. Rien n’a été fait ; relisez-le, puis recommencez si vous le souhaitez."
	return serve.Conflict(w, r, ProjectPage(v))
}

func (h *Handlers) askArchive(w http.ResponseWriter, r *http.Request) error {
	sheet, err := h.livingProject(r)
	if err != nil {
		return err
	}
	if err := serve.By(r).Check(programme.MayArchive, sheet.Tie); err != nil {
		return err
	}
	v := view(r, sheet)
	if !v.May.Archive {
		return serve.Redirect(w, r, urls.Project(sheet.ID))
	}
	return serve.Page(w, r, ArchivePage(v))
}

func (h *Handlers) archiveProject(w http.ResponseWriter, r *http.Request) error {
	sheet, err := h.livingProject(r)
	if err != nil {
		return err
	}
	f, err := form.Read(r)
	if err != nil {
		return err
	}
	if err := h.programme.Archive(r.Context(), serve.By(r), sheet.ID, f.Version()); err != nil {
		return h.again(w, r, sheet, err)
	}
	serve.Flash(r, "Le projet est archivé. Vous pouvez le désarchiver depuis cette page.")
	return serve.Redirect(w, r, urls.Project(sheet.ID))
}

func (h *Handlers) unarchiveProject(w http.ResponseWriter, r *http.Request) error {
	sheet, err := h.livingProject(r)
	if err != nil {
		return err
	}
	if err := h.programme.Unarchive(r.Context(), serve.By(r), sheet.ID); err != nil {
		return h.again(w, r, sheet, err)
	}
	serve.Flash(r, "Le projet est désarchivé : il a retrouvé son statut.")
	return serve.Redirect(w, r, urls.Project(sheet.ID))
}

func (h *Handlers) askDeleteProject(w http.ResponseWriter, r *http.Request) error {
	sheet, err := h.livingProject(r)
	if err != nil {
		return err
	}
	if err := serve.By(r).Check(programme.MayArchive, sheet.Tie); err != nil {
		return err
	}
	v := view(r, sheet)
	if v.Progress, err = h.progress(r, sheet.ID); err != nil {
		return err
	}
	return serve.Page(w, r, DeleteProjectPage(v))
}

func (h *Handlers) deleteProject(w http.ResponseWriter, r *http.Request) error {
	id, err := serve.ID(r, "project")
	if err != nil {
		return err
	}
	if err := h.programme.Delete(r.Context(), serve.By(r), id); err != nil {
		return err
	}
	return serve.Thrown(w, r, "Le projet est à la corbeille. Vous pouvez le rétablir pendant "+trash.Lasts+".", "projets", id, urls.Projects())
}
