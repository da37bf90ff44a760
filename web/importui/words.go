package importui

import (
	"strings"

	"parvis/internal/exchange/intake"
	"parvis/internal/exchange/sheet"
	"parvis/internal/french"
	"parvis/internal/imports"
	"parvis/internal/workcal"
	"parvis/web/ui"
	"parvis/web/urls"
)

// crumbs lead back to where the rows go.
func (v bringView) crumbs() []ui.Crumb { return v.trail(v.ID, v.Into.Name) }

func (p preview) crumbs() []ui.Crumb { return p.trail(p.SubjectID, p.Into.Name) }

func (d Door) trail(id int64, name string) []ui.Crumb {
	return []ui.Crumb{{Label: name, URL: d.Back(id)}}
}

// where names what the rows go into.
func (p preview) where() string {
	if p.Into.Name == "" || p.SubjectID == 0 {
		return ""
	}
	return ", pour «\u00a0" + p.Into.Name + "\u00a0»"
}

// facts are what is told of an import in the list.
func (v listView) facts(i imports.Import) string {
	said := []string{v.doors[i.Kind].Title, "envoyé le " + workcal.FromTime(i.CreatedAt).FrenchDay() + " à " + french.Hour(i.CreatedAt), v.state(i)}
	if i.State == imports.Done {
		said[2] = preview{Preview: imports.Preview{Import: i}, Door: v.doors[i.Kind]}.did()
		return strings.Join(said, " · ")
	}
	return strings.Join(said, " · ") + "."
}

// titleOf names a row.
func titleOf(row intake.Row) string {
	if row.Title == "" {
		return "(sans titre)"
	}
	return row.Title
}

func orNone(heading string) string {
	if strings.TrimSpace(heading) == "" {
		return "sans en-tête"
	}
	return heading
}

// samples are the first things that a column holds.
func samples(c intake.Column) string {
	const most = 40
	var said []string
	for _, s := range c.Samples {
		if r := []rune(s); len(r) > most {
			s = string(r[:most]) + "…"
		}
		said = append(said, s)
	}
	return strings.Join(said, " · ")
}

// ask is the field of a question that one answer settles.
func (p preview) ask(a intake.Ask) ui.Field {
	f := ui.Field{Name: askField(a.Name), Label: a.Label, Hint: a.Hint, Problem: a.Problem, Value: a.Answer, Max: 200, Required: true, Alone: true}
	if f.Hint != "" {
		f.Hint += " "
	}
	f.Hint += french.Agree(len(a.Rows), "Pour la ", "Pour les ") + sheet.RowList(a.Rows) + "."
	if f.Value == "" && a.Answer == "" {
		f.Value = a.Proposal
	}
	if typed := p.Form.Text(f.Name); typed != "" {
		f.Value = typed
	}
	if f.Value == "" && a.Options != nil { // nothing is likelier than the rest: the first one is not chosen for anybody
		f.Options = append(f.Options, ui.Option{Label: "À choisir", Selected: true})
	}
	for _, o := range a.Options {
		f.Options = append(f.Options, ui.Option{Value: o.Name, Label: o.Label, Group: o.Group, Selected: o.Name == f.Value})
	}
	if a.Free {
		f.Required = false
	}
	return f
}

// roleOptions are what a column may be.
func (p preview) roleOptions(c intake.Column) []ui.Option {
	options := []ui.Option{{Value: intake.Aside, Label: "Laissée de côté"}}
	for _, r := range p.Report.Roles {
		options = append(options, ui.Option{Value: r.Name, Label: r.Label, Group: r.Group})
	}
	role := c.Role
	if role == "" {
		role = intake.Aside
	}
	if typed := p.Form.Text(roleField(c.At)); typed != "" {
		role = typed
	}
	return ui.Choose(options, role)
}

func sheetOptions(sheets []string, chosen string) []ui.Option {
	options := make([]ui.Option, len(sheets))
	for i, s := range sheets {
		options[i] = ui.Option{Value: s, Label: s}
	}
	return ui.Choose(options, chosen)
}

func encodingOptions(chosen string) []ui.Option {
	var options []ui.Option
	for _, e := range []sheet.Encoding{sheet.UTF8, sheet.UTF16, sheet.Windows1252, sheet.MacRoman} {
		options = append(options, ui.Option{Value: string(e), Label: string(e)})
	}
	return ui.Choose(options, chosen)
}

func separatorOptions(chosen string) []ui.Option {
	options := []ui.Option{{Value: "point-virgule", Label: "Point-virgule (;)"}, {Value: "virgule", Label: "Virgule (,)"}, {Value: "tabulation", Label: "Tabulation"}, {Value: "barre", Label: "Barre (|)"}}
	if chosen == "" {
		options = append([]ui.Option{{Label: "Rien\u00a0: une seule colonne"}}, options...)
	}
	return ui.Choose(options, chosen)
}

// separatorName is what a separator is called in the form.
func separatorName(separator string) string {
	for name, is := range separators {
		if is == separator {
			return name
		}
	}
	return ""
}

// typed is what was typed in a field, where the form that holds it came back, else what the field shows.
func (p preview) typed(name, shown string) string {
	if typed := p.Form.Text(name); typed != "" {
		return typed
	}
	return shown
}

// questioned tells whether the way the file is read is itself in question.
func (p preview) questioned() bool {
	for _, row := range p.Report.Rows {
		if row.Number == p.Report.Heading && row.Outcome == intake.Waits {
			return true
		}
	}
	return len(p.Report.Columns) > 0 && p.Report.Count(intake.Created)+p.Report.Count(intake.Changed)+p.Report.Count(intake.Same)+p.Report.Count(intake.Waits) == 0
}

// decided tells whether the person decided anything about how the file is read.
func (p preview) decided() bool {
	c := p.Choices
	return len(c.Columns)+len(c.Cells)+len(c.Out)+len(c.Answers) > 0 || c.Encoding != "" || c.Separator != "" || c.Sheet != "" || c.Heading != 0
}

// Doors are the kinds that the house has, each with its words and places.
func Doors() []Door {
	return []Door{
		{Kind: "retroplanning", Title: "Importer un rétroplanning", Female: true, One: "tâche", Many: "tâches", Section: ui.Projects, Back: urls.Plan,
			Lead: "À partir de votre tableau, tel que vous le tenez\u00a0: tâches, dates ou J−n, durées, personnes, ce qui attend quoi, ce qui est fait.",
			Hint: "XLSX ou CSV, une ligne par tâche, avec une ligne d’en-têtes. Cinq mégaoctets au plus."},
		{Kind: "activites", Title: "Importer des activités", Female: true, One: "activité", Many: "activités", Section: ui.Projects, Back: urls.ProjectActivities,
			Export: func(project int64) string { return urls.ProjectActivitiesExport(project, nil) },
			Lead:   "Les activités du projet sont reconnues à leur titre, sans tenir compte des majuscules ni des accents. Une case vide ne change rien.",
			Hint:   "XLSX ou CSV, une activité par ligne, avec une colonne «\u00a0Titre\u00a0»."},
		{Kind: "seances", Title: "Importer des séances", Female: true, One: "séance", Many: "séances", Section: ui.Projects, Back: urls.ProjectSlots,
			Lead: "Le programme tel que vous le tenez\u00a0: date, activité, horaires, lieu, jauge. Les activités que le projet n’a pas encore sont créées avec leurs séances\u00a0; une séance déjà là change comme la ligne le dit, et une case vide ne change rien.",
			Hint: "XLSX ou CSV, une séance par ligne, avec les colonnes «\u00a0Date\u00a0», «\u00a0Activité\u00a0» et «\u00a0Début\u00a0»."},
		{Kind: "espaces", Title: "Importer des espaces", One: "espace", Many: "espaces", Section: ui.Spaces, Back: func(int64) string { return urls.Spaces() },
			Export: func(int64) string { return urls.SpacesExport(nil) },
			Lead:   "Les espaces sont reconnus à leur nom, sans tenir compte des majuscules ni des accents. Une case vide ne change rien.",
			Hint:   "XLSX ou CSV, un espace par ligne, avec une colonne «\u00a0Nom\u00a0»."},
		{Kind: "materiel", Title: "Importer du matériel", One: "article", Many: "articles", Section: ui.Equipment, Back: func(int64) string { return urls.Equipment() },
			Export: func(int64) string { return urls.EquipmentExport(nil) },
			Lead:   "Les articles du catalogue sont reconnus à leur nom, sans tenir compte des majuscules ni des accents. Une case vide ne change rien.",
			Hint:   "XLSX ou CSV, un article par ligne, avec une colonne «\u00a0Nom\u00a0»."},
		{Kind: "frequentation", UndoneHint: "Les raisons qu’il avait notées sont reprises. Un nombre importé est une saisie : il se corrige à sa séance.", Title: "Importer des fréquentations", Female: true, One: "séance", Many: "séances", Section: ui.Attendance, Back: func(int64) string { return urls.Attendance(nil) },
			Export: func(int64) string { return urls.AttendanceExport(nil) },
			Lead:   "Les comptes des années passées, ou tenus ailleurs. Les séances doivent exister : chacune est reconnue à sa date et au titre de son activité, et à son heure si besoin. Une case vide, ou un mot comme NC ou fermé, n’est jamais zéro.",
			Hint:   "XLSX ou CSV, une séance par ligne avec une colonne par public, ou une ligne par public avec les colonnes « Public » et « Nombre »."},
		{Kind: "territoires", Title: "Importer des territoires", One: "territoire", Many: "territoires", Section: ui.Territories, Back: func(int64) string { return urls.Territories() },
			Export: func(int64) string { return urls.TerritoriesExport(nil) },
			Lead:   "Les quartiers et les villes sont reconnus à leur code, jamais à leur seul nom. Une case vide ne change rien.",
			Hint:   "XLSX ou CSV, un territoire par ligne, ou la liste nationale des quartiers prioritaires telle qu’elle est publiée."},
		{Kind: "structures", Title: "Importer des structures et des contacts", Female: true, One: "fiche", Many: "fiches", Section: ui.Organisations, Back: func(int64) string { return urls.Organisations() },
			Export: func(int64) string { return urls.OrganisationsExport(nil) }, Accept: ".vcf",
			Lead: "Votre annuaire tel que vous le tenez\u00a0: structures, contacts et derniers échanges. Ce qui ressemble à une fiche déjà là est demandé\u00a0; une fiche est complétée, et rien de ce qu’elle dit n’est remplacé.",
			Hint: "XLSX ou CSV, une structure ou une personne par ligne, ou les cartes d’un carnet d’adresses (.vcf)."},
		{Kind: "personnes", UndoneHint: "Les personnes qu’il avait ajoutées sont désactivées.", Title: "Importer des personnes", Female: true, One: "personne", Many: "personnes", Section: ui.Settings, Back: func(int64) string { return urls.Team() },
			Lead: "Les personnes sont reconnues à leur adresse. Personne ne reçoit de mot de passe\u00a0: vous invitez ensuite chacune depuis sa fiche.",
			Hint: "XLSX ou CSV, une personne par ligne, avec les colonnes «\u00a0Prénom et nom\u00a0», «\u00a0Adresse électronique\u00a0» et «\u00a0Rôle\u00a0»."},
		{Kind: "fermetures", Title: "Importer des fermetures", Female: true, One: "fermeture", Many: "fermetures", Section: ui.Settings, Back: func(int64) string { return urls.Calendar() },
			Lead: "Les jours où tout le service est fermé. Une fermeture des mêmes jours est reconnue, et seul son nom change.",
			Hint: "XLSX ou CSV, une fermeture par ligne, avec les colonnes «\u00a0Fermeture\u00a0», «\u00a0Premier jour\u00a0» et, au-delà d’un jour, «\u00a0Dernier jour\u00a0»."},
	}
}
