package space_test

import (
	"slices"
	"strings"
	"testing"

	"parvis/internal/french"
	"parvis/internal/space"
)

func TestWhatIsTypedIsTidiedAndChecked(t *testing.T) {
	t.Parallel()
	good := space.Draft{Name: "  Salle \n haute ", Notes: "Une ligne\r\nune autre  "}.Tidy()
	if want := (space.Draft{Name: "Salle haute", Notes: "Une ligne\nune autre", Access: space.AccessUnknown}); good != want {
		t.Errorf("%+v, want %+v", good, want)
	}
	for _, c := range []struct {
		change func(*space.Draft)
		field  string // that is wrong; "" for none
	}{
		{func(*space.Draft) {}, ""},
		{func(d *space.Draft) { d.Name = "" }, "nom"},
		{func(d *space.Draft) { d.Name = strings.Repeat("é", space.MaxName) }, ""},
		{func(d *space.Draft) { d.Name = strings.Repeat("é", space.MaxName+1) }, "nom"},
		{func(d *space.Draft) { d.Floor = strings.Repeat("é", space.MaxFloor+1) }, "etage"},
		{func(d *space.Draft) { d.Surface = space.MaxSurface }, ""},
		{func(d *space.Draft) { d.Surface = space.MaxSurface + 0.01 }, "surface"},
		{func(d *space.Draft) { d.Surface = -0.5 }, "surface"},
		{func(d *space.Draft) { d.Seated = space.MaxCapacity }, ""},
		{func(d *space.Draft) { d.Seated = space.MaxCapacity + 1 }, "assises"},
		{func(d *space.Draft) { d.Standing = -1 }, "debout"},
		{func(d *space.Draft) { d.Access = "ailleurs" }, "acces"},
		{func(d *space.Draft) { d.SetUp = space.MaxSetUp }, ""},
		{func(d *space.Draft) { d.SetUp = space.MaxSetUp + 1 }, "montage"},
		{func(d *space.Draft) { d.Notes = strings.Repeat("é", space.MaxNotes+1) }, "notes"},
		{func(d *space.Draft) { d.Notes = "\xff" }, "notes"},
	} {
		d := good
		c.change(&d)
		problems := d.Check()
		if wrong := c.field != ""; problems.Any() != wrong || wrong && (len(problems) != 1 || problems[0].Field != c.field) {
			t.Errorf("%.80v: %v, want a problem with %q", d, problems, c.field)
		}
	}
}

func TestEveryAnswerAboutAccessHasItsWord(t *testing.T) {
	t.Parallel()
	words := map[string]bool{}
	for _, a := range space.Accesses {
		words[a.Label()] = true
	}
	if len(words) != 4 || words[""] {
		t.Errorf("%v", words)
	}
}

var three = []space.Space{
	{ID: 1, Draft: space.Draft{Name: "Auditorium", Floor: "Sous-sol", Surface: 210, Seated: 120, Access: space.AccessFull, Active: true}},
	{ID: 2, Draft: space.Draft{Name: "Écurie", Surface: 90, Standing: 80, Access: space.AccessNone, Active: true, Notes: "Près de l’auditorium"}},
	{ID: 3, Draft: space.Draft{Name: "Cour", Floor: "Extérieur", Access: space.AccessUnknown}},
}

func TestTheFilterChoosesAndSorts(t *testing.T) {
	t.Parallel()
	for _, c := range []struct {
		filter space.Filter
		want   string
	}{
		{space.Filter{}, "Auditorium, Cour, Écurie"},
		{space.Filter{Text: "AUDITORIUM"}, "Auditorium, Écurie"},
		{space.Filter{Text: "ecurie"}, "Écurie"},
		{space.Filter{Text: "exterieur"}, "Cour"},
		{space.Filter{Access: space.AccessUnknown}, "Cour"},
		{space.Filter{Capacity: 80}, "Auditorium, Écurie"},
		{space.Filter{Capacity: 81}, "Auditorium"},
		{space.Filter{Service: space.InService}, "Auditorium, Écurie"},
		{space.Filter{Service: space.OutOfService}, "Cour"},
		{space.Filter{Sort: space.ByName, Down: true}, "Écurie, Cour, Auditorium"},
		{space.Filter{Sort: space.ByFloor}, "Cour, Auditorium, Écurie"},
		{space.Filter{Sort: space.ByFloor, Down: true}, "Auditorium, Cour, Écurie"},
		{space.Filter{Sort: space.BySurface}, "Écurie, Auditorium, Cour"},
		{space.Filter{Sort: space.BySurface, Down: true}, "Auditorium, Écurie, Cour"},
		{space.Filter{Sort: space.ByCapacity}, "Écurie, Auditorium, Cour"},
		{space.Filter{Text: "nulle part"}, ""},
	} {
		var names []string
		for _, s := range c.filter.Of(slices.Clone(three)) {
			names = append(names, s.Name)
		}
		if got := strings.Join(names, ", "); got != c.want {
			t.Errorf("%+v: %s, want %s", c.filter, got, c.want)
		}
	}
	if (space.Filter{Sort: space.ByFloor, Down: true}).Narrowed() || !(space.Filter{Capacity: 1}).Narrowed() {
		t.Error("an order leaves nothing out, a capacity does")
	}
}

func TestAnUnknownAccessSaysWhatToWrite(t *testing.T) {
	t.Parallel()
	read, err := space.Table.Read([]byte("Nom;Accessibilité\nCour;Accessible avec aide\nHall;peut-être\n"))
	if err != nil {
		t.Fatal(err)
	}
	problems := read.Problems()
	if len(problems) != 1 || read.Rows[0].Value.Access != space.AccessHelped {
		t.Fatalf("%+v", read)
	}
	want := "Ligne 3, colonne B (Accessibilité) : « peut-être » n’est pas une accessibilité connue : écrivez accessible, accessible avec aide, non accessible ou non renseigné."
	if got := french.PlainSpaces(problems[0].String()); got != want {
		t.Errorf("%s\nwant %s", got, want)
	}
}

func TestSpacesAreReadAsPeopleWriteThem(t *testing.T) {
	t.Parallel()
	read, err := space.Table.Read([]byte("Nom;PMR;Surface\nCour;oui;120 m2\nHall;Non;1 200,5\u00a0m²\nCave;avec aide;80\nTour;;douze m2\n"))
	if err != nil {
		t.Fatal(err)
	}
	for i, want := range []struct {
		access  space.Access
		surface float64
	}{{space.AccessFull, 120}, {space.AccessNone, 1200.5}, {space.AccessHelped, 80}, {space.AccessUnknown, 0}} {
		if got := read.Rows[i].Value; got.Access != want.access || got.Surface != want.surface {
			t.Errorf("%+v, want %+v", got, want)
		}
	}
	if problems := read.Problems(); len(problems) != 1 || problems[0].Row != 5 {
		t.Errorf("%+v", problems)
	}
}
