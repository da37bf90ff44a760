package urls

import (
	"os"
	"regexp"
	"strings"
	"testing"
)

// TestEveryNameOfAPathIsRendered reads the names that are declared: each is a parameter of the router,
// no two the same.
func TestEveryNameOfAPathIsRendered(t *testing.T) {
	t.Parallel()
	source, err := os.ReadFile("urls.go")
	if err != nil {
		t.Fatal(err)
	}
	declared := regexp.MustCompile(`(?m)^\t(Any[A-Z]\w+)( int64 = -1 - iota)?$`).FindAllStringSubmatch(string(source), -1)
	if len(declared) < 9 || len(declared) != len(names) {
		t.Fatalf("%d names are declared, %d are rendered", len(declared), len(names))
	}
	seen := map[string]bool{}
	for i, d := range declared {
		want := "/x/{" + strings.ToLower(strings.TrimPrefix(d[1], "Any")) + "}/y"
		got := path("/x/", int64(-1-i), "/y")
		if got != want || seen[got] {
			t.Errorf("%s is rendered as %s, want %s", d[1], got, want)
		}
		seen[got] = true
	}
	if got := path("/x/", int64(12), "/y/", int64(0)); got != "/x/12/y/0" {
		t.Errorf("ids are rendered as %s", got)
	}
}

func TestPatternsAreThePathsWithNames(t *testing.T) {
	t.Parallel()
	for got, want := range map[string]string{
		Event(AnyEvent):                            "/evenements/{event}",
		ProjectHistory(AnyProject):                 "/projets/{project}/historique",
		ProjectMemberDelete(AnyProject, AnyPerson): "/projets/{project}/membres/{person}/suppression",
		TaskNeedDelete(AnyTask, AnyNeed):           "/taches/{task}/dependances/{need}/suppression",
		ItemRestore(AnyTask, AnyItem):              "/taches/{task}/points/{item}/suppression/supprimer",
		MemberErase(AnyPerson):                     "/reglages/equipe/{person}/effacement",
		ClosureDelete(AnyClosure):                  "/reglages/calendrier/fermetures/{closure}/suppression",
		LeaveDelete(AnyLeave):                      "/reglages/calendrier/absences/{leave}/suppression",
		Restore("{bin}", AnyThing):                 "/corbeille/{bin}/{thing}/retablir",
		Restore("taches", 12):                      "/corbeille/taches/12/retablir",
		TrashOf(3):                                 "/corbeille?projet=3",
		PageOf(EventHistory(4), 2):                 "/evenements/4/historique?page=2",
	} {
		if got != want {
			t.Errorf("%s, want %s", got, want)
		}
	}
}
