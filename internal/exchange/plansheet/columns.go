package plansheet

import (
	"strings"
)

// columnNames are the columns, in the order they are written.
var columnNames = []string{"id", "title", "duration", "needs", "offset", "deadline", "not_before", "state", "start", "finish"}

// aliases are other headers people use, as plain writes them.
var aliases = map[string]string{
	"identifiant": "id", "n": "id", "numero": "id", "code": "id",
	"titre": "title", "tache": "title", "libelle": "title", "intitule": "title", "name": "title",
	"duree": "duration", "needs_ids": "needs",
	"besoins": "needs", "depend_de": "needs", "dependances": "needs", "apres": "needs", "predecesseurs": "needs", "predecessors": "needs",
	"decalage": "offset", "jour_j": "offset", "echeance_relative": "offset",
	"echeance": "deadline", "date_limite": "deadline",
	"pas_avant": "not_before", "notbefore": "not_before",
	"etat": "state", "statut": "state", "status": "state",
	"debut": "start", "debut_reel": "start", "actual_start": "start",
	"fin": "finish", "fin_reelle": "finish", "actual_finish": "finish",
}

var states = map[string]string{
	"todo": "todo", "to_do": "todo", "a_faire": "todo",
	"in_progress": "in_progress", "inprogress": "in_progress", "en_cours": "in_progress", "started": "in_progress", "commence": "in_progress", "commencee": "in_progress",
	"blocked": "blocked", "bloque": "blocked", "bloquee": "blocked",
	"done": "done", "fait": "done", "faite": "done", "termine": "done", "terminee": "done", "fini": "done", "finie": "done",
	"dropped": "dropped", "abandonne": "dropped", "abandonnee": "dropped", "annule": "dropped", "annulee": "dropped",
}

var unaccent = strings.NewReplacer("é", "e", "è", "e", "ê", "e", "ë", "e", "à", "a", "â", "a", "ç", "c", "î", "i", "ï", "i",
	"ô", "o", "û", "u", "ù", "u", "°", "", "\u00a0", "_", "\u202f", "_", " ", "_", "-", "_", "’", "_", "'", "_")

// plain writes a header or a state without case, accents or spaces.
func plain(s string) string {
	return strings.Trim(unaccent.Replace(strings.ToLower(strings.TrimSpace(s))), "_")
}

// readHeader finds the columns; it notes those that are missing, written twice or unknown.
func (d *decoder) readHeader(line int, cells []string) {
	d.sheet.headers = make([]string, len(cells))
	d.sheet.columns = map[string]int{}
	for at, cell := range cells {
		cell = strings.TrimSpace(cell)
		d.sheet.headers[at] = cell
		name := plain(cell)
		if other, ok := aliases[name]; ok {
			name = other
		}
		switch first, taken := d.sheet.columns[name]; {
		case name == "":
		case !known(name):
			d.sheet.Ignored = append(d.sheet.Ignored, printable(cell, 40))
		case taken:
			d.add(line, at, "Cette colonne donne la même chose que la colonne "+quoted(d.sheet.headers[first])+".")
		default:
			d.sheet.columns[name] = at
		}
	}
	for _, name := range []string{"id", "duration"} {
		if _, ok := d.sheet.columns[name]; !ok {
			d.problems = append(d.problems, Problem{Line: line, Header: name, Text: "Cette colonne est indispensable, et elle manque."})
		}
	}
}

func known(name string) bool {
	for _, n := range columnNames {
		if n == name {
			return true
		}
	}
	return false
}
