package document

import (
	"bytes"
	"context"
	"io"

	"parvis/internal/account"
	"parvis/internal/document/shipped"
	"parvis/internal/exchange/docx"
	"parvis/internal/fault"
	"parvis/internal/files"
	"parvis/internal/journal"
)

// Made is a document.
type Made struct {
	Prepared
	Name string
	Data []byte
}

// Sheets gives the letters of a model that is written in Parvis as blocks, one list for each; nil for one in Word's format, which only a word
// processor draws.
func (p Prepared) Sheets() [][]docx.Block {
	if p.opened.word != nil {
		return nil
	}
	sheets := make([][]docx.Block, len(p.letters))
	for i, l := range p.letters {
		sheets[i] = p.opened.text.Fill(l.values)
	}
	return sheets
}

// Make makes the document of an order, in Word's format: each letter from a page of its own on, badges several a page.
func (r *Room) Make(ctx context.Context, by account.By, o Order) (Made, error) {
	p, done, err := r.prepare(ctx, by, o)
	if err != nil {
		return Made{}, err
	}
	defer done()
	made := Made{Prepared: p, Name: p.fileName(by)}
	var out bytes.Buffer
	if err := p.write(&out); err != nil {
		return made, err
	}
	made.Data = out.Bytes()
	return made, nil
}

func (p Prepared) write(out io.Writer) error {
	if p.opened.word != nil {
		return p.opened.word.FillAll(out, p.values())
	}
	text := docx.Text{Title: p.Model.Name}
	if p.Model.Kind == shipped.Badge {
		text.Layout = docx.OnBadges
	}
	for _, blocks := range p.Sheets() {
		text.Letters = append(text.Letters, docx.Letter{Blocks: blocks})
	}
	return docx.Write(out, text)
}

// fileName says what the document is, about which project, and of which day; nobody's name.
func (p Prepared) fileName(by account.By) string {
	project := ""
	if p.Project.ID != 0 {
		project = p.Project.Short()
	}
	return fileName(p.Model.Name, project, by.Today().FrenchDay())
}

// Keep makes the document of an order and attaches it to its project, and gives the file's id. amounts says that it tells amounts, which only who sees
// them may say. The same submission key keeps once.
func (r *Room) Keep(ctx context.Context, by account.By, key string, o Order, amounts bool) (int64, error) {
	if o.Project == 0 {
		return 0, fault.Missing(nil)
	}
	made, err := r.Make(ctx, by, o)
	if err != nil {
		return 0, err
	}
	arrived, err := r.files.Receive(ctx, made.Name, bytes.NewReader(made.Data))
	if err != nil {
		return 0, err
	}
	defer arrived.Close()
	return r.files.Add(ctx, by, journal.Project, o.Project, key, amounts, []*files.Arrived{arrived})
}
