package app_test

import (
	"go/ast"
	"go/parser"
	"go/token"
	"io/fs"
	"path/filepath"
	"regexp"
	"slices"
	"strconv"
	"strings"
	"testing"

	"parvis/internal/french"
)

// literals gives every text in the code of a folder by its place, those of templates (in their
// generated code) without their HTML. Regular expressions and folded words, which only compare,
// are left out.
func literals(t *testing.T, dir string) map[string]string {
	t.Helper()
	all := map[string]string{}
	files := token.NewFileSet()
	err := filepath.WalkDir(filepath.Join(root, dir), func(path string, d fs.DirEntry, err error) error {
		if err != nil || filepath.Ext(path) != ".go" || strings.HasSuffix(path, "_test.go") {
			return err
		}
		file, err := parser.ParseFile(files, path, nil, parser.SkipObjectResolution)
		if err != nil {
			return err
		}
		ast.Inspect(file, func(n ast.Node) bool {
			switch n := n.(type) {
			case *ast.ImportSpec:
				return false
			case *ast.KeyValueExpr: // said in several languages, by their codes: what is not French has its own typography
				key, ok := n.Key.(*ast.BasicLit)
				return !ok || !otherTongue.MatchString(key.Value)
			case *ast.CallExpr:
				function, ok := n.Fun.(*ast.SelectorExpr)
				return !ok || function.Sel.Name != "MustCompile"
			case *ast.BasicLit:
				if text := textOf(n, path); french.Fold(text) != strings.TrimSpace(text) && anyLetter.MatchString(text) {
					all[files.Position(n.Pos()).String()] = text
				}
			}
			return true
		})
		return nil
	})
	if err != nil {
		t.Fatal(err)
	}
	return all
}

var (
	otherTongue = regexp.MustCompile(`^"(?:en|es|de|it|pt|ar|uk)"$`)
	htmlTag     = regexp.MustCompile(`<[^<>]*>`)
	anyLetter   = regexp.MustCompile(`\pL`)
)

func textOf(literal *ast.BasicLit, path string) string {
	text, err := strconv.Unquote(literal.Value)
	switch {
	case literal.Kind != token.STRING || err != nil:
		return ""
	case strings.HasSuffix(path, "_templ.go"):
		return htmlTag.ReplaceAllString(text, "|")
	}
	return text
}

var (
	// badTypography is wrong in any language that the code holds.
	badTypography = regexp.MustCompile(`[\pL\pN)»%’…] [:;!?»]|« |\pL'\pL`)
	// badFrench is wrong in a sentence that can be known for French.
	badFrench   = regexp.MustCompile(`[\pL)][;!?]|[\pL)]:( |$)|«[^\x{a0}\x{202f}]|[^\x{a0}\x{202f}]»|\.\.\.`)
	knownFrench = regexp.MustCompile(`[à-ü’«»]`)
	otherWords  = regexp.MustCompile(`(?i)\brestaur(?:er|é|ez|able)`) // deleted things are « rétablis »
)

// keptWords are what programs read in the JSON of parvis plan.
var keptWords = []string{"veille de l'événement", "dernier jour travaillé avant l'événement"}

// TestTextsHaveFrenchTypography holds what people read to no-break spaces before : ; ! ? and within
// « », to ’ and …, and to the house's words.
func TestTextsHaveFrenchTypography(t *testing.T) {
	t.Parallel()
	count := 0
	for _, dir := range []string{"web", "internal", "cmd"} {
		for place, text := range literals(t, dir) {
			bad := badTypography.FindString(text) + otherWords.FindString(text)
			if knownFrench.MatchString(text) {
				count++
				bad += badFrench.FindString(text)
			}
			if bad != "" && !slices.Contains(keptWords, text) {
				t.Errorf("%s: %q in %.150q", place, bad, text)
			}
		}
	}
	if count < 1000 {
		t.Errorf("only %d French texts: the walk misses some", count)
	}
}

// TestGuideAndTemplatesHaveFrenchTypography holds the same of the texts that are no code.
func TestGuideAndTemplatesHaveFrenchTypography(t *testing.T) {
	t.Parallel()
	inlineCode := regexp.MustCompile("`[^`]*`")
	texts := pages(t)
	templates, err := filepath.Glob(filepath.Join(root, "internal", "plan", "templates", "*.json"))
	if err != nil || len(templates) == 0 {
		t.Fatalf("no template, %v", err)
	}
	for _, path := range templates {
		texts[path] = read(t, strings.TrimPrefix(path, root))
	}
	for path, text := range texts {
		if !strings.HasPrefix(path, filepath.Join("docs", "guide")) && filepath.Ext(path) != ".json" {
			continue
		}
		text = inlineCode.ReplaceAllString(fence.ReplaceAllString(text, ""), "")
		if bad := badTypography.FindString(text) + otherWords.FindString(text); bad != "" {
			t.Errorf("%s: %q", path, bad)
		}
	}
}
