package plan

import (
	"strings"

	grid "parvis/internal/exchange/sheet"
	"parvis/internal/fault"
	"parvis/internal/french"
	"parvis/internal/workcal"
	"parvis/internal/written"
)

// MaxLines is how many tasks are added at once from lines.
const MaxLines = 200

// lineCells is how many cells a line has: title, responsible, duration, due.
const lineCells = 4

// Lines reads tasks as people type or paste them, one a line: a title, then where there is a tab, or a semicolon in a text that
// has none, who is responsible, how long it lasts and by when it is to be done. What a line does not say is base's. Empty lines,
// bullets before titles and the line of headers of a sheet are left out. Days without a year are the ones nearest to near; people
// are named as people says. Each line is a draft or a problem of FieldTitle, in order: the number of the line and a sentence.
func Lines(text string, base Draft, people []Assignee, near workcal.Date) (drafts []Draft, notes []string, problems fault.Problems) {
	rows, err := cutLines(text)
	if err != nil {
		problems.Add(FieldTitle, err.Error())
		return nil, nil, problems
	}
	if len(rows) > 0 && isHeader(rows[0].Cells) {
		notes = append(notes, "La ligne "+written.Quoted(strings.Join(rows[0].Cells, "\u00a0; "))+" nomme des colonnes\u00a0: elle n’est pas devenue une tâche.")
		rows = rows[1:]
	}
	switch {
	case len(rows) == 0:
		problems.Add(FieldTitle, "Donnez un titre à la tâche.")
	case len(rows) > MaxLines:
		problems.Add(FieldTitle, "Ajoutez au plus "+french.Count(MaxLines, "ligne", "lignes")+" à la fois\u00a0: il y en a "+french.Number(len(rows))+".")
		return nil, nil, problems
	}
	for _, row := range rows {
		d, said, wrong := readLine(row.Cells, base, people, near)
		notes = append(notes, said...)
		if wrong == nil {
			wrong = d.Check()
		}
		if wrong.Any() {
			problems.Add(FieldTitle, LineProblem(row.Number, len(rows), wrong[0].Sentence))
		}
		drafts = append(drafts, d)
	}
	return drafts, notes, problems
}

// LineProblem says which of several lines a sentence is about.
func LineProblem(line, of int, sentence string) string {
	if of < 2 {
		return sentence
	}
	return "Ligne " + french.Number(line) + "\u00a0: " + lower(sentence)
}

// cutLines cuts a text into lines that hold something, and these into cells.
func cutLines(text string) ([]grid.Row, error) {
	separator := ""
	switch {
	case strings.Contains(text, "\t"):
		separator = "\t"
	case strings.Contains(text, ";"):
		separator = ";"
	default:
		var rows []grid.Row
		for i, line := range strings.Split(text, "\n") {
			if title := unbulleted(line); title != "" {
				rows = append(rows, grid.Row{Number: i + 1, Cells: []string{title}})
			}
		}
		return rows, nil
	}
	// A first row that names the separator leaves nothing to be guessed.
	table, err := grid.Read(strings.NewReader("sep="+separator+"\n"+text), grid.Options{})
	if err != nil {
		return nil, err
	}
	for i := range table.Rows {
		row := &table.Rows[i]
		row.Number--
		for j := range row.Cells {
			row.Cells[j] = french.OneLine(row.Cells[j])
		}
		row.Cells[0] = unbulleted(row.Cells[0])
	}
	return table.Rows, nil
}

// bullets are what lists put before their lines.
const bullets = "-–—•·*▪◦‣☐□"

// unbulleted is a line without the bullet of a list before it, which a blank follows.
func unbulleted(line string) string {
	line = french.OneLine(line)
	for _, bullet := range bullets {
		if rest, ok := strings.CutPrefix(line, string(bullet)); ok && (rest == "" || strings.HasPrefix(rest, " ") || strings.HasPrefix(rest, "\u00a0")) {
			return strings.TrimSpace(rest)
		}
	}
	return line
}

// isHeader tells a line of a sheet that names its columns.
func isHeader(cells []string) bool {
	if len(cells) < 2 {
		return false
	}
	switch french.Fold(cells[1]) {
	case "responsable", "qui", "pilote", "qui ?", "responsables":
		return true
	}
	return false
}

// readLine reads the cells of a line. The first problem of it is enough.
func readLine(cells []string, base Draft, people []Assignee, near workcal.Date) (d Draft, notes []string, wrong fault.Problems) {
	d = base
	d.Title = cells[0]
	cell := func(i int) string {
		if i < len(cells) {
			return strings.TrimSpace(cells[i])
		}
		return ""
	}
	refuse := func(sentence string) (Draft, []string, fault.Problems) {
		return d, nil, fault.Problems{{Field: FieldTitle, Sentence: sentence}}
	}
	if len(cells) > lineCells && !grid.Empty(cells[lineCells:]) {
		return refuse("Une ligne a au plus quatre cases\u00a0: le titre, la personne responsable, la durée, et pour quand. " + written.Quoted(strings.Join(cells[lineCells:], " ")) + " est de trop.")
	}
	if name := cell(1); name != "" {
		id, why := findAssignee(name, people)
		if why != "" {
			return refuse(why)
		}
		d.ResponsibleID = id
	}
	if text := cell(2); text != "" {
		days, calendar, note, err := written.Duration(text)
		if err != nil {
			return refuse(err.Error())
		}
		d.Duration, d.CalendarDays = days, calendar
		if note != "" {
			notes = append(notes, note)
		}
	}
	if text := cell(3); text != "" {
		o, day, note, err := ParseDue(text, near)
		if err != nil {
			return refuse(err.Error())
		}
		d.Offset, d.Deadline = o, day
		if note != "" {
			notes = append(notes, note)
		}
	}
	return d, notes, nil
}

// findAssignee finds somebody by her name, or by a part of it that only she has; nil is nobody. why says, where it is not "",
// that there is none, or several.
func findAssignee(name string, people []Assignee) (id *int64, why string) {
	folded := french.Fold(name)
	switch folded {
	case "-", "a attribuer", "personne":
		return nil, ""
	}
	var fit []Assignee
	for _, p := range people {
		full := french.Fold(p.Name)
		if full == folded {
			return &p.ID, ""
		}
		if strings.Contains(" "+full+" ", " "+folded+" ") {
			fit = append(fit, p)
		}
	}
	switch len(fit) {
	case 0:
		return nil, written.Quoted(name) + " n’est le nom d’aucune personne à qui vous puissiez donner une tâche\u00a0: écrivez son prénom et son nom, ou laissez la case vide."
	case 1:
		return &fit[0].ID, ""
	}
	names := make([]string, len(fit))
	for i, p := range fit {
		names[i] = p.Name
	}
	return nil, written.Quoted(name) + " peut être " + french.Or(names) + "\u00a0: écrivez le prénom et le nom."
}
