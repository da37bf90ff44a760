package equipmentui

import (
	"cmp"
	"net/http"
	"net/url"

	"parvis/internal/access"
	"parvis/internal/equipment"
	"parvis/internal/fault"
	"parvis/internal/french"
	"parvis/internal/journal"
	"parvis/internal/trash"
	"parvis/internal/workcal"
	"parvis/internal/written"
	"parvis/web/fileui"
	"parvis/web/form"
	"parvis/web/historyui"
	"parvis/web/serve"
	"parvis/web/threadui"
	"parvis/web/ui"
	"parvis/web/urls"
)

// listView is the catalogue under its filter.
type listView struct {
	Items  []equipment.Item
	Filter equipment.Filter
	Form   *form.Form // the filter as typed
	May    equipment.Rights
}

func (h *Handlers) list(r *http.Request) (listView, error) {
	f := form.Query(r)
	filter := equipment.Filter{Text: f.Text("texte"), Category: form.Choice(f, "categorie", equipment.Categories), State: form.Choice(f, "etat", equipment.States),
		Sort: form.Choice(f, "tri", equipment.Sorts), Down: f.Text("sens") == ui.SortDown}
	list, err := h.room.List(r.Context(), serve.By(r), filter)
	return listView{Items: list, Filter: filter, Form: f, May: equipment.Allowed(serve.By(r))}, err
}

func (h *Handlers) listItems(w http.ResponseWriter, r *http.Request) error {
	v, err := h.list(r)
	if err != nil {
		return err
	}
	return serve.Page(w, r, ListPage(v))
}

func (h *Handlers) printItems(w http.ResponseWriter, r *http.Request) error {
	v, err := h.list(r)
	if err != nil {
		return err
	}
	return serve.Page(w, r, PrintPage(v))
}

func (h *Handlers) exportItems(w http.ResponseWriter, r *http.Request) error {
	if err := serve.By(r).Check(equipment.MayExchange, access.Tie{}); err != nil {
		return err
	}
	v, err := h.list(r)
	if err != nil {
		return err
	}
	drafts := make([]equipment.Draft, len(v.Items))
	for i, one := range v.Items {
		drafts[i] = one.Draft
	}
	return serve.Table(w, r, equipment.Table, drafts, "materiel")
}

// query is the filter as an address holds it, with more fields set: name, value, name, value…
func (v listView) query(set ...string) url.Values {
	q := url.Values{"texte": {v.Filter.Text}, "categorie": {string(v.Filter.Category)}, "etat": {string(v.Filter.State)}, "tri": {string(v.Filter.Sort)}}
	if v.Filter.Down {
		q.Set("sens", ui.SortDown)
	}
	for i := 0; i+1 < len(set); i += 2 {
		q.Set(set[i], set[i+1])
	}
	return q
}

// heading is the heading of a column.
func (v listView) heading(label string, by equipment.Sort, class string) ui.SortHeading {
	sorting := ui.Sorting{By: string(v.Filter.Sort), Usual: string(equipment.ByName), Down: v.Filter.Down}
	return ui.SortHeading{Label: label, Class: class, URL: urls.EquipmentOf(v.query(sorting.Resorted(string(by))...)), Sorted: sorting.Sorted(string(by))}
}

var sortWords = map[equipment.Sort]string{equipment.ByName: "par nom", equipment.ByCategory: "par catégorie", equipment.ByQuantity: "par quantité", equipment.ByStorage: "par lieu de rangement"}

var stateLabels = map[equipment.State]string{equipment.InService: "en service", equipment.OutOfService: "hors service", equipment.Damaged: "à réparer ou manquant"}

// narrowed says what the filter keeps.
func (v listView) narrowed() []string {
	var kept []string
	if v.Filter.Text != "" {
		kept = append(kept, "contenant "+written.Quoted(v.Filter.Text))
	}
	if v.Filter.Category != "" {
		kept = append(kept, "de catégorie "+french.Quote(v.Filter.Category.Label()))
	}
	if v.Filter.State != "" {
		kept = append(kept, stateLabels[v.Filter.State])
	}
	return kept
}

// window is the title of the window: it says what the list is narrowed to and how it is sorted.
func (v listView) window(title string) string {
	return ui.Narrowing{Kept: v.narrowed(), Count: v.count(), Sort: ui.Resort(sortWords, v.Filter.Sort, equipment.ByName, v.Filter.Down), Down: v.Filter.Down}.Window(title)
}

// count says how many things there are under the filter.
func (v listView) count() string {
	if len(v.Items) == 0 {
		return "Aucun article"
	}
	return french.Count(len(v.Items), "article", "articles")
}

func categoryOptions(options ...ui.Option) []ui.Option {
	for _, c := range equipment.Categories {
		options = append(options, ui.Option{Value: string(c), Label: french.Capital(c.Label())})
	}
	return options
}

func stateOptions() []ui.Option {
	options := []ui.Option{{Label: "Tous"}}
	for _, s := range equipment.States {
		options = append(options, ui.Option{Value: string(s), Label: french.Capital(stateLabels[s])})
	}
	return options
}

// itemView is a thing on its page, with what takes it, what is said of it and attached to it.
type itemView struct {
	equipment.Sheet
	Takers    []equipment.Taker
	Shortages []equipment.Shortage
	Today     workcal.Date
	Thread    *threadui.View
	Files     *fileui.View
}

func (h *Handlers) item(r *http.Request) (equipment.Sheet, error) {
	id, err := serve.ID(r, "equipment")
	if err != nil {
		return equipment.Sheet{}, err
	}
	return h.room.Item(r.Context(), serve.By(r), id)
}

// living finds the thing of the request, unless it is in the trash or its reader may not do this with it.
func (h *Handlers) living(r *http.Request, action *access.Action) (equipment.Sheet, error) {
	v, err := h.item(r)
	if err == nil && v.DeletedAt != nil {
		err = fault.Missing(nil)
	}
	return v, cmp.Or(err, serve.By(r).Check(action, access.Tie{}))
}

func (h *Handlers) showItem(w http.ResponseWriter, r *http.Request) error {
	sheet, err := h.item(r)
	if err != nil {
		return err
	}
	v := itemView{Sheet: sheet, Today: serve.Today(r)}
	if sheet.DeletedAt == nil {
		if v.Takers, v.Shortages, err = h.room.Takers(r.Context(), serve.By(r), sheet.ID, v.Today); err != nil {
			return err
		}
		if v.Thread, v.Files, err = h.threads.Of(r, journal.Equipment, sheet.ID); err != nil {
			return err
		}
	}
	return serve.Page(w, r, ItemPage(v))
}

func crumbs(more ...ui.Crumb) []ui.Crumb {
	return append([]ui.Crumb{{Label: "Matériel", URL: urls.Equipment()}}, more...)
}

func (h *Handlers) showHistory(w http.ResponseWriter, r *http.Request) error {
	v, err := h.item(r)
	if err != nil {
		return err
	}
	page, err := h.room.History(r.Context(), serve.By(r), v.ID, historyui.Asked(r))
	if err != nil {
		return err
	}
	return historyui.Show(w, r, ui.Equipment, v.Subject(), page, crumbs(ui.Crumb{Label: v.Name, URL: urls.EquipmentItem(v.ID)})...)
}

// itemForm is the page of a thing's form.
type itemForm struct {
	*form.Form
	Item *equipment.Sheet // that is edited; nil for a new one
}

// parseItem reads the form of a thing; the error is what is to mend.
func parseItem(f *form.Form) (equipment.Draft, error) {
	d := equipment.Draft{Name: f.Text(equipment.FieldName), Category: form.Choice(f, "categorie", equipment.Categories), Quantity: f.Int(equipment.FieldQuantity), Broken: f.Int(equipment.FieldBroken),
		Missing: f.Int(equipment.FieldMissing), Storage: f.Text("rangement"), SetUp: f.Text("installation"), Notes: f.Text("notes"), Active: f.Flag("actif")}.Tidy()
	return d, f.Merge(d.Check())
}

func (h *Handlers) newItem(w http.ResponseWriter, r *http.Request) error {
	if err := serve.By(r).Check(equipment.MayEdit, access.Tie{}); err != nil {
		return err
	}
	return serve.Page(w, r, ItemFormPage(itemForm{Form: form.Of(equipment.Fields.Values(equipment.Blank)).Keyed(serve.NewKey())}))
}

func (h *Handlers) createItem(w http.ResponseWriter, r *http.Request) error {
	f, err := serve.Sent(r, equipment.MayEdit)
	if err != nil {
		return err
	}
	draft, err := parseItem(f)
	var id int64
	if err == nil {
		id, err = h.room.Create(r.Context(), serve.By(r), f.Sending(), draft)
	}
	if f.Refuse(fault.SeenAt(err, urls.EquipmentItem(id))) {
		return serve.Invalid(w, r, ItemFormPage(itemForm{Form: f}))
	}
	return serve.Saved(w, r, f, err, "L’article est au catalogue.", urls.EquipmentItem(id))
}

func (h *Handlers) editItem(w http.ResponseWriter, r *http.Request) error {
	v, err := h.living(r, equipment.MayEdit)
	if err != nil {
		return err
	}
	return serve.Page(w, r, ItemFormPage(itemForm{Form: form.Of(equipment.Fields.Values(v.Draft)).Over(v.Version), Item: &v}))
}

func (h *Handlers) saveItem(w http.ResponseWriter, r *http.Request) error {
	v, err := h.living(r, equipment.MayEdit)
	if err != nil {
		return err
	}
	f, err := form.Read(r)
	if err != nil {
		return err
	}
	draft, err := parseItem(f)
	if err == nil {
		err = h.room.Edit(r.Context(), serve.By(r), v.ID, f.Version(), draft)
	}
	if f.Refuse(err) {
		return serve.Invalid(w, r, ItemFormPage(itemForm{Form: f, Item: &v}))
	}
	return serve.Saved(w, r, f, err, "L’article est enregistré.", urls.EquipmentItem(v.ID))
}

func (h *Handlers) askDelete(w http.ResponseWriter, r *http.Request) error {
	v, err := h.living(r, equipment.MayDelete)
	if err != nil {
		return err
	}
	return serve.Page(w, r, DeletePage(v))
}

func (h *Handlers) deleteItem(w http.ResponseWriter, r *http.Request) error {
	id, err := serve.ID(r, "equipment")
	if err != nil {
		return err
	}
	if err := h.room.Delete(r.Context(), serve.By(r), id); err != nil {
		return err
	}
	return serve.Thrown(w, r, "L’article est à la corbeille. Vous pouvez le rétablir pendant "+trash.Lasts+".", "materiel", id, urls.Equipment())
}
