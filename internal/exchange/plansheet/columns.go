package plansheet

import (
	"iter"
	"slices"
	"strconv"
	"strings"

	"parvis/internal/exchange/sheet"
	"parvis/internal/exchange/workbook"
	"parvis/internal/french"
	"parvis/internal/written"
)

// column is a column of the table.
type column struct {
	at     int
	header string // as written
	roles  []role // those that the header allows
	whole  bool   // every part of the header is known
	role   role
	filled int      // cells that hold something
	texts  []string // the first of them
	asked  bool     // the person asked to leave it aside
	chosen bool     // the person said what it is
	kept   kept     // what an import keeps of it
	unit   unit     // what the header says that numbers count

	counting counting // what numbers alone count from the event

	choice    string // the name of what the person said it is
	importing bool   // sentences speak to somebody who chooses on a page
}

// name is how a sentence calls the column, after « la colonne ».
func (c *column) name() string {
	if c.header == "" {
		return strconv.Itoa(c.at+1) + " (sans en-tête)"
	}
	return quoted(c.header)
}

// subject begins a sentence about the column. An import names it: its question may stand apart from the cells.
func (c *column) subject() string {
	switch {
	case !c.importing:
		return "Cette colonne"
	case c.header == "":
		return "La colonne " + workbook.ColumnName(c.at+1)
	}
	return "La colonne " + quoted(c.header) + " (" + workbook.ColumnName(c.at+1) + ")"
}

// announcing begins a sentence about what the header announces.
func (c *column) announcing() string {
	if c.importing {
		return c.subject()
	}
	return "Cet en-tête"
}

// under begins a sentence about the cells below the header.
func (c *column) under() string {
	if c.importing {
		return "Dans " + uncapital(c.subject())
	}
	return "Sous cet en-tête"
}

// unheardOf says that the header is not known.
func (c *column) unheardOf() string {
	if c.importing {
		return c.subject() + " a un en-tête que Parvis ne connaît pas"
	}
	return "Parvis ne connaît pas cet en-tête"
}

// uncapital puts a subject within a sentence.
func uncapital(subject string) string { return strings.ToLower(subject[:1]) + subject[1:] }

// makeColumns reads the headers, and which columns the person leaves aside.
func (d *decoder) makeColumns() {
	used := make([]bool, len(d.options.Ignore))
	for at, cell := range d.headerRow.Cells {
		c := &column{at: at, header: strings.TrimSpace(cell)}
		d.headers = append(d.headers, c.header)
		c.roles, c.whole = headerOf(c.header)
		c.unit = unitOf(c.header)
		c.counting, _ = countingOf(c.header)
		if len(c.roles) > 0 {
			c.role = c.roles[0]
		}
		for i, name := range d.options.Ignore {
			if c.called(name) {
				used[i] = true
				c.leaveAside()
			}
		}
		d.columns = append(d.columns, c)
	}
	if d.importing {
		d.chooseAsAsked()
	}
	for i, name := range d.options.Ignore {
		if !used[i] {
			d.problems = append(d.problems, Problem{Row: d.headerRow.Number, Text: "Aucune colonne ne s’appelle " + quoted(name) + "\u00a0: elle ne peut pas être laissée de côté."})
		}
	}
}

// called reports whether a person means this column: by its header, or as "colonne 7".
func (c *column) called(name string) bool {
	plain := french.Fold(name)
	if plain == "colonne "+strconv.Itoa(c.at+1) {
		return true
	}
	return c.header != "" && plain != "" && (plain == french.Fold(c.header) || headerKey(name) != "" && headerKey(name) == headerKey(c.header))
}

// first gives the first column of a role, nil when there is none.
func (d *decoder) first(r role) *column {
	for _, c := range d.columns {
		if c.role == r {
			return c
		}
	}
	return nil
}

// sampledCells is how many cells of a column are enough to tell what it holds.
const sampledCells = 200

// survey looks through rows once and notes what each column holds. Rows that do
// not tell what a column is for only count: « 2/11 » beside « Total » is no day.
func (d *decoder) survey(rows iter.Seq[[]string], tells func(cells []string) bool) {
	for _, c := range d.columns {
		c.filled, c.texts = 0, nil
	}
	for cells := range rows {
		telling := tells(cells)
		for at, cell := range cells[:min(len(cells), len(d.columns))] {
			text := cellText(cell)
			if text == "" {
				continue
			}
			c := d.columns[at]
			if c.filled++; telling && len(c.texts) < sampledCells {
				c.texts = append(c.texts, text)
			}
		}
	}
}

// mostColumns bounds the columns that hold something: each has to be looked at.
const mostColumns = 500

// tooWide looks through the rows for the first time, and refuses a table of too many columns.
func (d *decoder) tooWide(body []sheet.Row) bool {
	d.survey(func(yield func([]string) bool) {
		for i := range body {
			if !yield(body[i].Cells) {
				return
			}
		}
	}, func(cells []string) bool { return !slices.ContainsFunc(cells, beginsLikeTotal) })
	n := 0
	for _, c := range d.columns {
		n += one(c.filled > 0)
	}
	if n > mostColumns {
		d.problems = append(d.problems, Problem{Row: d.headerRow.Number, Text: "Le tableau a trop de colonnes\u00a0: cinq cents au plus."})
	}
	return n > mostColumns
}

// chooseRoles decides between the roles of a header by the cells below it, except for links,
// which are only known once the tasks have their names.
func (d *decoder) chooseRoles(body []sheet.Row) {
	for _, c := range d.columns {
		if len(c.roles) > 1 {
			c.choose()
		}
		if c.role == roleUnknown && looksLikeOutline(c.texts) && d.first(roleOutline) == nil {
			c.role = roleOutline
			d.tell("La colonne " + c.name() + " est lue comme des numéros hiérarchiques (" + quoted(c.texts[0]) + ").")
		}
		if (c.role == roleID || c.role == roleTitle) && c.filled == 0 && len(body) > 0 {
			c.role = roleUnused // it names nothing
		}
	}
	d.takeDates()
	d.chooseTitle(body)
	for _, c := range d.columns {
		if c.role.matters() {
			d.working = append(d.working, c)
		}
	}
	if d.first(roleTitle) == nil && d.first(roleID) == nil {
		choose := "appelez-la Tâche."
		if d.importing {
			choose = "choisissez laquelle, ou appelez-en une " + quoted("Tâche") + "."
		}
		d.problems = append(d.problems, Problem{Row: d.headerRow.Number, Text: "Aucune colonne ne dit le nom des tâches\u00a0: " + choose})
	}
}

// choose keeps the first role that suits half of the cells.
func (c *column) choose() {
	for _, r := range c.roles {
		if r == roleMilestone {
			if c.saysMilestones() {
				c.role = r
				return
			}
			continue
		}
		n := 0
		for _, text := range c.texts {
			if suits(r, text) {
				n++
			}
		}
		if n*2 > len(c.texts) || n*2 == len(c.texts) && !r.isDate() {
			c.role = r
			return
		}
	}
}

// suits reports whether a cell reads as the role says.
func suits(r role, text string) bool {
	switch {
	case r == roleDue:
		return looksDue(text)
	case r == roleDuration:
		_, _, _, err := written.Duration(text)
		return err == nil
	case r == roleEffort:
		_, ok := effortOf(text)
		return ok
	case r == roleInternal:
		_, ok := flagOf(text)
		return ok
	case r == roleState:
		return looksLikeState(text)
	case r == roleUnit:
		return looksLikeUnit(text)
	case r.isDate():
		return looksLikeDay(text)
	case r == roleTitle, r == roleNeeds, r == roleSuccessors:
		return !looksDue(text)
	}
	return true
}

// settleColumns decides what is left to decide once the tasks have names: which columns hold
// links, which say the same thing twice, and that none is dropped in silence.
func (d *decoder) settleColumns() {
	d.survey(func(yield func([]string) bool) {
		for i := range d.entries {
			if !yield(d.entries[i].Cells) {
				return
			}
		}
	}, func([]string) bool { return true })
	if c := d.first(roleUnit); c != nil && d.first(roleDuration) == nil {
		d.add(d.headerRow.Number, c.at, c.subject()+" dit des unités de temps ("+quoted(c.texts[0])+"), mais aucune colonne ne dit les durées\u00a0: "+c.callDuration()+" celle de leurs nombres, ou laissez celle-ci de côté"+c.ignoring()+".")
	}
	for _, c := range d.columns {
		if c.role == roleNeeds || c.role == roleSuccessors {
			d.chooseLinks(c)
		}
	}
	for _, c := range d.columns {
		if c.filled > 0 {
			d.by[c.role] = append(d.by[c.role], c)
		}
	}
	for _, c := range d.columns {
		d.refuseMixture(c)
		if first := d.by[c.role]; c.filled > 0 && !c.role.mayRepeat() && first[0] != c {
			d.add(d.headerRow.Number, c.at, c.subject()+" donne la même chose que la colonne "+first[0].name()+"\u00a0: n’en gardez qu’une, ou laissez celle-ci de côté"+c.ignoring()+".")
		}
	}
	if d.importing {
		d.keep()
		d.askFinishes()
	}
	d.refuseGrid()
	d.judgeTheRest()
}

// chooseLinks gives up that a column holds links where its header may mean something else, as
// « Besoins » may, and its cells name no task.
func (d *decoder) chooseLinks(c *column) {
	if slices.Contains(c.roles, roleDue) && d.first(roleID) == nil && slices.ContainsFunc(c.texts, bareNumber.MatchString) {
		d.add(d.headerRow.Number, c.at, c.under()+", un nombre seul ("+examplesOf(c.texts, bareNumber.MatchString)+") peut vouloir dire des jours avant l’événement ou une autre tâche\u00a0: "+c.rename()+
			quoted("Jours avant")+" ou "+quoted("Suivie de")+", ou laissez-la de côté"+c.ignoring()+".")
	}
	if len(c.roles) < 2 || c.filled == 0 || d.looksLikeLinks(c) || slices.ContainsFunc(c.texts, bareNumber.MatchString) {
		return
	}
	for _, r := range c.roles {
		if r != roleNeeds && r != roleSuccessors && suits(r, c.texts[0]) {
			c.role = r
		}
	}
}

// mayRepeat reports whether several columns may have the role.
func (r role) mayRepeat() bool {
	return r == roleUnknown || r == roleDue || r == roleOtherTitle || r == roleGrid || r == rolePlanned || r == roleSuccessors || r >= roleComputed
}

// ignoring says how to leave the column aside, after « de côté ».
func (c *column) ignoring() string {
	if c.importing {
		return ""
	}
	return " avec " + c.ignoreOption()
}

// rename is what to do about a header, before the name of what it is.
func (c *column) rename() string {
	switch {
	case c.importing:
		return "choisissez ce qu’elle est, "
	case c.header == "":
		return "appelez-la "
	}
	return "renommez-la "
}

// callDuration is what to do about another column, which is then named.
func (c *column) callDuration() string {
	if c.importing {
		return "choisissez " + quoted("Durée") + " pour"
	}
	return "appelez Durée"
}

// ignoreOption is what to type to leave the column aside.
func (c *column) ignoreOption() string {
	name := headerKey(c.header)
	if name == "" || strings.ContainsAny(c.header, "\"\n\\$`") {
		return `--ignore "colonne ` + strconv.Itoa(c.at+1) + `"`
	}
	return `--ignore "` + printable(c.header, 60) + `"`
}
