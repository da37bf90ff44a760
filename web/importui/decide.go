package importui

import (
	"cmp"
	"errors"
	"maps"
	"net/http"
	"net/url"
	"slices"
	"strconv"
	"strings"
	"time"
	"unicode/utf8"

	"parvis/internal/exchange/intake"
	"parvis/internal/exchange/sheet"
	"parvis/internal/fault"
	"parvis/internal/french"
	"parvis/internal/imports"
	"parvis/web/form"
	"parvis/web/serve"
	"parvis/web/ui"
	"parvis/web/urls"
)

// The names of the fields of how a file is read.
const (
	fieldEncoding  = "codage"
	fieldSeparator = "separateur"
	fieldSheet     = "feuille"
	fieldHeading   = "entetes"
	fieldRows      = "lignes"
	fieldView      = "voir"
	fieldPage      = "page"
	fieldSeen      = "vu"
	fieldGo        = "aller" // the rows to show next: a view, and a page after a point
)

// sent reads a form about an import as it is now.
func (h *Handlers) sent(r *http.Request) (*form.Form, preview, error) {
	f, err := form.Read(r)
	if err != nil {
		return nil, preview{}, err
	}
	p, err := h.look(r)
	p.Form = f
	if err == nil && p.Report == nil && p.Unread == "" {
		err = fault.New(fault.Conflict, "Cet import est en cours, ou déjà fait\u00a0: il ne se change plus.", nil)
	}
	if p.Report != nil {
		page, _ := strconv.Atoi(f.Text(fieldPage)) // not typed by anybody
		p.turn(f.Text(fieldView), page)
	}
	return f, p, err
}

// decided keeps choices, and goes on where the person was.
func (h *Handlers) decided(w http.ResponseWriter, r *http.Request, f *form.Form, p preview, c intake.Choices, said, next string) error {
	if !f.Valid() {
		return serve.Invalid(w, r, PreviewPage(p))
	}
	err := h.imports.Decide(r.Context(), serve.By(r), p.ID, f.Version(), c)
	if f.Refuse(err) {
		return serve.Invalid(w, r, PreviewPage(p))
	}
	if fault.Is(err, fault.Conflict) {
		return h.refused(w, r, err)
	}
	if err != nil {
		return err
	}
	serve.Flash(r, said)
	return serve.Redirect(w, r, next)
}

// saveAnswers keeps whatever was typed, and goes to the rows that were asked for.
func (h *Handlers) saveAnswers(w http.ResponseWriter, r *http.Request) error {
	f, p, err := h.sent(r)
	if err != nil {
		return err
	}
	if p.Report == nil {
		return serve.Redirect(w, r, urls.Import(p.ID))
	}
	c, next := p.answers(f, r.PostForm), urls.ImportRows(p.ID, "", 1)
	if view, page, _ := strings.Cut(f.Text(fieldGo), "."); view != "" {
		n, _ := strconv.Atoi(page) // not typed by anybody
		next = urls.ImportRows(p.ID, view, n)
	}
	if f.Valid() && same(c, p.Choices) {
		return serve.Redirect(w, r, next)
	}
	return h.decided(w, r, f, p, c, "Vos réponses sont gardées. Rien n’est encore importé.", next)
}

// answers are the choices with all that the form of the page says.
func (p preview) answers(f *form.Form, sent url.Values) intake.Choices {
	c := copied(p.Choices)
	for _, a := range p.Report.Asks {
		name := askField(a.Name)
		text := f.Text(name)
		switch {
		case !sent.Has(name):
		case text == "" || a.Free && a.Answer == "" && text == a.Proposal:
			delete(c.Answers, a.Name)
		default:
			short(f, name, text, imports.MaxAnswer)
			c.Answers[a.Name] = text
		}
	}
	shown := map[int64]bool{}
	for _, n := range f.IDs(fieldRows) {
		shown[n] = true
	}
	for _, row := range p.Report.Rows {
		if shown[int64(row.Number)] {
			p.answer(f, sent, row, &c)
		}
	}
	slices.Sort(c.Out)
	slices.Sort(c.In)
	if sent.Has(fieldHeading) {
		p.read(f, sent, &c)
	}
	return c
}

// same tells whether choices are the same.
func same(a, b intake.Choices) bool {
	return a.Encoding == b.Encoding && a.Separator == b.Separator && a.Sheet == b.Sheet && a.Heading == b.Heading && maps.Equal(a.Columns, b.Columns) &&
		maps.Equal(a.Cells, b.Cells) && maps.Equal(a.Answers, b.Answers) && slices.Equal(a.Out, b.Out) && slices.Equal(a.In, b.In)
}

// answer notes what was typed about a row.
func (p preview) answer(f *form.Form, sent url.Values, row intake.Row, c *intake.Choices) {
	is := func(n int) bool { return n == row.Number }
	c.Out, c.In = slices.DeleteFunc(c.Out, is), slices.DeleteFunc(c.In, is)
	if f.Flag(inField(row.Number)) {
		c.In = append(c.In, row.Number)
	}
	if f.Flag(outField(row.Number)) {
		c.Out = append(c.Out, row.Number)
		return // what it holds does not matter any more
	}
	for _, field := range p.cells(row) {
		text := f.Text(field.Name)
		if !sent.Has(field.Name) { // an empty cell is an answer too
			continue
		}
		short(f, field.Name, text, imports.MaxCell)
		var column int
		for _, m := range row.Remarks {
			if cellField(row.Number, m.Column) == field.Name {
				column = m.Column
				if text == m.Cell {
					column = 0
				}
				break
			}
		}
		if column != 0 {
			c.Cells[intake.At(row.Number, column)] = text
		}
	}
}

// short notes a text that is too long as the problem of its field.
func short(f *form.Form, name, text string, most int) {
	if utf8.RuneCountInString(text) > most {
		f.Add(name, "Ce texte est trop long\u00a0: "+french.Number(most)+" caractères au plus.")
	}
}

// copied are choices that can be changed.
func copied(c intake.Choices) intake.Choices {
	c.Columns, c.Cells, c.Answers, c.Out = maps.Clone(c.Columns), maps.Clone(c.Cells), maps.Clone(c.Answers), slices.Clone(c.Out)
	if c.Columns == nil {
		c.Columns = map[int]string{}
	}
	if c.Cells == nil {
		c.Cells = map[string]string{}
	}
	if c.Answers == nil {
		c.Answers = map[string]string{}
	}
	return c
}

// saveReading keeps how a file is read of which nothing could be read.
func (h *Handlers) saveReading(w http.ResponseWriter, r *http.Request) error {
	f, p, err := h.sent(r)
	if err != nil {
		return err
	}
	c := copied(p.Choices)
	p.read(f, r.PostForm, &c)
	if !f.Valid() {
		return serve.Invalid(w, r, PreviewPage(p))
	}
	return h.decided(w, r, f, p, c, "Le fichier est relu comme vous le dites. Rien n’est encore importé.", urls.Import(p.ID))
}

// read notes how the file is to be read. What stays as it was found is not kept: another file of the same kind may differ.
func (p preview) read(f *form.Form, sent url.Values, c *intake.Choices) {
	found := intake.Report{}
	if p.Report != nil {
		found = *p.Report
	}
	if said := string(form.Choice(f, fieldEncoding, sheet.Encodings)); said != found.Encoding && sent.Has(fieldEncoding) {
		c.Encoding = said
	}
	if said := separators[f.Text(fieldSeparator)]; said != found.Separator && sent.Has(fieldSeparator) {
		c.Separator = said
	}
	if said := f.Text(fieldSheet); said != found.Sheet && slices.Contains(found.Sheets, said) {
		c.Sheet, c.Columns, c.Heading = said, map[int]string{}, 0 // other rows altogether
		return
	}
	if !sent.Has(fieldHeading) {
		return
	}
	if heading := f.Int(fieldHeading); heading != found.Heading {
		c.Heading, c.Columns = heading, map[int]string{} // other headings, other columns
		return
	}
	p.roles(f, c)
}

// roles notes the columns that were said to be something else than they were read as.
func (p preview) roles(f *form.Form, c *intake.Choices) {
	for _, column := range p.Report.Columns {
		said := f.Text(roleField(column.At))
		known := said == intake.Aside || slices.ContainsFunc(p.Report.Roles, func(r intake.Role) bool { return r.Name == said })
		if known && (said != cmp.Or(column.Role, intake.Aside) || p.inDoubt(column)) {
			c.Columns[column.At] = said
		}
	}
}

// separators are what a separator is called in the form.
var separators = map[string]string{"point-virgule": ";", "virgule": ",", "tabulation": "\t", "barre": "|"}

// reset forgets all that was decided.
func (h *Handlers) reset(w http.ResponseWriter, r *http.Request) error {
	f, p, err := h.sent(r)
	if err != nil {
		return err
	}
	return h.decided(w, r, f, p, intake.Choices{}, "Le fichier est relu tel qu’il est arrivé.", urls.Import(p.ID))
}

// run does the import. A short one is over with the answer; a long one goes on without the page.
func (h *Handlers) run(w http.ResponseWriter, r *http.Request) error {
	f, err := form.Read(r)
	if err != nil {
		return err
	}
	p, err := h.look(r)
	if err != nil {
		return err
	}
	p.Form = f
	if p.Report != nil { // what was typed since the page was made is kept first, and seen
		p.turn(f.Text(fieldView), 1)
		c := p.answers(f, r.PostForm)
		if !f.Valid() {
			return serve.Invalid(w, r, PreviewPage(p))
		}
		if !same(c, p.Choices) {
			return h.decided(w, r, f, p, c, "Vos réponses sont gardées\u00a0: voici ce que le fichier ferait maintenant. Rien n’est encore importé.", urls.Import(p.ID))
		}
	}
	if !f.Valid() {
		return serve.Invalid(w, r, PreviewPage(p))
	}
	over, err := h.imports.Run(r.Context(), serve.By(r), p.ID, f.Text(fieldSeen))
	if fault.Is(err, fault.Conflict) || fault.Is(err, fault.Invalid) {
		return h.refused(w, r, err)
	}
	if err != nil {
		return err
	}
	select {
	case err := <-over:
		if fault.Is(err, fault.Unknown) { // the session ended meanwhile
			return err
		}
	case <-time.After(h.patience):
		return serve.Redirect(w, r, urls.Import(p.ID))
	case <-r.Context().Done():
		return r.Context().Err()
	}
	if p, err = h.look(r); err != nil {
		return err
	}
	if p.State != imports.Done {
		return h.refused(w, r, fault.New(fault.Conflict, p.Failure, nil))
	}
	serve.Say(r, ui.Said{Text: "L’import est fait\u00a0: " + p.did()})
	return serve.Redirect(w, r, p.Back(p.SubjectID))
}

// refused shows the import as it is now, with why it was not done.
func (h *Handlers) refused(w http.ResponseWriter, r *http.Request, why error) error {
	p, err := h.look(r)
	if err != nil {
		return errors.Join(why, err)
	}
	p.Form = form.Of(nil)
	p.Form.Add("", fault.SentenceOf(why))
	return serve.Conflict(w, r, PreviewPage(p))
}

func (h *Handlers) reopen(w http.ResponseWriter, r *http.Request) error {
	if _, err := form.Read(r); err != nil {
		return err
	}
	id, err := serve.ID(r, "thing")
	if err != nil {
		return err
	}
	return serve.Act(w, r, "thing", h.imports.Reopen, "Le fichier est relu. Rien n’est encore importé.", urls.Import(id))
}

func (h *Handlers) forget(w http.ResponseWriter, r *http.Request) error {
	if _, err := form.Read(r); err != nil {
		return err
	}
	return serve.Act(w, r, "thing", h.imports.Forget, "Le fichier est retiré. Ce qui en a été importé reste.", urls.Imports())
}
