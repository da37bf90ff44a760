package surveyui

import (
	"net/http"
	"net/url"
	"slices"
	"strconv"

	"parvis/internal/exchange/xlsform"
	"parvis/internal/french"
	"parvis/internal/survey"
	"parvis/internal/survey/question"
	"parvis/web/askedui"
	"parvis/web/form"
	"parvis/web/serve"
	"parvis/web/ui"
	"parvis/web/urls"
)

// previewed is a draft or a version, as it will be answered.
type previewed struct {
	survey.Sheet
	Number  int // of the version; 0: the draft
	Asked   question.Form
	Lang    question.Lang
	Tablet  bool
	Page    int // from 0
	Pages   [][]question.Question
	Edition survey.Edition
}

func (h *Handlers) previewed(r *http.Request) (previewed, error) {
	s, err := h.living(r, survey.MayRead)
	if err != nil {
		return previewed{}, err
	}
	f := form.Query(r)
	v := previewed{Sheet: s, Asked: s.Draft, Tablet: f.Text("ecran") == "tablette", Number: max(0, f.Int("version"))}
	if v.Number > 0 {
		version, err := survey.Version{}, error(nil)
		if v.Sheet, version, err = h.surveys.Version(r.Context(), serve.By(r), s.ID, v.Number); err != nil {
			return previewed{}, err
		}
		v.Asked = version.Form
		for _, e := range v.Versions {
			if e.Number == v.Number {
				v.Edition = e
			}
		}
	}
	v.Lang = question.Lang(f.Text("langue"))
	if !slices.Contains(v.Asked.Langs, v.Lang) {
		v.Lang = question.French
	}
	v.Pages = v.Asked.Pages()
	v.Page = min(max(0, f.Int("page")-1), max(0, len(v.Pages)-1))
	return v, nil
}

// query is the preview as an address holds it, with more fields set.
func (v previewed) query(set ...string) url.Values {
	q := url.Values{"langue": {string(v.Lang)}}
	if v.Lang == question.French {
		q.Del("langue")
	}
	if v.Number > 0 {
		q.Set("version", strconv.Itoa(v.Number))
	}
	if v.Tablet {
		q.Set("ecran", "tablette")
	}
	if v.Page > 0 {
		q.Set("page", strconv.Itoa(v.Page+1))
	}
	for i := 0; i+1 < len(set); i += 2 {
		q.Set(set[i], set[i+1])
	}
	return q
}

func (v previewed) url(set ...string) string { return urls.FormPreview(v.ID, v.query(set...)) }

// back is the page that the preview was opened from.
func (v previewed) back() string {
	if v.Number > 0 {
		return urls.FormVersion(v.ID, int64(v.Number))
	}
	return urls.Form(v.ID)
}

func (v previewed) easy() bool { return v.Asked.Layout == question.Easy }

// document is the page around the questions: the one that the public sees, with a line that says what it is.
func (v previewed) document() askedui.Document {
	d := askedui.Document{Title: v.Asked.Title.In(v.Lang), Window: v.window("Aperçu"), Lang: v.Lang, Easy: v.easy(), Device: "phone", Above: above(v)}
	if v.Tablet {
		d.Device = "tablet"
	}
	for _, l := range v.Asked.Langs {
		lang := string(l)
		if l == question.French {
			lang = ""
		}
		d.Languages = append(d.Languages, askedui.Choice{Lang: l, URL: v.url("langue", lang)})
	}
	return d
}

// page is what stands of the form on the page that is looked at.
func (v previewed) page() askedui.Page {
	p := askedui.Page{Lang: v.Lang, Easy: v.easy()}
	if len(v.Pages) > 0 {
		p.Questions = v.Pages[v.Page]
	}
	return p
}

// window is the title of the window: it says which text is looked at, and how.
func (v previewed) window(what string) string {
	if v.Number > 0 {
		what += " de la version " + french.Number(v.Number)
	}
	if v.Tablet {
		what += ", tablette"
	}
	if v.Page > 0 {
		what += ", page " + french.Number(v.Page+1)
	}
	if v.Lang != question.French {
		what += ", " + v.Lang.Name()
	}
	return what + " · " + v.Title
}

// what says which text is looked at.
func (v previewed) what() string {
	if v.Number > 0 {
		return "Aperçu de la version " + french.Number(v.Number) + "\u00a0: rien n’est enregistré."
	}
	return "Aperçu du brouillon\u00a0: rien n’est enregistré."
}

// taken says which text a workbook holds.
func (v previewed) taken() string {
	if v.Number > 0 {
		return "Il contient la version " + french.Number(v.Number) + "."
	}
	return "Il contient le brouillon, tel qu’il est."
}

// simple says of an easy text whether it was read again.
func (v previewed) simple() string {
	switch {
	case !v.easy():
		return ""
	case v.Edition.RereadBy != "":
		return "Version simplifiée, relue par " + v.Edition.RereadBy + ", le " + v.Edition.RereadOn.FrenchDay() + "."
	}
	return "Version simplifiée, à relire."
}

// conditional names the questions of the page that are asked of some only.
func (v previewed) conditional() []string {
	var said []string
	for _, q := range v.page().Questions {
		if text := when(v.Asked, q); text != "" {
			said = append(said, "«\u00a0"+titled(q)+"\u00a0»\u00a0: "+text)
		}
	}
	return said
}

func (h *Handlers) preview(w http.ResponseWriter, r *http.Request) error {
	v, err := h.previewed(r)
	if err != nil {
		return err
	}
	return serve.Page(w, r, PreviewPage(v))
}

func (h *Handlers) paper(w http.ResponseWriter, r *http.Request) error {
	v, err := h.previewed(r)
	if err != nil {
		return err
	}
	return serve.Page(w, r, PaperPage(v))
}

// paperDocument is the same on paper.
func (v previewed) paperDocument() askedui.Document {
	return askedui.Document{Title: v.Asked.Title.In(v.Lang), Window: v.window("Sur papier"), Lang: v.Lang, Easy: v.easy(), Paper: true, Back: v.url()}
}

// askExport says what the workbook will not, before it is taken.
func (h *Handlers) askExport(w http.ResponseWriter, r *http.Request) error {
	v, err := h.previewed(r)
	if err != nil {
		return err
	}
	return serve.Page(w, r, ExportPage(v, xlsform.Omitted(v.Asked)))
}

// export gives a draft, or a version, as a workbook that other programs read.
func (h *Handlers) export(w http.ResponseWriter, r *http.Request) error {
	v, err := h.previewed(r)
	if err != nil {
		return err
	}
	data, err := xlsform.Write(v.Asked)
	if err != nil {
		return err
	}
	return serve.File(w, r, french.FileName(v.Title)+".xlsx", "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet", data)
}

// screens are the ways to look at it.
func (v previewed) screens() []ui.Tab {
	return []ui.Tab{{Label: "Téléphone", URL: v.url("ecran", ""), Current: !v.Tablet}, {Label: "Tablette", URL: v.url("ecran", "tablette"), Current: v.Tablet}, {Label: "Papier", URL: urls.FormPaper(v.ID, v.query("ecran", "", "page", ""))}}
}
