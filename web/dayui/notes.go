package dayui

import (
	"net/http"
	"net/url"
	"slices"
	"strings"

	"parvis/internal/daybook"
	"parvis/internal/fault"
	"parvis/internal/files"
	"parvis/internal/french"
	"parvis/internal/trash"
	"parvis/internal/workcal"
	"parvis/web/fileui"
	"parvis/web/form"
	"parvis/web/historyui"
	"parvis/web/serve"
	"parvis/web/ui"
	"parvis/web/urls"
)

func draftOf(f *form.Form) daybook.Draft {
	return daybook.Draft{Kind: form.Choice(f, "type", daybook.Kinds), Slot: f.ID("seance"), Place: f.Text("lieu"), Body: f.Text("texte"), Done: f.Text("conduite"), Minutes: f.Int("minutes"), Closed: f.Flag("clos")}
}

// photos reads the photographs of a form that has some.
func (h *Handlers) photos(r *http.Request) (arrived []*files.Arrived, problems fault.Problems, err error) {
	if !form.Streams(r) {
		return nil, nil, nil
	}
	return h.attached.Receive(r, fieldPhoto)
}

func (h *Handlers) showNotes(w http.ResponseWriter, r *http.Request) error {
	v, err := h.whole(r, h.day.Noting)
	if err != nil {
		return err
	}
	q := form.Query(r)
	kind := form.Choice(q, "type", daybook.Kinds)
	if kind == "" {
		kind = daybook.Incident
	}
	v.Form = form.Of(values(map[string]string{"type": string(kind), "seance": q.Text("seance")})).Keyed(serve.NewKey())
	Kept(w, r)
	return serve.Page(w, r, NotesPage(v))
}

// note keeps what a form notes, with its photographs.
func (h *Handlers) note(w http.ResponseWriter, r *http.Request, f *form.Form, s daybook.Sent, arrived []*files.Arrived, problems fault.Problems) error {
	err := f.Err()
	if err == nil {
		err = f.Merge(problems)
	}
	by := serve.By(r)
	entry := int64(0)
	if err == nil {
		entry, err = h.day.Note(r.Context(), by, s.Key, s.Project, s.Day, s.At, s.Draft)
	}
	if err == nil && len(arrived) > 0 {
		_, err = h.files.Add(r.Context(), by, entryTopic, entry, s.Key+"-photo", false, arrived)
	}
	if f.Refuse(err) {
		d, err := h.day.Noting(r.Context(), by, s.Project, s.Day)
		if err != nil {
			return err
		}
		return serve.Invalid(w, r, NotesPage(wholeView{frame: frameOf(r, d.Project, s.Day), Day: d, Form: f}))
	}
	return serve.Saved(w, r, f, err, "C’est noté à la main courante.", urls.DayNotes(s.Project, s.Day, nil))
}

type entryView struct {
	frame
	daybook.Entry
	Files *fileui.View
	Slots []*daybook.Seen
	Form  *form.Form
}

func (h *Handlers) entry(r *http.Request) (entryView, error) {
	at, err := serve.ID(r, "entry")
	if err != nil {
		return entryView{}, err
	}
	e, err := h.day.Entry(r.Context(), serve.By(r), at)
	return entryView{frame: frameOf(r, e.Project, e.Day), Entry: e, Form: form.Of(daybook.Fields.Values(e.Draft)).Over(e.Version)}, err
}

func (h *Handlers) showEntry(w http.ResponseWriter, r *http.Request) error {
	v, err := h.entry(r)
	if err != nil {
		return err
	}
	if v.Files, err = h.attached.Of(r, entryTopic, v.ID); err != nil {
		return err
	}
	return serve.Page(w, r, EntryPage(v))
}

// editing finds the line of the request with the slots that it may be of, unless its reader may not edit it.
func (h *Handlers) editing(r *http.Request) (entryView, error) {
	v, err := h.entry(r)
	if err != nil {
		return v, err
	}
	if !v.May.Edit {
		return v, h.day.CheckEdit(serve.By(r), v.Entry)
	}
	d, err := h.day.Noting(r.Context(), serve.By(r), v.Entry.Project.ID, v.Entry.Day)
	v.Slots = d.Held()
	return v, err
}

func (h *Handlers) editEntry(w http.ResponseWriter, r *http.Request) error {
	v, err := h.editing(r)
	if err != nil {
		return err
	}
	return serve.Page(w, r, EditEntryPage(v))
}

func (h *Handlers) saveEntry(w http.ResponseWriter, r *http.Request) error {
	v, err := h.editing(r)
	if err != nil {
		return err
	}
	f, err := form.Read(r)
	if err != nil {
		return err
	}
	d := draftOf(f)
	if err = f.Err(); err == nil {
		err = h.day.Edit(r.Context(), serve.By(r), v.ID, f.Version(), d)
	}
	if f.Refuse(err) {
		v.Form = f
		return serve.Invalid(w, r, EditEntryPage(v))
	}
	return serve.Saved(w, r, f, err, "La ligne est enregistrée.", urls.DayEntry(v.ID))
}

func (h *Handlers) closeEntry(w http.ResponseWriter, r *http.Request) error {
	v, err := h.entry(r)
	if err != nil {
		return err
	}
	f, err := form.Read(r)
	if err != nil {
		return err
	}
	err = h.day.Close(r.Context(), serve.By(r), v.ID, f.Version(), f.Text("conduite"))
	if f.Refuse(err) {
		v.Form = f
		if v.Files, err = h.attached.Of(r, entryTopic, v.ID); err != nil {
			return err
		}
		return serve.Invalid(w, r, EntryPage(v))
	}
	return serve.Saved(w, r, f, err, "L’incident est clos.", urls.DayEntry(v.ID))
}

func (h *Handlers) askDelete(w http.ResponseWriter, r *http.Request) error {
	v, err := h.entry(r)
	if err != nil {
		return err
	}
	if !v.May.Delete {
		return h.day.CheckDelete(serve.By(r), v.Entry)
	}
	return serve.Page(w, r, DeleteEntryPage(v))
}

func (h *Handlers) deleteEntry(w http.ResponseWriter, r *http.Request) error {
	v, err := h.entry(r)
	if err != nil {
		return err
	}
	if err := h.day.Delete(r.Context(), serve.By(r), v.ID); err != nil {
		return err
	}
	return serve.Thrown(w, r, "La ligne est à la corbeille. Vous pouvez la rétablir pendant "+trash.Lasts+".", "maincourante", v.ID, urls.DayNotes(v.Entry.Project.ID, v.Entry.Day, nil))
}

// slotOptions are the slots that a line may be of, by place where there are many.
func slotOptions(list []*daybook.Seen) []ui.Option {
	options := make([]ui.Option, 1, 1+len(list))
	options[0].Label = "Aucune en particulier"
	if len(list) <= 12 {
		for _, s := range list {
			options = append(options, ui.Option{Value: id(s.ID), Label: called(*s) + ", " + s.Place()})
		}
		return options
	}
	folded := map[string]string{} // there are few places
	for _, s := range list {
		if place := s.Place(); folded[place] == "" {
			folded[place] = french.Fold(place)
		}
	}
	sorted := slices.Clone(list)
	slices.SortStableFunc(sorted, func(a, b *daybook.Seen) int { return strings.Compare(folded[a.Place()], folded[b.Place()]) })
	for _, s := range sorted {
		options = append(options, ui.Option{Value: id(s.ID), Label: called(*s), Group: s.Place()})
	}
	return options
}

func (h *Handlers) showHistory(w http.ResponseWriter, r *http.Request) error {
	v, err := h.entry(r)
	if err != nil {
		return err
	}
	page, err := h.day.History(r.Context(), serve.By(r), v.ID, historyui.Asked(r))
	if err != nil {
		return err
	}
	return historyui.Show(w, r, ui.DayOf, v.Subject(), page, v.crumbs(ui.Crumb{Label: v.Name(), URL: urls.DayEntry(v.ID)})...)
}

// noteOf is where one notes of a slot.
func noteOf(project int64, day workcal.Date, s int64, kind daybook.Kind) string {
	return urls.DayNotes(project, day, url.Values{"seance": {id(s)}, "type": {string(kind)}})
}
