package slot

import (
	"hash/fnv"
	"slices"
	"strconv"
	"strings"

	"parvis/internal/exchange/intake"
	"parvis/internal/fault"
	"parvis/internal/french"
)

// mostQuestions is how many questions of a file are asked one by one.
const mostQuestions = 30

// The answers to what asks whether a row is one too many.
const (
	answerLeave = "laisser"
	answerKeep  = "garder"
)

// askTwice asks what becomes of a row that says the same slot as another one.
func (in *incoming) askTwice(j *judged, number, first int) {
	name, label := "double."+strconv.Itoa(number), "Que faire de la ligne "+strconv.Itoa(number)+"\u00a0?"
	hint := "Elle dit la même séance que la ligne " + strconv.Itoa(first) + "\u00a0: même activité, même jour, même heure, même lieu."
	if in.asked++; in.asked > mostQuestions {
		name, label, hint = "doubles", "Que faire des autres lignes en double\u00a0?", "Une seule réponse vaut pour toutes."
	}
	ask := in.put(intake.Ask{Name: name, Label: label, Hint: hint, Rows: []int{number}, Proposal: answerLeave,
		Options: []intake.Role{{Name: answerLeave, Label: "La laisser de côté"}, {Name: answerKeep, Label: "Garder les deux séances"}}})
	j.asks = append(j.asks, ask)
	switch ask.Answer {
	case answerLeave:
		j.skipped = "Vous laissez cette ligne de côté\u00a0: elle dit la même séance que la ligne " + strconv.Itoa(first) + "."
	case answerKeep:
		j.put(FieldActivity, "C’est la même séance que la ligne "+strconv.Itoa(first)+"\u00a0: vous gardez les deux.")
	default:
		j.put(FieldActivity, "C’est la même séance que la ligne "+strconv.Itoa(first)+"\u00a0: dites si les deux sont à garder.")
	}
}

// askPlace asks where a place is that is no space of the museum: once for all the rows that name it.
func (in *incoming) askPlace(j *judged, number int, p *fault.Problems) {
	l := &j.line
	quoted := french.Quote(intake.Shown(l.hall))
	sum := fnv.New64a()
	_, _ = sum.Write([]byte(french.Fold(l.hall)))
	name := "lieu." + strconv.FormatUint(sum.Sum64(), 36)
	if !slices.Contains(in.places, name) {
		if len(in.places) >= mostQuestions {
			p.Add(FieldSpace, "Aucun espace ne s’appelle "+quoted+"\u00a0: corrigez cette case, ou ajoutez d’abord l’espace.")
			return
		}
		in.places = append(in.places, name)
	}
	options := []intake.Role{{Name: answerThere, Label: "Une adresse, hors du musée", Group: "Ailleurs"}, {Name: answerLater, Label: "À préciser plus tard", Group: "Ailleurs"}}
	for _, s := range in.spaces {
		options = append(options, intake.Role{Name: answerSpace + strconv.FormatInt(s.ID, 10), Label: s.Name, Group: "Espaces du musée"})
	}
	ask := in.put(intake.Ask{Name: name, Label: "Où est " + quoted + "\u00a0?", Hint: "Aucun espace du musée en service ne porte ce nom.", Rows: []int{number}, Options: options, Proposal: in.likely(l.hall)})
	j.asks = append(j.asks, ask)
	switch id, isSpace := strings.CutPrefix(ask.Answer, answerSpace); {
	case ask.Answer == "":
		j.nowhere = true
		j.put(FieldSpace, "Aucun espace ne s’appelle "+quoted+"\u00a0: dites où c’est.")
	case isSpace:
		for _, s := range in.spaces {
			if strconv.FormatInt(s.ID, 10) == id {
				l.Space = s.ref()
				j.put(FieldSpace, quoted+" est, comme vous l’avez dit, "+s.Name+".")
			}
		}
	case ask.Answer == answerThere:
		p.Require(l.Elsewhere == "", FieldPlace, "L’adresse est dite deux fois\u00a0: laissez l’une des deux cases vide.")
		l.Elsewhere = l.hall
		j.put(FieldSpace, quoted+" est, comme vous l’avez dit, une adresse hors du musée.")
	default:
		j.put(FieldSpace, quoted+" n’est pas repris\u00a0: le lieu est à préciser.")
	}
}

// likely is the space whose name a place begins with, or that begins with it, where there is only one; otherwise nothing is proposed.
func (in *incoming) likely(hall string) string {
	plain, found := french.Fold(hall), ""
	for _, s := range in.spaces {
		name := french.Fold(s.Name)
		if !strings.HasPrefix(plain, name+" ") && !strings.HasPrefix(name, plain+" ") {
			continue
		}
		if found != "" {
			return ""
		}
		found = answerSpace + strconv.FormatInt(s.ID, 10)
	}
	return found
}

// put gives a question its answer, if that is one that it offers.
func (in *incoming) put(ask intake.Ask) intake.Ask {
	ask.Answer = in.choices.Answers[ask.Name]
	if ask.Answer != "" && !slices.ContainsFunc(ask.Options, func(o intake.Role) bool { return o.Name == ask.Answer }) {
		ask.Problem, ask.Answer = "Choisissez une réponse de la liste.", ""
	}
	return ask
}

// words are those of a list that people type with commas.
func words(list string) []string {
	return slices.DeleteFunc(strings.Split(list, ", "), func(s string) bool { return s == "" })
}

func joined(list, word string) string {
	if list == "" {
		return word
	}
	return list + ", " + word
}

// covers tells whether a list of audiences says one already, be it closer: « scolaires » is in « scolaires (cycle 3) ».
func covers(list, word string) bool {
	plain := french.Fold(word)
	return slices.ContainsFunc(words(list), func(one string) bool {
		one = french.Fold(one)
		return one == plain || strings.HasPrefix(one, plain+" ")
	})
}
