// Package guideui serves the guide of the service: the Markdown of docs/guide, drawn in the frame of the site.
package guideui

import (
	"bytes"
	"io/fs"
	"maps"
	"net/url"
	"path"
	"regexp"
	"slices"
	"strconv"
	"strings"
	"unicode"

	"github.com/yuin/goldmark"
	"github.com/yuin/goldmark/ast"
	"github.com/yuin/goldmark/extension"
	"github.com/yuin/goldmark/parser"
	"github.com/yuin/goldmark/text"
	"github.com/yuin/goldmark/util"

	"parvis/docs"
	"parvis/web/ui"
	"parvis/web/urls"
)

// page is a page of the guide.
type page struct {
	Slug  string // its address, after /aide/; "" for the first
	Title string
	HTML  string // without the title
	Parts []part
}

// part is a heading of the second rank.
type part struct{ ID, Title string }

// guide is every page by its slug, and their order.
type guide struct {
	pages map[string]page
	order []string // without the first page
}

// fileName tells a page's file: "4-retroplanning.md" is the fourth.
var fileName = regexp.MustCompile(`^(?:(\d+)-)?([a-z-]+)\.md$`)

// read draws the whole guide, once, when the program starts: a page that cannot be drawn is a fault of the program.
func read() guide {
	g := guide{pages: map[string]page{}}
	names, err := fs.Glob(docs.Guide, "guide/*.md")
	if err != nil || len(names) == 0 {
		panic("guideui: the guide is not there")
	}
	numbered := map[int]string{}
	for _, name := range names {
		source, err := docs.Guide.ReadFile(name)
		if err != nil {
			panic(err) // it is embedded
		}
		slug := slugOf(path.Base(name))
		g.pages[slug] = draw(slug, source)
		if found := fileName.FindStringSubmatch(path.Base(name)); found != nil && found[1] != "" {
			n, _ := strconv.Atoi(found[1])
			numbered[n] = slug
		}
	}
	for _, n := range slices.Sorted(maps.Keys(numbered)) {
		g.order = append(g.order, numbered[n])
	}
	return g
}

// slugOf is the address of a file of the guide, after /aide/.
func slugOf(file string) string {
	if found := fileName.FindStringSubmatch(file); found != nil {
		return found[2]
	}
	return "" // README.md
}

// drawing is the one way Markdown becomes a page: tables, no HTML of its own, headings with the ids that links to them use.
var drawing = goldmark.New(goldmark.WithExtensions(extension.Table),
	goldmark.WithParserOptions(parser.WithAutoHeadingID(), parser.WithASTTransformers(util.Prioritized(leading{}, 100))))

func draw(slug string, source []byte) page {
	ids := parser.NewContext(parser.WithIDs(&anchors{taken: map[string]bool{}}))
	root := drawing.Parser().Parse(text.NewReader(source), parser.WithContext(ids))
	p := page{Slug: slug}
	for node := root.FirstChild(); node != nil; {
		next := node.NextSibling()
		if heading, ok := node.(*ast.Heading); ok {
			title := plain(heading, source)
			switch heading.Level {
			case 1:
				p.Title = title
				root.RemoveChild(root, node) // the frame has it
			case 2:
				id, _ := heading.AttributeString("id")
				name, _ := id.([]byte)
				p.Parts = append(p.Parts, part{ID: string(name), Title: title})
			}
		}
		node = next
	}
	var out bytes.Buffer
	if err := drawing.Renderer().Render(&out, source, root); err != nil {
		panic(err) // nothing fails in memory
	}
	p.HTML = tables(out.String(), p.Title)
	return p
}

// What is looked for in a page that was drawn: its headings and tables, in their order, and within a table what heads a row.
var (
	headingOrTable = regexp.MustCompile(`(?s)<h[2-6][^>]*>(.*?)</h[2-6]>|<table>.*?</table>`)
	firstCell      = regexp.MustCompile(`(?s)<tr>\n<td>(.*?)</td>`)
	tags           = regexp.MustCompile(`<[^>]*>`)
)

// tables names each table by the heading that it stands under, gives its rows their headings, which Markdown does not know, and
// lets a wide one scroll by itself.
func tables(html, title string) string {
	under, n := title, 0
	return headingOrTable.ReplaceAllStringFunc(html, func(found string) string {
		if !strings.HasPrefix(found, "<table>") {
			under, n = tags.ReplaceAllString(headingOrTable.FindStringSubmatch(found)[1], ""), 0
			return found
		}
		n++
		name := under
		if n > 1 {
			name += " (" + strconv.Itoa(n) + ")"
		}
		found = firstCell.ReplaceAllString(found, "<tr>\n<th scope=\"row\">$1</th>")
		found = strings.ReplaceAll(found, "<th>", `<th scope="col">`)
		return `<div class="scroll"><table class="table"><caption class="sr-only">` + name + `</caption>` + strings.TrimPrefix(found, "<table>") + `</div>`
	})
}

// plain is the text of a heading.
func plain(node ast.Node, source []byte) string {
	var b strings.Builder
	_ = ast.Walk(node, func(n ast.Node, entering bool) (ast.WalkStatus, error) {
		if t, ok := n.(*ast.Text); ok && entering {
			b.Write(t.Segment.Value(source))
		}
		return ast.WalkContinue, nil
	})
	return b.String()
}

// leading turns what leads to files of docs into what leads to pages of the site.
type leading struct{}

// Transform implements parser.ASTTransformer.
func (leading) Transform(root *ast.Document, _ text.Reader, _ parser.Context) {
	_ = ast.Walk(root, func(n ast.Node, entering bool) (ast.WalkStatus, error) {
		if !entering {
			return ast.WalkContinue, nil
		}
		switch n := n.(type) {
		case *ast.Link:
			n.Destination = []byte(address(string(n.Destination)))
		case *ast.Image:
			n.Destination = []byte(urls.GuidePicture(path.Base(string(n.Destination))))
		}
		return ast.WalkContinue, nil
	})
}

// address is where a link of the guide leads on the site.
func address(target string) string {
	u, err := url.Parse(target)
	if err != nil || u.Scheme != "" || u.Path == "" {
		return target
	}
	to := urls.Guide()
	if slug := slugOf(path.Base(u.Path)); slug != "" {
		to = urls.GuidePage(slug)
	}
	if u.Fragment != "" {
		to += "#" + u.EscapedFragment()
	}
	return to
}

// anchors names headings as the places that show Markdown do: small letters, hyphens for spaces, no other sign.
type anchors struct{ taken map[string]bool }

// Generate implements parser.IDs.
func (a *anchors) Generate(value []byte, _ ast.NodeKind) []byte {
	id := strings.Map(func(r rune) rune {
		switch {
		case r == ' ':
			return '-'
		case r == '-' || r == '_' || unicode.IsLetter(r) || unicode.IsDigit(r):
			return unicode.ToLower(r)
		}
		return -1
	}, string(value))
	for n, base := 1, id; a.taken[id]; n++ {
		id = base + "-" + strconv.Itoa(n)
	}
	a.taken[id] = true
	return []byte(id)
}

// Put implements parser.IDs.
func (a *anchors) Put(value []byte) { a.taken[string(value)] = true }

// window is the title of the window.
func (g guide) window(p page) string {
	if p.Slug == "" {
		return "Aide"
	}
	return p.Title + " · Aide"
}

// crumbs are the way back to the first page.
func (g guide) crumbs(p page) []ui.Crumb {
	if p.Slug == "" {
		return nil
	}
	return []ui.Crumb{{Label: "Aide", URL: urls.Guide()}}
}
