package webtest

import (
	"net/url"
	"strings"
	"testing"

	"golang.org/x/net/html"
	"golang.org/x/net/html/atom"
)

// Form is a form of a page that is sent with POST, as a browser would send it untouched.
type Form struct {
	Page   string // the path of the page
	Action string // where it is sent, its query included
	Values url.Values
	Texts  []string // the fields that somebody types in, in order
	Needed []string // those of them that are empty and may not be
	Upload string   // the field of a file; "" without one

	pressed bool // its first button
}

// Read is what a page holds for whoever looks for what can be done.
type Read struct {
	Forms []Form
	Links []string // to pages of this site, without their fragments
}

// ReadPage reads the forms and the links of a page.
func ReadPage(t testing.TB, path, body string) Read {
	t.Helper()
	root, err := html.Parse(strings.NewReader(body))
	if err != nil {
		t.Fatalf("webtest: %s: %v", path, err)
	}
	var read Read
	outside := map[string][]*html.Node{} // buttons and fields that name their form by its id
	for n := range root.Descendants() {
		switch {
		case n.DataAtom == atom.A && strings.HasPrefix(attribute(n, "href"), "/"):
			link, _, _ := strings.Cut(attribute(n, "href"), "#")
			read.Links = append(read.Links, link)
		case attribute(n, "form") != "":
			outside[attribute(n, "form")] = append(outside[attribute(n, "form")], n)
		}
	}
	for n := range root.Descendants() {
		if n.DataAtom != atom.Form || !strings.EqualFold(attribute(n, "method"), "post") {
			continue
		}
		f := Form{Page: path, Action: attribute(n, "action"), Values: url.Values{}}
		if f.Action == "" {
			f.Action = path
		}
		for field := range n.Descendants() {
			f.take(field)
		}
		for _, field := range outside[attribute(n, "id")] {
			f.take(field)
		}
		read.Forms = append(read.Forms, f)
		// A button of a form may send it elsewhere.
		for _, field := range append(outside[attribute(n, "id")], buttons(n)...) {
			if to := attribute(field, "formaction"); to != "" {
				other := f
				other.Action = to
				read.Forms = append(read.Forms, other)
			}
		}
	}
	return read
}

func buttons(form *html.Node) (list []*html.Node) {
	for n := range form.Descendants() {
		if n.DataAtom == atom.Button {
			list = append(list, n)
		}
	}
	return list
}

// take adds a field with the value that it has.
func (f *Form) take(n *html.Node) {
	name := attribute(n, "name")
	if name == "" || has(n, "disabled") {
		return
	}
	switch n.DataAtom {
	case atom.Textarea:
		f.typed(n, name, text(n))
	case atom.Select:
		f.Values.Add(name, selected(n))
	case atom.Button:
		if !f.pressed && attribute(n, "type") != "button" && !has(n, "hidden") { // nobody presses what is not seen
			f.Values.Add(name, attribute(n, "value")) // the first one sends it
			f.pressed = true
		}
	case atom.Input:
		switch attribute(n, "type") {
		case "checkbox", "radio":
			if has(n, "checked") {
				f.Values.Add(name, attribute(n, "value"))
			}
		case "file":
			f.Upload = name
		case "hidden":
			f.Values.Add(name, attribute(n, "value"))
		default:
			f.typed(n, name, attribute(n, "value"))
		}
	}
}

// typed adds a field that somebody types in.
func (f *Form) typed(n *html.Node, name, value string) {
	f.Values.Add(name, value)
	f.Texts = append(f.Texts, name)
	if value == "" && has(n, "required") {
		f.Needed = append(f.Needed, name)
	}
}

// selected is the value that a select sends: of its chosen option, or of its first.
func selected(list *html.Node) string {
	first, seen := "", false
	for n := range list.Descendants() {
		if n.DataAtom != atom.Option || has(n, "disabled") {
			continue
		}
		value := text(n)
		if has(n, "value") {
			value = attribute(n, "value")
		}
		if has(n, "selected") {
			return value
		}
		if !seen {
			first, seen = value, true
		}
	}
	return first
}

func text(n *html.Node) string {
	var b strings.Builder
	for d := range n.Descendants() {
		if d.Type == html.TextNode {
			b.WriteString(d.Data)
		}
	}
	return b.String()
}

func has(n *html.Node, name string) bool {
	for _, a := range n.Attr {
		if a.Key == name {
			return true
		}
	}
	return false
}

func attribute(n *html.Node, name string) string {
	for _, a := range n.Attr {
		if a.Key == name {
			return a.Val
		}
	}
	return ""
}
