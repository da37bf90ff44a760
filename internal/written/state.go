package written

import (
	"strings"

	"parvis/internal/french"
	"parvis/internal/retroplan"
)

var states = kind{name: "L’état", tooLong: "trop long", example: "écrivez à faire, en cours, bloqué, fait ou abandonné."}

// State reads how far a task is: "à faire", "en cours", "bloqué", "fait", "abandonné" and what
// people and programs write for them in French and English, ticks, and percentages with or
// without their sign. "0,6" is what Excel writes for 60 %, and the note says that it was read so.
//
// It is a Problem to write "1", which is 1 % as well as what Excel writes for 100 %.
func State(text string) (s retroplan.State, note string, err error) {
	word, err := states.plain(text)
	if err != nil {
		return 0, "", err
	}
	if percent, ok := Percent(text); ok {
		return stateAt(text, percent, strings.Contains(word, "%"))
	}
	if strings.Trim(word, "-") == "" {
		return retroplan.ToDo, "", nil
	}
	word = strings.Trim(strings.Map(blankDashes, word), " .!")
	for _, ending := range []string{"", "s", "es", "e"} {
		if s, ok := stateWords[strings.TrimSuffix(word, ending)]; ok {
			return s, "", nil
		}
	}
	return 0, "", Problem(quoted(text) + " n’est pas un état" + colon + states.example)
}

// Percent reads "60 %", "60" or "0,6" as the number that is written, from 0 to 100. Whether 1
// means 1 % or 100 % is for the caller to judge by the other cells of the column.
func Percent(text string) (percent float64, ok bool) {
	if tooLong(text, mostRunes) {
		return 0, false
	}
	m := amount.FindStringSubmatch(french.Fold(text))
	if m == nil || m[1] != "" {
		return 0, false
	}
	u, known := unitOf(m[3])
	percent = decimal(m[2])
	return percent, known && (u == bare || u == percents) && percent <= 100
}

// stateAt judges progress.
func stateAt(text string, percent float64, signed bool) (retroplan.State, string, error) {
	note := ""
	switch {
	case !signed && percent == 1:
		return 0, "", Problem(quoted(text) + " peut vouloir dire 1\u00a0% ou, dans un tableur, 100\u00a0%" + colon + "écrivez 100\u00a0%, fait ou en cours.")
	case !signed && percent > 0 && percent < 1:
		note = quoted(text) + " est lu comme " + comma(percent*100) + "\u00a0%, comme l’écrit un tableur."
	}
	switch percent {
	case 0:
		return retroplan.ToDo, note, nil
	case 100:
		return retroplan.Done, note, nil
	}
	return retroplan.InProgress, note, nil
}

// stateWords are folded, masculine and singular, with spaces for dashes.
var stateWords = map[string]retroplan.State{
	"a faire": retroplan.ToDo, "todo": retroplan.ToDo, "to do": retroplan.ToDo, "non": retroplan.ToDo, "no": retroplan.ToDo, "faux": retroplan.ToDo, "false": retroplan.ToDo,
	"non commence": retroplan.ToDo, "pas commence": retroplan.ToDo, "non demarre": retroplan.ToDo, "pas demarre": retroplan.ToDo, "non fait": retroplan.ToDo, "pas fait": retroplan.ToDo,
	"pas encore": retroplan.ToDo, "a venir": retroplan.ToDo, "prevu": retroplan.ToDo, "planifie": retroplan.ToDo, "not started": retroplan.ToDo, "planned": retroplan.ToDo, "☐": retroplan.ToDo,

	"en cours": retroplan.InProgress, "in progress": retroplan.InProgress, "inprogress": retroplan.InProgress, "started": retroplan.InProgress, "ongoing": retroplan.InProgress,
	"commence": retroplan.InProgress, "demarre": retroplan.InProgress, "entame": retroplan.InProgress,

	"bloque": retroplan.Blocked, "en attente": retroplan.Blocked, "blocked": retroplan.Blocked, "suspendu": retroplan.Blocked, "on hold": retroplan.Blocked, "en pause": retroplan.Blocked,

	"fait": retroplan.Done, "ok": retroplan.Done, "oui": retroplan.Done, "yes": retroplan.Done, "vrai": retroplan.Done, "true": retroplan.Done, "x": retroplan.Done,
	"✓": retroplan.Done, "✔": retroplan.Done, "☑": retroplan.Done, "✅": retroplan.Done, "termine": retroplan.Done, "fini": retroplan.Done, "realise": retroplan.Done,
	"acheve": retroplan.Done, "done": retroplan.Done, "completed": retroplan.Done, "complete": retroplan.Done, "finished": retroplan.Done,

	"abandonne": retroplan.Dropped, "annule": retroplan.Dropped, "dropped": retroplan.Dropped, "cancelled": retroplan.Dropped, "canceled": retroplan.Dropped,
	"supprime": retroplan.Dropped, "sans objet": retroplan.Dropped, "n/a": retroplan.Dropped,
}

// blankDashes makes one word of in_progress, in-progress and "in progress".
func blankDashes(r rune) rune {
	if r == '_' || r == '-' {
		return ' '
	}
	return r
}
