package partnerui

import (
	"cmp"
	"context"
	"net/http"
	"net/url"
	"strconv"
	"strings"

	"parvis/internal/access"
	"parvis/internal/french"
	"parvis/internal/partner"
	"parvis/internal/partner/kinds"
	"parvis/internal/territory"
	"parvis/internal/workcal"
	"parvis/web/form"
	"parvis/web/serve"
	"parvis/web/ui"
	"parvis/web/urls"
)

type listView struct {
	Found       partner.Found[partner.Organisation]
	Thresholds  partner.Thresholds
	Lists       []partner.SavedList
	Territories []territory.Choice
	Filter      partner.Filter
	Form        *form.Form // the filter as typed
	Keeping     *form.Form // the name under which it is kept
	May         partner.Rights
	Today       workcal.Date
}

func parseFilter(f *form.Form) partner.Filter {
	filter := partner.Filter{Text: f.Text("texte"), Kind: kinds.Code(f.Text("type")), TerritoryID: max(0, f.ID("territoire")), Tag: strings.ToLower(french.OneLine(f.Text("etiquette"))),
		Sort: form.Choice(f, "tri", partner.Sorts), Down: f.Text("sens") == ui.SortDown, Page: max(1, min(f.Int("page"), 1000))}
	if !filter.Kind.Known() && filter.Kind != partner.Relays {
		filter.Kind = ""
	}
	if silence := f.Text("silence"); silence == "etiquettes" {
		filter.Silent = partner.ByTag
	} else if months, err := strconv.Atoi(silence); err == nil && months > 0 && months <= 120 {
		filter.Silent = months
	}
	return filter
}

func (h *Handlers) list(r *http.Request) (listView, error) {
	f := form.Query(r)
	v := listView{Filter: parseFilter(f), Form: f, May: partner.Allowed(serve.By(r)), Today: serve.Today(r), Keeping: form.Of(nil)}
	var err error
	if v.Territories, err = h.territories.Choices(r.Context(), serve.By(r)); err != nil {
		return v, err
	}
	return v, nil
}

func (h *Handlers) listOrganisations(w http.ResponseWriter, r *http.Request) error {
	v, err := h.wholeList(r)
	if err != nil {
		return err
	}
	return serve.Page(w, r, ListPage(v))
}

func (h *Handlers) wholeList(r *http.Request) (listView, error) {
	v, err := h.list(r)
	if err != nil {
		return v, err
	}
	if v.Found, v.Thresholds, err = h.partners.List(r.Context(), serve.By(r), v.Filter); err != nil {
		return v, err
	}
	v.Lists, err = h.partners.Lists(r.Context(), serve.By(r))
	return v, err
}

// all is the list of every organisation that passes the filter.
func (h *Handlers) all(r *http.Request) (listView, error) {
	v, err := h.list(r)
	if err != nil {
		return v, err
	}
	v.Found.List, err = h.partners.All(r.Context(), serve.By(r), v.Filter)
	v.Found.Count = len(v.Found.List)
	return v, err
}

func (h *Handlers) printOrganisations(w http.ResponseWriter, r *http.Request) error {
	v, err := h.all(r)
	if err != nil {
		return err
	}
	return serve.Page(w, r, PrintPage(v))
}

func (h *Handlers) printLabels(w http.ResponseWriter, r *http.Request) error {
	v, err := h.all(r)
	if err != nil {
		return err
	}
	return serve.Page(w, r, LabelsPage(v))
}

func (h *Handlers) exportOrganisations(w http.ResponseWriter, r *http.Request) error {
	if err := serve.By(r).Check(partner.MayExchange, access.Tie{}); err != nil {
		return err
	}
	v, err := h.all(r)
	if err != nil {
		return err
	}
	drafts := make([]partner.OrganisationDraft, len(v.Found.List))
	for i, o := range v.Found.List {
		drafts[i] = o.OrganisationDraft
	}
	return serve.Table(w, r, partner.OrganisationTable, drafts, "structures")
}

// query is the filter as an address, with what is set besides.
func (v listView) query(set ...string) url.Values {
	q := url.Values{"texte": {v.Filter.Text}, "type": {string(v.Filter.Kind)}, "etiquette": {v.Filter.Tag}, "silence": {v.silence()}, "tri": {string(v.Filter.Sort)}}
	if v.Filter.TerritoryID != 0 {
		q.Set("territoire", strconv.FormatInt(v.Filter.TerritoryID, 10))
	}
	if v.Filter.Down {
		q.Set("sens", ui.SortDown)
	}
	for i := 0; i+1 < len(set); i += 2 {
		q.Set(set[i], set[i+1])
	}
	return q
}

func (v listView) silence() string {
	switch v.Filter.Silent {
	case 0:
		return ""
	case partner.ByTag:
		return "etiquettes"
	}
	return strconv.Itoa(v.Filter.Silent)
}

func (v listView) heading(label string, by partner.Sort) ui.SortHeading {
	sorting := ui.Sorting{By: string(v.Filter.Sort), Usual: string(partner.ByName), Down: v.Filter.Down}
	return ui.SortHeading{Label: label, URL: urls.OrganisationsOf(v.query(sorting.Resorted(string(by))...)), Sorted: sorting.Sorted(string(by))}
}

// narrowed says what the filter keeps.
func (v listView) narrowed() []string {
	var kept []string
	if v.Filter.Text != "" {
		kept = append(kept, "contenant "+quoted(v.Filter.Text))
	}
	switch {
	case v.Filter.Kind == partner.Relays:
		kept = append(kept, "relais jeunesse")
	case v.Filter.Kind != "":
		kept = append(kept, "de type "+french.Quote(v.Filter.Kind.Label()))
	}
	for _, c := range v.Territories {
		if c.ID == v.Filter.TerritoryID {
			kept = append(kept, "à "+c.Label)
		}
	}
	if v.Filter.Tag != "" {
		kept = append(kept, "portant l’étiquette "+french.Quote(v.Filter.Tag))
	}
	if text := silenceText(v.Filter.Silent); text != "" {
		kept = append(kept, text)
	}
	return kept
}

// window names the page for a title that tells filters and pages apart.
func (v listView) window(title string) string {
	sort := ui.Resort(sortWords, cmp.Or(v.Filter.Sort, partner.ByName), partner.ByName, v.Filter.Down)
	return ui.Narrowing{Kept: v.narrowed(), Sort: sort, Down: v.Filter.Down, Page: v.Found.Page}.Window(title)
}

var sortWords = map[partner.Sort]string{partner.ByName: "par nom", partner.ByTown: "par ville", partner.ByLast: "par dernier échange"}

// lead counts what the filter finds.
func (v listView) lead() string {
	if v.Found.Near && v.Found.Count > 0 {
		return "Rien ne porte exactement ces mots\u00a0: " + french.Count(v.Found.Count, "structure leur ressemble", "structures leur ressemblent") + "."
	}
	return more(organisationsCounted(v.Found.Count), v.Found.More)
}

func (h *Handlers) saveList(w http.ResponseWriter, r *http.Request) error {
	f, err := serve.Sent(r, partner.MayRead)
	if err != nil {
		return err
	}
	query, _ := url.ParseQuery(f.Text("filtre"))
	back := urls.OrganisationsOf(query)
	_, err = h.partners.SaveList(r.Context(), serve.By(r), partner.SavedList{Name: f.Text("nom_liste"), Query: query.Encode(), Shared: f.Flag("partagee")})
	if f.Refuse(err) {
		at := r.Clone(r.Context())
		at.URL = &url.URL{Path: urls.Organisations(), RawQuery: query.Encode()}
		v, err := h.wholeList(at)
		v.Keeping = f
		return cmp.Or(err, serve.Invalid(w, r, ListPage(v)))
	}
	return serve.Saved(w, r, f, err, "La liste est gardée.", back)
}

func (h *Handlers) forgetList(w http.ResponseWriter, r *http.Request) error {
	return serve.Act(w, r, "list", func(ctx context.Context, by byWho, id int64) error { return h.partners.ForgetList(ctx, by, id) }, "La liste n’est plus gardée.", urls.Organisations())
}

type tagsView struct {
	*form.Form
	Tags partner.Thresholds
	May  partner.Rights
}

func (h *Handlers) showTags(w http.ResponseWriter, r *http.Request) error {
	tags, err := h.partners.Tags(r.Context(), serve.By(r))
	if err != nil {
		return err
	}
	values := url.Values{}
	for i, t := range tags {
		if t.Months > 0 {
			values.Set("mois_"+strconv.Itoa(i), strconv.Itoa(t.Months))
		}
	}
	return serve.Page(w, r, TagsPage(tagsView{form.Of(values), tags, partner.Allowed(serve.By(r))}))
}

func (h *Handlers) setTags(w http.ResponseWriter, r *http.Request) error {
	f, err := serve.Sent(r, partner.MaySetTags)
	if err != nil {
		return err
	}
	tags, err := h.partners.Tags(r.Context(), serve.By(r))
	if err != nil {
		return err
	}
	var set []partner.Threshold
	for i := range tags {
		name := "mois_" + strconv.Itoa(i)
		// The tag is sent beside its number, since another one may have come meanwhile.
		if tag := f.Text("etiquette_" + strconv.Itoa(i)); tag != "" {
			months := f.Int(name)
			f.Require(months >= 0 && months <= 120, name, "Veuillez donner un nombre de mois entre 1 et 120, ou rien.")
			set = append(set, partner.Threshold{Tag: tag, Months: months})
		}
	}
	err = f.Err()
	if err == nil {
		err = h.partners.SetTags(r.Context(), serve.By(r), set)
	}
	if f.Refuse(err) {
		return serve.Invalid(w, r, TagsPage(tagsView{f, tags, partner.Allowed(serve.By(r))}))
	}
	return serve.Saved(w, r, f, err, "Les rappels sont enregistrés.", urls.Tags())
}
