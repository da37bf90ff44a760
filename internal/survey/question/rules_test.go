package question

import (
	"reflect"
	"slices"
	"strings"
	"testing"
)

func TestReadingTellsWhatIsToMend(t *testing.T) {
	t.Parallel()
	least, most := 0.0, 120.0
	choice := Question{Key: "q", Kind: Single, Options: someOptions(3), Unsure: true, Other: true}
	several := Question{Key: "q", Kind: Multiple, Options: someOptions(3), Unsure: true, Other: true}
	age := Question{Key: "q", Kind: Number, Least: &least, Most: &most, Unsure: true}
	grid := Question{Key: "q", Kind: Matrix, Rows: someOptions(2), Options: someOptions(3), Required: true}
	order := Question{Key: "q", Kind: Ranking, Options: someOptions(3)}
	must := func(q Question) Question { q.Required = true; return q }
	type fields = map[string][]string
	for name, c := range map[string]struct {
		q    Question
		sent fields
		want Answer
		says string
	}{
		"nothing":                   {choice, fields{}, Answer{}, ""},
		"cleared":                   {choice, fields{"q.q": {""}}, Answer{}, ""},
		"required":                  {must(choice), fields{"q.q": {""}}, Answer{}, "Veuillez répondre"},
		"one":                       {choice, fields{"q.q": {"o1"}}, Answer{Chosen: []string{"o1"}}, ""},
		"two of one":                {choice, fields{"q.q": {"o1", "o2"}}, Answer{}, "une seule"},
		"foreign":                   {choice, fields{"q.q": {"x"}}, Answer{}, "pas proposée"},
		"unsure":                    {must(choice), fields{"q.q": {"~"}}, Answer{Unsure: true}, ""},
		"unsure beside":             {age, fields{"q.q": {""}, "q.q.~": {"~"}}, Answer{Unsure: true}, ""},
		"unsure and typed":          {age, fields{"q.q": {"12"}, "q.q.~": {"~"}}, Answer{}, "l’une ou l’autre"},
		"unsure where it is not":    {order, fields{"q.q": {"~"}}, Answer{}, ""},
		"other":                     {choice, fields{"q.q": {"autre"}, "q.q.autre": {" Vélo "}}, Answer{Chosen: []string{"autre"}, Text: "Vélo"}, ""},
		"other that was not chosen": {choice, fields{"q.q": {"o1"}, "q.q.autre": {"Vélo"}}, Answer{Chosen: []string{"o1"}}, ""},
		"other too long":            {choice, fields{"q.q": {"autre"}, "q.q.autre": {strings.Repeat("é", MaxText+1)}}, Answer{}, "trop long"},
		"several, in order, once":   {several, fields{"q.q": {"autre", "o2", "o0", "o2"}}, Answer{Chosen: []string{"o0", "o2", "autre"}}, ""},
		"several and unsure":        {several, fields{"q.q": {"o1", "~"}}, Answer{}, "l’une ou l’autre"},
		"number":                    {age, fields{"q.q": {"12"}}, Answer{Text: "12"}, ""},
		"half":                      {age, fields{"q.q": {"1,5"}}, Answer{}, "entier"},
		"letters":                   {age, fields{"q.q": {"douze"}}, Answer{}, "en chiffres"},
		"too many":                  {age, fields{"q.q": {"121"}}, Answer{}, "entre 0 et 120"},
		"grid":                      {grid, fields{"q.q.o0": {"o1"}, "q.q.o1": {"o2"}}, Answer{Rows: map[string]string{"o0": "o1", "o1": "o2"}}, ""},
		"half a grid":               {grid, fields{"q.q.o0": {"o1"}}, Answer{}, "Veuillez répondre"},
		"grid and unsure":           {grid, fields{"q.q.o0": {"~"}, "q.q.o1": {"o2"}}, Answer{}, "pas proposée"},
		"ranks":                     {order, fields{"q.q.o0": {"2"}, "q.q.o2": {"1"}}, Answer{Chosen: []string{"o2", "o0"}}, ""},
		"one rank twice":            {order, fields{"q.q.o0": {"2"}, "q.q.o2": {"2"}}, Answer{}, "même rang"},
		"no rank":                   {order, fields{"q.q.o0": {"4"}}, Answer{}, "1 pour"},
		"long":                      {Question{Key: "q", Kind: Long}, fields{"q.q": {" Une\nDeux "}}, Answer{Text: "Une\nDeux"}, ""},
		"short":                     {Question{Key: "q", Kind: Text}, fields{"q.q": {"Une\n Deux"}}, Answer{Text: "Une Deux"}, ""},
		"day":                       {Question{Key: "q", Kind: Date}, fields{"q.q": {"13/06/2025"}}, Answer{Text: "2025-06-13"}, ""},
		"no day":                    {Question{Key: "q", Kind: Date}, fields{"q.q": {"hier"}}, Answer{}, "une date"},
		"agreed":                    {Question{Key: "q", Kind: Consent}, fields{"q.q": {"1"}}, Answer{Agreed: true}, ""},
		"agreed to something else":  {Question{Key: "q", Kind: Consent}, fields{"q.q": {"oui"}}, Answer{}, "pas proposée"},
	} {
		so := Answers{}
		p := ReadPage([]Question{c.q}, Context{}, French, so, func(f string) []string { return c.sent[f] })
		switch {
		case c.says == "" && p.Any():
			t.Errorf("%s: %v", name, p)
		case c.says != "" && (len(p) == 0 || !strings.Contains(p[0].Sentence, c.says)):
			t.Errorf("%s: %v, not « %s »", name, p, c.says)
		case !reflect.DeepEqual(so["q"], c.want):
			t.Errorf("%s: %+v, not %+v", name, so["q"], c.want)
		}
	}
}

func TestConditions(t *testing.T) {
	t.Parallel()
	a := Answers{"un": {Chosen: []string{"a"}}, "plusieurs": {Chosen: []string{"a", "c"}}, "grille": {Rows: map[string]string{"r": "a"}}, "doute": {Unsure: true}, "accord": {Agreed: true}, "texte": {Text: "x"}}
	is := func(on string, values ...string) Clause { return Clause{On: on, Op: Is, Values: values} }
	not := func(on string, values ...string) Clause { return Clause{On: on, Op: IsNot, Values: values} }
	for name, c := range map[string]struct {
		when  *Condition
		shown bool
	}{
		"none":                     {nil, true},
		"no clause":                {&Condition{}, true},
		"is":                       {&Condition{Of: []Clause{is("un", "b", "a")}}, true},
		"is another":               {&Condition{Of: []Clause{is("un", "b")}}, false},
		"holds one of":             {&Condition{Of: []Clause{is("plusieurs", "c")}}, true},
		"is not":                   {&Condition{Of: []Clause{not("plusieurs", "c")}}, false},
		"is not, and not answered": {&Condition{Of: []Clause{not("rien", "c")}}, true},
		"answered":                 {&Condition{Of: []Clause{{On: "texte", Op: Answered}}}, true},
		"not answered":             {&Condition{Of: []Clause{{On: "rien", Op: Answered}}}, false},
		"unsure":                   {&Condition{Of: []Clause{is("doute", Unsure)}}, true},
		"agreed":                   {&Condition{Of: []Clause{is("accord", "1")}}, true},
		"cell":                     {&Condition{Of: []Clause{is("grille", "r=a")}}, true},
		"other cell":               {&Condition{Of: []Clause{is("grille", "r=b")}}, false},
		"place":                    {&Condition{Of: []Clause{is(OfProject, "7")}}, true},
		"other place":              {&Condition{Of: []Clause{is(OfSlot, "7")}}, false},
		"nowhere":                  {&Condition{Of: []Clause{{On: OfSlot, Op: Answered}}}, false},
		"all":                      {&Condition{Of: []Clause{is("un", "a"), is("un", "b")}}, false},
		"any":                      {&Condition{Any: true, Of: []Clause{is("un", "a"), is("un", "b")}}, true},
	} {
		if got := (Question{When: c.when}).Shown(Context{Project: 7}, a); got != c.shown {
			t.Errorf("%s: %t", name, got)
		}
	}
}

func TestAnAnswerToWhatIsHiddenSinceIsNoAnswer(t *testing.T) {
	t.Parallel()
	shows := func(on, value string) *Condition {
		return &Condition{Of: []Clause{{On: on, Op: Is, Values: []string{value}}}}
	}
	f := Form{Questions: []Question{{Key: "a", Kind: Single, Options: someOptions(2)}, {Key: "b", Kind: Single, Options: someOptions(2), When: shows("a", "o0")}, {Key: "c", Kind: Text, When: shows("b", "o1")}}}
	a := Answers{"a": {Chosen: []string{"o1"}}, "b": {Chosen: []string{"o1"}}, "c": {Text: "Pour rien"}}
	choices, texts := f.Kept(Context{}, a)
	if choices != "a=o1&b=-&c=-" || len(texts) != 0 {
		t.Errorf("%s %v", choices, texts)
	}
}

func TestKeptLines(t *testing.T) {
	t.Parallel()
	f := Form{Questions: []Question{{Key: "exemple", Kind: Single, Options: someOptions(2), Practice: true}, {Key: "note", Kind: Scale5, Options: someOptions(5)}, {Key: "moyens", Kind: Multiple, Options: someOptions(3), Other: true},
		{Key: "grille", Kind: Matrix, Rows: someOptions(2), Options: someOptions(3)}, {Key: "age", Kind: Number}, {Key: "pourquoi", Kind: Long}, {Key: "texte", Kind: Info}}}
	choices, texts := f.Kept(Context{}, Answers{"exemple": {Chosen: []string{"o1"}}, "note": {Chosen: []string{"o4"}}, "moyens": {Chosen: []string{"o0", "autre"}, Text: "Un voisin"}, "grille": {Unsure: true}, "pourquoi": {Text: "a=b&c"}})
	if want := "note=o4&moyens=o0+autre&grille.o0=~&grille.o1=~&age=&pourquoi=1"; choices != want {
		t.Errorf("%s, not %s", choices, want)
	}
	if want := []Said{{"moyens.autre", "Un voisin"}, {"pourquoi", "a=b&c"}}; !slices.Equal(texts, want) {
		t.Errorf("%v", texts)
	}
}

func TestWhatKeepsAFormFromBeingPublished(t *testing.T) {
	t.Parallel()
	good := func() Form {
		return Form{Format: Format, Title: FR("Titre"), Langs: []Lang{French}, Layout: Paged, Questions: []Question{{Key: "a", Kind: Single, Label: FR("A ?"), Options: someOptions(3)}, {Key: "b", Kind: Text, Label: FR("B ?")}}}
	}
	if p := good().Check(); len(p) > 0 {
		t.Fatalf("%v", p)
	}
	when := func(c Clause) *Condition { return &Condition{Of: []Clause{c}} }
	for says, spoil := range map[string]func(*Form){
		"donner un titre":            func(f *Form) { f.Title = nil },
		"titre est trop long":        func(f *Form) { f.Title = FR(strings.Repeat("a", MaxWording+1)) },
		"première langue":            func(f *Form) { f.Langs = []Lang{"en", French} },
		"pas dans la liste":          func(f *Form) { f.Langs = append(f.Langs, "xx") },
		"deux fois":                  func(f *Form) { f.Langs = append(f.Langs, "en", "en") },
		"une présentation":           func(f *Form) { f.Layout = "" },
		"aucune question":            func(f *Form) { f.Questions = []Question{{Key: "t", Kind: Info, Label: FR("Bonjour")}} },
		"même code":                  func(f *Form) { f.Questions[1].Key = "a" },
		"commence par une lettre":    func(f *Form) { f.Questions[1].Key = "1er" },
		"un type":                    func(f *Form) { f.Questions[1].Kind = "x" },
		"la question en français":    func(f *Form) { f.Questions[1].Label = Wording{"en": "B?"} },
		"deux réponses":              func(f *Form) { f.Questions[0].Options = someOptions(1) },
		"au plus 40":                 func(f *Form) { f.Questions[0].Options = someOptions(41) },
		"chaque réponse en français": func(f *Form) { f.Questions[0].Options[1].Label = nil },
		"cinq réponses":              func(f *Form) { f.Questions[0].Kind = Scale5 },
		"de 1 à 15 lignes":           func(f *Form) { f.Questions[0].Kind = Matrix },
		"plus grand que le plus grand": func(f *Form) {
			two, one := 2.0, 1.0
			f.Questions[1].Kind, f.Questions[1].Least, f.Questions[1].Most = Number, &two, &one
		},
		"avant celle-ci":             func(f *Form) { f.Questions[0].When = when(Clause{"b", Answered, nil}) },
		"ne propose pas":             func(f *Form) { f.Questions[1].When = when(Clause{"a", Is, []string{"o9"}}) },
		"quelle réponse elle attend": func(f *Form) { f.Questions[1].When = when(Clause{"a", Is, nil}) },
		"comment elle compare":       func(f *Form) { f.Questions[1].When = when(Clause{"a", "", nil}) },
		"au plus 6 questions": func(f *Form) {
			f.Layout = Easy
			for i := range 7 {
				f.Questions = append(f.Questions, Question{Key: "t" + digits(i), Kind: Text, Label: FR("?")})
			}
		},
		"ne pose pas de question de ce type": func(f *Form) { f.Layout = Easy; f.Questions[1].Kind = NPS },
		"suffisent": func(f *Form) {
			for i := range 3 {
				f.Questions = append(f.Questions, Question{Key: "t" + digits(i), Kind: Text, Label: FR("?"), Practice: true})
			}
		},
	} {
		f := good()
		spoil(&f)
		if p := f.Check(); !slices.ContainsFunc(p, func(p Problem) bool { return strings.Contains(p.Sentence, says) }) {
			t.Errorf("« %s » is not said: %v", says, p)
		}
	}
}

func TestAKeyKeepsItsKind(t *testing.T) {
	t.Parallel()
	of := func(k Kind) Form { return Form{Questions: []Question{{Key: "a", Kind: k}}} }
	for _, was := range Kinds {
		for _, is := range Kinds {
			free := was == is || was == Text && is == Long
			if got := len(of(is).Follows(of(was))) == 0; got != free {
				t.Errorf("%s as %s: %t", was, is, got)
			}
		}
	}
}

func TestCodesOnPaper(t *testing.T) {
	t.Parallel()
	q := Question{Key: "q", Kind: Single, Options: someOptions(2), Other: true, Unsure: true}
	if got, want := q.Codes(), []Code{{"1", "o0"}, {"2", "o1"}, {"3", OtherKey}, {UnsureCode, Unsure}}; !slices.Equal(got, want) {
		t.Errorf("%v", got)
	}
	nps := Question{Key: "q", Kind: NPS}.Codes()
	if len(nps) != 11 || nps[0] != (Code{"0", "0"}) || nps[10] != (Code{"10", "10"}) {
		t.Errorf("%v", nps)
	}
	if got := (Question{Key: "q", Kind: Text}).Codes(); got != nil {
		t.Errorf("%v", got)
	}
}
