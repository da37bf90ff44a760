package demo

import (
	"context"
	"fmt"
	"math/rand/v2"

	"parvis/internal/account"
	"parvis/internal/response"
	"parvis/internal/survey"
	"parvis/internal/survey/question"
	"parvis/internal/workcal"
)

// crowd is those who answered a form: by chance, but the same each time.
type crowd struct {
	*rand.Rand
	form survey.Version
	n    int // answers so far, for their keys
	of   string
}

// weighed chooses among options, the likelier the heavier.
func (c *crowd) weighed(weights ...int) int {
	sum := 0
	for _, w := range weights {
		sum += w
	}
	at := c.IntN(sum)
	for i, w := range weights {
		if at -= w; at < 0 {
			return i
		}
	}
	return 0
}

func (c *crowd) among(texts []string) string { return texts[c.IntN(len(texts))] }

// What people wrote, glad or not, in French and in English.
var (
	gladMarks = []string{"Tenir un vrai tesson dans la main.", "La patience de l’archéologue avec les enfants.", "On comprend enfin ce qu’est une couche.", "Le silex qui éclate\u00a0: mon fils n’en revenait pas.",
		"L’odeur de la terre et le calme du jardin.", "Les explications, claires et jamais longues.", "Voir que l’on cherche encore, que tout n’est pas su.", "Le numismate et sa loupe.", "Pouvoir toucher.",
		"Le sourire de l’équipe à l’entrée.", "Apprendre que notre rue passe sur une nécropole.", "Mon père de 82 ans a fouillé à côté de sa petite-fille."}
	flatMarks = []string{"Rien de spécial.", "Je ne sais pas trop.", "Le lieu.", "C’était bien.", "Les vitrines."}
	sadMarks  = []string{"L’attente, plus de quarante minutes.", "Le bruit dans la salle.", "On n’entendait pas le conférencier au fond.", "Il n’y avait plus de place pour l’atelier."}
	engMarks  = []string{"Holding a real shard in my hand.", "How patient the archaeologist was with the children.", "The quiet of the garden.", "I finally understood what a layer is."}
	changes   = []string{"Plus de bancs à l’ombre.", "Réserver en ligne.", "Un atelier pour les tout-petits.", "Des panneaux pour trouver l’entrée.", "Ouvrir plus tard le soir.", "Des textes plus gros.",
		"Un point d’eau.", "Moins de monde à la fois dans l’atelier de fouille.", "Annoncer les langues parlées.", "Rien.", "Une visite en langue des signes.", "Un endroit pour laisser les poussettes."}
	engChanges = []string{"More signs in English.", "Somewhere to sit.", "Nothing at all."}
	reasons    = []string{"Trop d’attente pour trop peu de temps.", "Je pensais que c’était pour les adultes.", "On nous a dit complet alors que nous étions à l’heure."}
)

// visitor is one answer to the form of everybody.
func (c *crowd) visitor(l question.Lang) question.Answers {
	a := question.Answers{}
	rating := 1 + c.weighed(2, 5, 13, 42, 38)
	digit := func(n int) string { return fmt.Sprint(n) }
	maybe := func(percent int, key string, said question.Answer) { // the others left it
		if c.IntN(100) < percent {
			a[key] = said
		}
	}
	maybe(97, "satisfaction", question.Answer{Chosen: []string{digit(rating)}})
	if rating <= 2 {
		maybe(80, "pourquoi", question.Answer{Text: c.among(reasons)})
	}
	rows := map[string]string{}
	for _, row := range []string{"accueil", "contenu", "duree", "confort"} {
		switch k := c.IntN(100); {
		case k < 6: // left
		case k < 10:
			rows[row] = question.Unsure
		default:
			n := rating + c.weighed(1, 3, 1) - 1
			if row == "confort" {
				n -= c.weighed(2, 2, 1)
			}
			rows[row] = digit(min(5, max(1, n)))
		}
	}
	if len(rows) > 0 {
		a["points"] = question.Answer{Rows: rows}
	}
	var gains []string
	for i, key := range []string{"savoirs", "competences", "attitudes", "plaisir", "activite"} {
		if c.IntN(100) < []int{61, 24, 29, 66, 22}[i]+4*(rating-4) {
			gains = append(gains, key)
		}
	}
	if len(gains) == 0 {
		gains = []string{"rien"}
	}
	maybe(91, "apports", question.Answer{Chosen: gains})
	maybe(89, "recommandation", question.Answer{Chosen: []string{digit(min(10, max(0, 2*rating+c.weighed(1, 3, 5, 3)-2)))}})
	english := l == "en"
	switch {
	case c.IntN(100) >= 44:
	case english:
		a["marque"] = question.Answer{Text: c.among(engMarks)}
	case rating <= 2:
		a["marque"] = question.Answer{Text: c.among(sadMarks)}
	case rating == 3 || c.IntN(6) == 0:
		a["marque"] = question.Answer{Text: c.among(flatMarks)}
	default:
		a["marque"] = question.Answer{Text: c.among(gladMarks)}
	}
	if english {
		maybe(30, "changer", question.Answer{Text: c.among(engChanges)})
	} else {
		maybe(33, "changer", question.Answer{Text: c.among(changes)})
	}
	maybe(93, "premiere_visite", question.Answer{Chosen: []string{[]string{"premiere", "une", "plusieurs"}[c.weighed(54, 19, 27)]}})
	ways := []string{"entourage", "structure", "ecole", "site", "reseaux", "presse", "affiche", "passage"}
	var heard []string
	for i, way := range ways {
		if c.IntN(100) < []int{34, 8, 11, 17, 21, 9, 19, 12}[i] {
			heard = append(heard, way)
		}
	}
	if len(heard) > 0 {
		a["connu"] = question.Answer{Chosen: heard}
	} else {
		maybe(40, "connu", question.Answer{Chosen: []string{question.OtherKey}, Text: "Le panneau de la gare"})
	}
	maybe(95, "avec_qui", question.Answer{Chosen: []string{[]string{"seul", "famille", "amis", "groupe"}[c.weighed(16, 55, 19, 10)]}})
	maybe(92, "age", question.Answer{Chosen: []string{[]string{"moins_16", "16_17", "18_25", "26_39", "40_59", "60_plus"}[c.weighed(7, 3, 11, 29, 31, 19)]}})
	where := []string{"nanterre", "colombes", "hauts_de_seine", "paris", "ile_de_france", "france", "etranger"}
	if english {
		where = where[4:]
	}
	maybe(90, "provenance", question.Answer{Chosen: []string{where[min(len(where)-1, c.weighed(33, 12, 22, 14, 10, 7, 2))]}})
	return a
}

// hand keeps one answer, on a day, by the way that it came.
func (s story) hand(ctx context.Context, c *crowd, o response.Opening, by account.By, g response.Given) error {
	c.n++
	g.Key = fmt.Sprintf("demonstration-%s-%05d", c.of, c.n)
	if g.Help == "" {
		g.Help = response.Alone
	}
	if g.Channel == response.OnPaper || g.Channel == response.InInterview {
		_, err := s.rooms.Responses.Enter(ctx, by, o, g)
		return describe(err)
	}
	return describe(s.rooms.Responses.Give(ctx, o, by.At, g))
}

// collected opens a collection of a project that is over, and gives it as its address does.
func (s story) collected(ctx context.Context, by account.By, project int64, d response.Draft) (response.Opening, error) {
	id, err := s.rooms.Responses.Create(ctx, by, "", project, d)
	if err != nil {
		return response.Opening{}, fmt.Errorf("collect %q: %w", d.Label, describe(err))
	}
	return s.rooms.Responses.ForStaff(ctx, by, id)
}

// askVisitors has so many visitors of a project answer on its days: by their telephones, on the tablet at the exit, on paper, and a few aloud.
func (s story) askVisitors(ctx context.Context, of string, project int64, label string, first workcal.Date, days, answers int) error {
	by := s.people[lucie].At(at(first, 8, 45))
	o, err := s.collected(ctx, by, project, response.Draft{Form: response.Ref{ID: s.forms.public}, Label: label, Wanted: answers + answers/5, Asker: response.Ref{ID: s.people[lucie].ID},
		When: "À la sortie, un visiteur sur cinq", Opens: first, Closes: first.AddDays(days - 1)})
	if err != nil {
		return err
	}
	c := &crowd{Rand: rand.New(rand.NewPCG(2024, uint64(answers))), form: o.Form, of: of}
	for i := range answers {
		by := s.people[[]who{lucie, samir}[i%2]].At(at(first.AddDays(c.IntN(days)), 17, 30))
		l := question.French
		if c.IntN(100) < 7 {
			l = "en"
		}
		channel := []response.Channel{response.ByLink, response.ByKiosk, response.OnPaper, response.InInterview}[c.weighed(38, 34, 24, 4)]
		if err := s.hand(ctx, c, o, by, response.Given{Channel: channel, Language: l, Answers: c.visitor(l)}); err != nil {
			return err
		}
	}
	return nil
}

// askSimply has the participants of the tactile visit answer the form that is easy to read, some of them with help.
func (s story) askSimply(ctx context.Context, project, about int64, day workcal.Date) error {
	by := s.people[lucie].At(at(day, 12, 15))
	o, err := s.collected(ctx, by, project, response.Draft{Form: response.Ref{ID: s.forms.easy}, Label: "Visite tactile, version simplifiée", Slot: response.Ref{ID: about}, Wanted: 18, Asker: response.Ref{ID: s.people[lucie].ID}, When: "À la fin de la visite, sur la tablette"})
	if err != nil {
		return err
	}
	c := &crowd{Rand: rand.New(rand.NewPCG(2024, 18)), form: o.Form, of: "simple"}
	words := []string{"Encore.", "C’était doux.", "Merci.", "Le vase est froid.", "Trop de bruit.", "Je veux revenir."}
	for i := range 18 {
		a := question.Answers{}
		for _, q := range o.Form.Form.Questions {
			switch {
			case !q.Kind.Asks() || q.Practice || c.IntN(12) == 0:
			case q.Unsure && c.IntN(10) == 0:
				a[q.Key] = question.Answer{Unsure: true}
			case q.Kind == question.Long:
				if c.IntN(2) == 0 {
					a[q.Key] = question.Answer{Text: c.among(words)}
				}
			default:
				options := q.Choices()
				a[q.Key] = question.Answer{Chosen: []string{options[min(len(options)-1, c.weighed(1, 3, 7))].Key}}
			}
		}
		help := []response.Help{response.Alone, response.Read, response.Replied}[c.weighed(9, 6, 3)]
		if err := s.hand(ctx, c, o, by, response.Given{Channel: []response.Channel{response.ByKiosk, response.OnPaper}[i%3/2], Language: question.French, Help: help, Answers: a}); err != nil {
			return err
		}
	}
	return nil
}

// watch has the team fill observation grids at slots of a project, two of them at the first one.
func (s story) watch(ctx context.Context, slots []int64, day workcal.Date) error {
	v, err := s.rooms.Responses.Grid(ctx, s.forms.observation, 0)
	if err != nil {
		return err
	}
	c := &crowd{Rand: rand.New(rand.NewPCG(2024, 6)), form: v}
	notes := []string{"Les plus jeunes aident les plus grands à tamiser. Beaucoup de questions sur l’âge des objets.", "Le groupe attend au début\u00a0: l’outil manque à deux tables.", "Silence complet pendant la taille du silex.",
		"L’étape du dessin est trop longue, plusieurs se lèvent.", "Échanges entre familles qui ne se connaissaient pas.", "La fin a été raccourcie, le goûter attendait."}
	for i := range 6 {
		by := s.people[[]who{lucie, samir}[i%2]].At(at(day, 16+i%3, 10*i))
		rows := map[string]string{}
		for _, row := range []string{"engagement", "autonomie", "echanges", "plaisir"} {
			rows[row] = fmt.Sprint(c.weighed(0, 2, 4, 5))
		}
		rows["aide"] = fmt.Sprint(c.weighed(3, 4, 2, 1))
		a := question.Answers{"observes": {Text: fmt.Sprint(9 + c.IntN(8))}, "observation": {Rows: rows}, "note_libre": {Text: notes[i]},
			"temps_accueil": {Text: fmt.Sprint(5 + c.IntN(6))}, "temps_1": {Text: fmt.Sprint(15 + c.IntN(10))}, "temps_2": {Text: fmt.Sprint(10 + c.IntN(10))}}
		if _, err := s.rooms.Responses.Observe(ctx, by, slots[max(0, i-1)%len(slots)], v, response.Given{Key: fmt.Sprintf("demonstration-grille-%d", i), Language: question.French, Help: response.Alone, Day: day, Answers: a}); err != nil {
			return describe(err)
		}
	}
	return nil
}

// answerLastYear tells what visitors and the team thought of the edition before.
func (s story) answerLastYear(ctx context.Context, project int64, first workcal.Date) error {
	if err := s.askVisitors(ctx, "jea", project, "Sortie des Journées 2024", first, 3, 262); err != nil {
		return err
	}
	by := s.people[lucie].At(at(first.AddDays(1), 9, 0))
	list, err := s.rooms.Slots.Between(ctx, by, first, first.AddDays(2))
	if err != nil {
		return err
	}
	var watched []int64
	var tactile int64
	for _, one := range list {
		switch {
		case one.Project.ID != project:
		case one.Activity.Title == "Visite tactile\u00a0: l’objet dans la main":
			tactile = one.ID
		case one.Day == first.AddDays(1):
			watched = append(watched, one.ID)
		}
	}
	if tactile == 0 || len(watched) == 0 {
		return fmt.Errorf("nobody can be asked about the slots of %v", first)
	}
	if err := s.askSimply(ctx, project, tactile, first.AddDays(1)); err != nil {
		return err
	}
	return s.watch(ctx, watched, first.AddDays(1))
}
