package importui

import (
	"net/http"
	"slices"
	"strconv"
	"strings"

	"parvis/internal/exchange/intake"
	"parvis/internal/exchange/workbook"
	"parvis/internal/fault"
	"parvis/internal/french"
	"parvis/internal/imports"
	"parvis/web/form"
	"parvis/web/serve"
	"parvis/web/ui"
)

// The views of the rows.
const (
	viewWaits   = "attente"
	viewEnters  = "entree"
	viewSkipped = "cote"
	viewAll     = "tout"
)

// rowsPerPage is how many rows a page shows.
const rowsPerPage = 50

// preview is the page of an import.
type preview struct {
	imports.Preview
	Door
	View  string
	Page  int
	Pages int
	Rows  []intake.Row // of this page
	Form  *form.Form   // what was typed, when it came back
	MayUn bool         // what it did can be taken back
}

func (h *Handlers) show(w http.ResponseWriter, r *http.Request) error {
	p, err := h.look(r)
	if err != nil {
		return err
	}
	p.Form = form.Of(nil)
	return serve.Page(w, r, PreviewPage(p))
}

// look reads the import that the path names, and the rows that the query asks for.
func (h *Handlers) look(r *http.Request) (preview, error) {
	id, err := serve.ID(r, "thing")
	if err != nil {
		return preview{}, err
	}
	found, err := h.imports.Look(r.Context(), serve.By(r), id)
	if err != nil {
		return preview{}, err
	}
	p := preview{Preview: found, Door: h.doors[found.Kind], Page: 1, Pages: 1}
	if found.State == imports.Done && !found.Undone {
		may, err := serve.MayUndo(r, found.Act)
		if err != nil {
			return preview{}, err
		}
		p.MayUn = may[found.Act]
	}
	if found.Report != nil {
		q := form.Query(r)
		p.turn(q.Text("voir"), q.Int("page"))
	}
	return p, nil
}

// turn picks the rows of a view, on a page.
func (p *preview) turn(view string, page int) {
	if !slices.Contains([]string{viewWaits, viewEnters, viewSkipped, viewAll}, view) {
		view = viewEnters
		if p.Report.Count(intake.Waits) > 0 {
			view = viewWaits
		}
	}
	var rows []intake.Row
	for _, row := range p.Report.Rows {
		if in(view, row.Outcome) {
			rows = append(rows, row)
		}
	}
	p.View, p.Pages = view, max(1, (len(rows)+rowsPerPage-1)/rowsPerPage)
	p.Page = min(max(1, page), p.Pages)
	from := (p.Page - 1) * rowsPerPage
	p.Rows = rows[from:min(from+rowsPerPage, len(rows))]
}

// views are what the views are called, in their order.
var views = []struct{ key, label string }{{viewWaits, "À régler"}, {viewEnters, "À importer"}, {viewSkipped, "De côté"}, {viewAll, "Toutes"}}

// window is the title of the page: the file, and which of its rows are shown.
func (p preview) window() string {
	title := "Import de " + french.Quote(p.Name)
	if p.Report == nil {
		return title
	}
	for _, v := range views {
		if v.key == p.View {
			title += ", " + strings.ToLower(v.label)
		}
	}
	if p.Page > 1 {
		title += ", page " + french.Number(p.Page)
	}
	return title
}

func in(view string, o intake.Outcome) bool {
	switch view {
	case viewWaits:
		return o == intake.Waits
	case viewEnters:
		return o == intake.Created || o == intake.Changed
	case viewSkipped:
		return o == intake.Skipped || o == intake.Same
	}
	return true
}

// rows counts rows by what they are of this kind: "12 tâches".
func (d Door) rows(n int) string { return french.Count(n, d.One, d.Many) }

// agree writes a participle as it agrees with so many: « créées ».
func (d Door) agree(n int, participle string) string {
	if d.Female {
		participle += "e"
	}
	return french.Agree(n, participle, participle+"s")
}

// counts says what would become of the rows.
func (p preview) counts() string {
	r := p.Report
	var said []string
	if n := r.Count(intake.Created); n > 0 {
		said = append(said, p.rows(n)+" à créer")
	}
	if n := r.Count(intake.Changed); n > 0 {
		said = append(said, p.rows(n)+" à modifier")
	}
	if n := r.Count(intake.Same); n > 0 {
		said = append(said, p.rows(n)+" déjà "+p.agree(n, "enregistré"))
	}
	if n := r.Count(intake.Skipped); n > 0 {
		said = append(said, french.Count(n, "ligne laissée", "lignes laissées")+" de côté")
	}
	if n := r.Count(intake.Waits); n > 0 {
		said = append(said, french.Count(n, "ligne attend", "lignes attendent")+" une réponse")
	}
	if len(said) == 0 {
		return "Ce fichier ne contient aucune ligne à importer."
	}
	text := french.And(said) + "."
	if n := r.Noted(); n > 0 {
		text += " " + french.Count(n, "ligne entre", "lignes entrent") + " avec une remarque."
	}
	return text
}

// did says what the import did.
func (p preview) did() string {
	said := []string{p.rows(p.Created) + " " + p.agree(p.Created, "créé")}
	if p.Changed > 0 {
		said = append(said, p.rows(p.Changed)+" "+p.agree(p.Changed, "modifié"))
	}
	if p.Same > 0 {
		said = append(said, p.rows(p.Same)+" "+p.agree(p.Same, "inchangé"))
	}
	if p.Skipped > 0 {
		said = append(said, french.Count(p.Skipped, "ligne laissée", "lignes laissées")+" de côté")
	}
	return french.And(said) + "."
}

// doIt is what the button says.
func (p preview) doIt() string {
	created, changed := p.Report.Count(intake.Created), p.Report.Count(intake.Changed)
	if changed == 0 {
		return "Importer " + p.rows(created)
	}
	if created == 0 {
		return "Modifier " + p.rows(changed)
	}
	return "Importer " + p.rows(created) + " et en modifier " + french.Number(changed)
}

// shownViews are the views that have rows, each with their number.
func (p preview) shownViews() []struct{ key, label string } {
	var shown []struct{ key, label string }
	for _, v := range views {
		n := 0
		for _, row := range p.Report.Rows {
			if in(v.key, row.Outcome) {
				n++
			}
		}
		if n > 0 || v.key == p.View {
			v.label += " (" + french.Number(n) + ")"
			shown = append(shown, v)
		}
	}
	return shown
}

// goPage is the value of a button that leads to another page of the rows.
func (p preview) goPage(n int) string { return p.View + "." + strconv.Itoa(n) }

// carried is what the form of the page carries without showing it.
func (p preview) carried() []ui.Hidden {
	return []ui.Hidden{{Name: "version", Value: strconv.Itoa(p.Version)}, {Name: fieldSeen, Value: p.Seen}, {Name: fieldRows, Value: p.numbers()}, {Name: fieldView, Value: p.View},
		{Name: fieldPage, Value: strconv.Itoa(p.Page)}}
}

// freely tells whether something is asked that nothing waits for.
func (p preview) freely() bool {
	return slices.ContainsFunc(p.Report.Asks, func(a intake.Ask) bool { return a.Free })
}

// outcome names what becomes of a row, with its tone.
func (p preview) outcome(row intake.Row) (tone, text string) {
	switch row.Outcome {
	case intake.Created:
		return "good", "à créer"
	case intake.Changed:
		return "warn", "à modifier"
	case intake.Same:
		return "muted", "déjà là"
	case intake.Waits:
		return "bad", "à régler"
	}
	return "muted", "de côté"
}

// The names of the fields of rows.
func cellField(row, column int) string {
	return "c_" + strconv.Itoa(row) + "_" + strconv.Itoa(column)
}
func outField(row int) string      { return "o_" + strconv.Itoa(row) }
func inField(row int) string       { return "i_" + strconv.Itoa(row) }
func askField(ask string) string   { return "r_" + ask }
func roleField(column int) string  { return "k_" + strconv.Itoa(column) }
func (p preview) isOut(n int) bool { return p.Choices.LeavesOut(n) }
func (p preview) isIn(n int) bool  { return slices.Contains(p.Choices.In, n) }
func corrected(p preview, row, column int) bool {
	_, is := p.Choices.Cells[intake.At(row, column)]
	return is
}

// cells are the cells of a row that can be mended, each once, with all that is said of it.
func (p preview) cells(row intake.Row) []ui.Field {
	if row.Number == p.Report.Heading {
		return nil // what a column is, is chosen below
	}
	var fields []ui.Field
	at := map[int]int{}
	for _, m := range row.Remarks {
		if m.Column == 0 || !(m.Waits || corrected(p, row.Number, m.Column)) {
			continue
		}
		if i, known := at[m.Column]; known {
			if m.Waits {
				fields[i].Problem = strings.TrimSpace(fields[i].Problem + " " + m.Text)
			}
			continue
		}
		f := ui.Field{Name: cellField(row.Number, m.Column), Label: heading(m, row.Number), Problem: m.Text, Value: m.Cell, Max: imports.MaxCell, When: "ou laissez la case vide"}
		switch {
		case m.Cell != "":
		case p.askedFor(row.Number):
			f.When = "ou répondez à la question du haut"
		default:
			f.When = "à remplir"
		}
		if !m.Waits { // corrected, and well
			f.Hint, f.Problem = m.Text, ""
		}
		if m.Proposal != "" {
			f.Value, f.Hint = m.Proposal, "Proposition de Parvis\u00a0; la case est vide."
			if m.Cell != "" {
				f.Hint = "Proposition de Parvis. La case dit\u00a0: " + french.Quote(m.Cell) + "."
			}
		}
		if typed := p.Form.Text(f.Name); typed != "" {
			f.Value = typed
		}
		at[m.Column] = len(fields)
		fields = append(fields, f)
	}
	return fields
}

// askedFor tells whether a question that the import waits for is about a row.
func (p preview) askedFor(row int) bool {
	return slices.ContainsFunc(p.Report.Asks, func(a intake.Ask) bool { return !a.Free && slices.Contains(a.Rows, row) })
}

// heading names a cell by its column, and as spreadsheets do: « Durée (F14) ».
func heading(m intake.Remark, row int) string {
	cell := workbook.ColumnName(m.Column) + strconv.Itoa(row)
	if name := strings.TrimSpace(m.Heading); name != "" {
		return name + " (" + cell + ")"
	}
	return "Case " + cell
}

// sentences are the remarks of a row that no field of its page answers.
func (p preview) sentences(row intake.Row) []string {
	var said []string
	for _, m := range row.Remarks {
		switch {
		case m.Column == 0 || row.Number == p.Report.Heading && m.Waits:
			said = append(said, m.Text)
		case !m.Waits && !corrected(p, row.Number, m.Column):
			said = append(said, heading(m, row.Number)+"\u00a0: "+m.Text)
		}
	}
	return said
}

// numbers lists the rows of the page, for the form that answers them.
func (p preview) numbers() string {
	list := make([]string, len(p.Rows))
	for i, row := range p.Rows {
		list[i] = strconv.Itoa(row.Number)
	}
	return strings.Join(list, ",")
}

// decidable tells whether a person may leave a row out, or take it back in.
func (p preview) decidable(row intake.Row) bool {
	if row.Number == p.Report.Heading {
		return false
	}
	return row.Outcome == intake.Waits || row.Outcome == intake.Created || row.Outcome == intake.Changed || p.isOut(row.Number)
}

// takable tells whether a row is left aside for what it looks like, and may be taken all the same.
func (p preview) takable(row intake.Row) bool { return row.MayTake || p.isIn(row.Number) }

// doubtful are the columns that the row of the headings waits for.
func (p preview) doubtful(row intake.Row) []intake.Column {
	if row.Number != p.Report.Heading || row.Outcome != intake.Waits {
		return nil
	}
	var list []intake.Column
	for _, c := range p.Report.Columns {
		if slices.ContainsFunc(row.Remarks, func(m intake.Remark) bool { return m.Waits && m.Column == c.At }) {
			list = append(list, c)
		}
	}
	return list
}

// inDoubt tells whether the row of the headings, where it is shown, asks what a column is.
func (p preview) inDoubt(c intake.Column) bool {
	for _, row := range p.Rows {
		for _, one := range p.doubtful(row) {
			if one.At == c.At {
				return true
			}
		}
	}
	return false
}

// roleField asks what a column is.
func (p preview) roleField(c intake.Column) ui.Field {
	return ui.Field{Name: roleField(c.At), Label: "Ce que Parvis lit dans la colonne " + workbook.ColumnName(c.At), Options: p.roleOptions(c), Required: true, Alone: true}
}

// answerable tells whether the page has something to answer.
func (p preview) answerable() bool {
	return slices.ContainsFunc(p.Rows, func(row intake.Row) bool { return p.decidable(row) || p.takable(row) }) || len(p.Report.Asks) > 0
}

// problems are what is wrong with the answers that came back.
func (p preview) problems() fault.Problems { return p.Form.Problems() }
