package app_test

import (
	"io/fs"
	"maps"
	"os"
	"path/filepath"
	"regexp"
	"slices"
	"strings"
	"testing"
	"unicode"
)

// root is the project's, from this package.
const root = "../.."

// pages gives the text of README.md and of every page of docs, by path from the root.
func pages(t *testing.T) map[string]string {
	t.Helper()
	paths := []string{"README.md"}
	err := filepath.WalkDir(filepath.Join(root, "docs"), func(path string, d fs.DirEntry, err error) error {
		if err == nil && filepath.Ext(path) == ".md" {
			path, err = filepath.Rel(root, path)
			paths = append(paths, path)
		}
		return err
	})
	if err != nil {
		t.Fatal(err)
	}
	if len(paths) < 20 {
		t.Fatalf("only %d pages: the walk misses some", len(paths))
	}
	all := map[string]string{}
	for _, path := range paths {
		all[path] = read(t, path)
	}
	return all
}

func read(t *testing.T, path string) string {
	t.Helper()
	text, err := os.ReadFile(filepath.Join(root, path))
	if err != nil {
		t.Fatal(err)
	}
	return string(text)
}

// found gives the first group of every match, once each, in order.
func found(pattern *regexp.Regexp, text string) []string {
	var all []string
	for _, m := range pattern.FindAllStringSubmatch(text, -1) {
		all = append(all, m[1])
	}
	slices.Sort(all)
	return slices.Compact(all)
}

var (
	link    = regexp.MustCompile(`\]\(([^)\s]+)\)`)
	heading = regexp.MustCompile(`(?m)^#+ (.+)$`)
	fence   = regexp.MustCompile("(?ms)^```.*?^```")
)

// anchors are the names that headings get as targets of links.
func anchors(page string) []string {
	var all []string
	for _, title := range found(heading, fence.ReplaceAllString(page, "")) {
		all = append(all, strings.Map(func(r rune) rune {
			switch {
			case r == ' ':
				return '-'
			case r == '-' || r == '_' || unicode.IsLetter(r) || unicode.IsDigit(r):
				return unicode.ToLower(r)
			}
			return -1
		}, title))
	}
	return all
}

func TestLinksOfTheDocsLeadSomewhere(t *testing.T) {
	t.Parallel()
	for path, text := range pages(t) {
		for _, target := range found(link, text) {
			if strings.Contains(target, "://") {
				continue
			}
			file, anchor, _ := strings.Cut(target, "#")
			file = filepath.Join(filepath.Dir(path), file)
			if strings.HasPrefix(target, "#") {
				file = path
			}
			if _, err := os.Stat(filepath.Join(root, file)); err != nil {
				t.Errorf("%s links to %s, which is not there", path, target)
				continue
			}
			if anchor != "" && !slices.Contains(anchors(read(t, file)), anchor) {
				t.Errorf("%s links to %s: %s has no such heading", path, target, file)
			}
		}
	}
}

func TestTargetsNamedInTheDocsAreInTheMakefile(t *testing.T) {
	t.Parallel()
	targets := found(regexp.MustCompile(`(?m)^([a-z-]+):`), read(t, "Makefile"))
	named := regexp.MustCompile("(?m)(?:^|`)make ([a-z-]+)")
	count := 0
	for path, text := range pages(t) {
		for _, target := range found(named, text) {
			count++
			if !slices.Contains(targets, target) {
				t.Errorf("%s names `make %s`, which the Makefile does not know", path, target)
			}
		}
	}
	if count == 0 {
		t.Error("the docs name no target")
	}
	// The other way round: what `make` lists is in the README.
	for _, target := range found(regexp.MustCompile(`(?m)^([a-z-]+):.*## `), read(t, "Makefile")) {
		if target != "help" && !strings.Contains(read(t, "README.md"), "`make "+target+"`") {
			t.Errorf("README.md does not name `make %s`", target)
		}
	}
}

func TestEveryRoomIsInTheDrawing(t *testing.T) {
	t.Parallel()
	architecture := read(t, "docs/architecture.md")
	for _, room := range floors {
		// A name as a whole: "web" is not named by "web/ui".
		named := regexp.MustCompile(`(^|[\s` + "`" + `])` + regexp.QuoteMeta(room) + `([\s` + "`" + `,.:)]|$)`)
		if !named.MatchString(architecture) {
			t.Errorf("docs/architecture.md does not name %s", room)
		}
	}
}

func TestEveryVariableOfTheEnvironmentIsDocumented(t *testing.T) {
	t.Parallel()
	read := map[string]string{} // where each is read
	variable := regexp.MustCompile(`"(PARVIS_[A-Z0-9_]+|[A-Z_]*DATABASE_URL)"|\$\{(PARVIS_[A-Z0-9_]+)`)
	err := filepath.WalkDir(root, func(path string, d fs.DirEntry, err error) error {
		if err != nil {
			return err
		}
		if d.IsDir() && slices.Contains([]string{".git", "var", "bin"}, d.Name()) {
			return filepath.SkipDir
		}
		code := filepath.Ext(path) == ".go" && !strings.HasSuffix(path, "_test.go")
		if d.IsDir() || !code && d.Name() != "docker-compose.yml" {
			return nil
		}
		text, err := os.ReadFile(path)
		for _, m := range variable.FindAllStringSubmatch(string(text), -1) {
			read[m[1]+m[2]] = path
		}
		return err
	})
	if err != nil {
		t.Fatal(err)
	}
	if len(read) < 5 {
		t.Fatalf("only %v: the search misses some", slices.Collect(maps.Keys(read)))
	}
	var all strings.Builder
	for _, text := range pages(t) {
		all.WriteString(text)
	}
	for name, path := range read {
		if !regexp.MustCompile(`\b` + name + `\b`).MatchString(all.String()) {
			t.Errorf("%s reads %s, which no page documents", path, name)
		}
	}
}

// TestExamplesOfTheArchitectureAreRealCode holds every line of Go that architecture.md shows to a
// line of the project.
func TestExamplesOfTheArchitectureAreRealCode(t *testing.T) {
	t.Parallel()
	code := sources(t, func(path string) bool { return filepath.Ext(path) == ".go" || filepath.Ext(path) == ".templ" })
	count := 0
	for _, block := range found(regexp.MustCompile("(?ms)^```(?:go|html)\n(.*?)^```"), read(t, "docs/architecture.md")) {
		for line := range strings.Lines(block) {
			line = strings.TrimSuffix(strings.TrimSpace(line), ">") // an element may have more attributes
			count++
			if !strings.Contains(code, line) {
				t.Errorf("docs/architecture.md shows %q, which is not in the code", line)
			}
		}
	}
	if count < 10 {
		t.Errorf("only %d lines: the search misses some", count)
	}
}

// sources gives the text of the files of web and internal that keep picks.
func sources(t *testing.T, keep func(path string) bool) string {
	t.Helper()
	var all strings.Builder
	for _, dir := range []string{"web", "internal"} {
		err := filepath.WalkDir(filepath.Join(root, dir), func(path string, d fs.DirEntry, err error) error {
			if err != nil || d.IsDir() || !keep(path) {
				return err
			}
			text, err := os.ReadFile(path)
			all.Write(text)
			return err
		})
		if err != nil {
			t.Fatal(err)
		}
	}
	return all.String()
}

func TestTheDecisionTableOfTheGuideHasItsThreeRoles(t *testing.T) {
	t.Parallel()
	guide := read(t, "docs/guide/7-roles.md")
	for _, role := range []string{"cheffe de service", "équipe", "stagiaire"} {
		if !strings.Contains(guide, "| "+role+" |") {
			t.Errorf("docs/guide/7-roles.md has no column %q", role)
		}
	}
}

// quotedLabel is a label of the pages between French quotation marks, at least two words long.
var quotedLabel = regexp.MustCompile(`«\x{a0}([^»…]+ [^»…]+)\x{a0}»`)

// TestLabelsQuotedInTheGuideAreOnThePages holds the guide to the words of the pages: what stands
// between quotation marks there is written in a template or in the code behind it.
func TestLabelsQuotedInTheGuideAreOnThePages(t *testing.T) {
	t.Parallel()
	site := sources(t, func(path string) bool {
		return filepath.Ext(path) == ".templ" || filepath.Ext(path) == ".json" ||
			filepath.Ext(path) == ".go" && !strings.HasSuffix(path, "_test.go") && !strings.HasSuffix(path, "_templ.go")
	})
	// Examples of what people write themselves, and words of other programs.
	elsewhere := []string{"programme validé", "impression livrée", "pont de l’Ascension", "Envoyer les conventions",
		"Enregistrer au format PDF", "marge 7 j", "manque 6 j"}
	spaces := strings.NewReplacer("\u00a0", " ", "\u202f", " ", "\n", " ", `\u00a0`, " ", `\u202f`, " ")
	words := spaces.Replace(strings.ToLower(site))
	count := 0
	for path, text := range pages(t) {
		if !strings.HasPrefix(path, filepath.Join("docs", "guide")) {
			continue
		}
		for _, label := range found(quotedLabel, text) {
			label = strings.Join(strings.Fields(spaces.Replace(label)), " ")
			count++
			if !strings.Contains(words, strings.ToLower(label)) && !slices.Contains(elsewhere, label) {
				t.Errorf("%s quotes « %s », which no page says", path, label)
			}
		}
	}
	if count < 50 {
		t.Errorf("only %d labels: the search misses some", count)
	}
}
