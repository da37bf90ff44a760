package xlsform

import (
	"slices"
	"strings"
)

// asked is what a row of the sheet survey asks for.
type asked struct {
	kind  string // "select_one", "begin group", or what is in the file
	list  string // the choices of a select
	other bool
	extra string // what stands after them
}

// selects are the types that offer choices, the longest names first.
var selects = []struct{ name, kind string }{
	{"add select multiple prompt using", "select_multiple"}, {"add select one prompt using", "select_one"}, {"select all that apply from", "select_multiple"}, {"select all that apply", "select_multiple"},
	{"select multiple from file", "file"}, {"select one from file", "file"}, {"select_multiple_from_file", "file"}, {"select_one_from_file", "file"}, {"select_one_external", "file"}, {"select one external", "file"},
	{"select_multiple from", "select_multiple"}, {"select multiple from", "select_multiple"}, {"select_multiple", "select_multiple"}, {"select multiple", "select_multiple"},
	{"select_one from", "select_one"}, {"select one from", "select_one"}, {"select_one", "select_one"}, {"select one", "select_one"}, {"select1", "select_one"}, {"select", "select_multiple"}, {"rank", "rank"},
}

// types are the other names of types.
var types = map[string]string{
	"begin group": "begin group", "begin repeat": "begin repeat", "begin loop": "begin repeat", "begin lgroup": "begin repeat", "begin looped group": "begin repeat",
	"end group": "end group", "end repeat": "end repeat", "end loop": "end repeat", "end lgroup": "end repeat", "end looped group": "end repeat",
	"int": "integer", "string": "text", "trigger": "acknowledge", "gps": "geopoint", "location": "geopoint", "photo": "image", "datetime": "dateTime", "imei": "deviceid",
	"add text prompt": "text", "add integer prompt": "integer", "add decimal prompt": "decimal", "add note prompt": "note", "add date prompt": "date", "add image prompt": "image",
	"add photo prompt": "image", "add audio prompt": "audio", "add video prompt": "video", "add file prompt": "file upload", "add barcode prompt": "barcode", "add location prompt": "geopoint",
	"add acknowledge prompt": "acknowledge", "add calculate prompt": "calculate", "file": "file upload", "phone number": "phonenumber", "get device id": "deviceid", "get start time": "start", "get end time": "end", "get today": "today",
}

// parseType reads "select_one  satisf or_other", "begin_group", "select one from list".
func parseType(cell string) asked {
	words := strings.Fields(cell)
	lower := strings.ToLower(strings.Join(words, " "))
	for _, s := range selects {
		rest, ok := strings.CutPrefix(lower, s.name)
		if !ok || rest != "" && rest[0] != ' ' {
			continue
		}
		a := asked{kind: s.kind}
		after := words[len(strings.Fields(s.name)):]
		for n := 1; n <= 3 && n <= len(after); n++ {
			end := strings.ToLower(strings.Join(after[len(after)-n:], " "))
			if len(after) > n && (end == "or_other" || end == "or other" || end == "or specify other") {
				a.other, after = true, after[:len(after)-n]
				break
			}
		}
		if len(after) > 0 {
			a.list, a.extra = after[0], strings.Join(after[1:], " ")
		}
		return a
	}
	spaced := strings.ReplaceAll(lower, "_", " ")
	if to := types[spaced]; to != "" {
		return asked{kind: to}
	}
	if strings.HasPrefix(lower, "range ") { // its parameters are sometimes written here
		return asked{kind: "range", extra: lower[len("range "):]}
	}
	return asked{kind: lower}
}

const (
	identifies = "Cette ligne enregistre l’appareil, la personne ou le moment de la réponse\u00a0: dans Parvis, une réponse est anonyme par construction."
	locates    = "Cette question enregistre un lieu précis, qui peut désigner une personne\u00a0: Parvis ne le demande pas."
	attaches   = "Parvis ne reçoit pas de fichier, d’image ni de son avec une réponse."
	computes   = "Parvis ne calcule rien pendant qu’on répond."
	elsewhere  = "Les réponses sont dans un autre fichier, que le classeur ne contient pas."
	repeats    = "Cette ligne est dans une répétition\u00a0: Parvis pose chaque question une fois."
)

// reasons are why a type has no equal in Parvis.
var reasons = map[string]string{
	"start": identifies, "end": identifies, "today": identifies, "deviceid": identifies, "username": identifies, "phonenumber": identifies, "simserial": identifies, "subscriberid": identifies,
	"email": identifies, "uri": identifies, "uri:deviceid": identifies, "uri:username": identifies, "uri:phonenumber": identifies, "uri:email": identifies, "audit": identifies, "start-geopoint": identifies, "background-audio": identifies, "background-geopoint": identifies, "last-saved": identifies,
	"geopoint": locates, "geotrace": locates, "geoshape": locates, "osm": locates,
	"image": attaches, "audio": attaches, "video": attaches, "file upload": attaches, "barcode": attaches, "draw": attaches, "signature": attaches, "annotate": attaches,
	"calculate": computes, "calculation": computes, "hidden": computes, "calculate here": computes, "csv-external": elsewhere, "xml-external": elsewhere, "file": elsewhere,
	"time": "Parvis demande des jours, pas des heures.", "dateTime": "Parvis demande des jours, pas des heures.",
	"begin repeat": "Une répétition n’a pas d’équivalent\u00a0: Parvis pose chaque question une fois.",
	"end repeat":   "Cette fin de répétition n’a pas de début.", "end group": "Cette fin de groupe n’a pas de début.",
}

// reasonOf says why a type cannot be kept.
func reasonOf(kind string) string {
	if s := reasons[kind]; s != "" {
		return s
	}
	if kind == "" {
		return "Cette ligne n’a pas de type."
	}
	return "Le type " + quote(kind) + " n’est pas de ceux que Parvis connaît."
}

var (
	yes = []string{"yes", "true", "true()", "oui", "vrai", "vrai()", "1", "x"}
	no  = []string{"no", "false", "false()", "non", "faux", "faux()", "0"}
)

// yesNo reads an answer; ok is false when it is an expression.
func yesNo(cell string) (is, ok bool) {
	word := strings.ToLower(strings.ReplaceAll(cell, " ", ""))
	is = slices.Contains(yes, word)
	return is, is || word == "" || slices.Contains(no, word)
}
