package files

import (
	"context"
	"crypto/sha256"
	"encoding/hex"
	"errors"
	"fmt"
	"image"
	"io"
	"os"

	"parvis/internal/fault"
	"parvis/internal/french"
)

// Arrived is a file that was sent and looked at, in a temporary file that only this program reads, until it is kept.
// Close removes that.
type Arrived struct {
	Name          string
	Type          Type
	Size          int64
	SHA256        []byte
	Width, Height int

	content   *os.File
	thumbnail []byte
	scanned   State
	stowed    bool   // its content was put where it will be kept
	object    string // the name that it has there
	forget    func() // takes it from there again, until a row names it
}

// Close forgets what arrived; what was kept of it stays.
func (a *Arrived) Close() {
	discard(a.content)
	if a.forget != nil {
		a.forget()
	}
}

// Receive reads what was sent under a name, and looks at it. What cannot be kept is a problem of FieldFiles, and what was
// read is gone; a body that breaks off is the failure of reading it. What the antivirus finds something in cannot be kept. No
// connection to the database is held meanwhile, and no more than some kilobytes of memory, but for drawing the thumbnail of a picture.
func (r *Room) Receive(ctx context.Context, sent string, body io.Reader) (*Arrived, error) {
	a := &Arrived{Name: french.FileName(sent)}
	if a.Name == "" {
		return nil, refused("Veuillez donner un nom à chaque fichier.")
	}
	head := &headWriter{most: sniffed}
	if err := a.write(func(w io.Writer) error {
		_, err := io.Copy(io.MultiWriter(w, head), io.LimitReader(body, r.limits.One+1))
		return err
	}); err != nil {
		return nil, err
	}
	if err := a.look(ctx, r, head.data); err != nil {
		a.Close()
		return nil, err
	}
	return a, nil
}

// look finds what a file is, and refuses what is not taken.
func (a *Arrived) look(ctx context.Context, r *Room, head []byte) error {
	switch {
	case a.Size == 0:
		return refused(french.Quote(a.Name) + " est vide.")
	case a.Size > r.limits.One:
		return refused(french.Quote(a.Name) + " dépasse " + french.FileSize(r.limits.One) + ". Veuillez en ajouter une version plus légère.")
	}
	t, why := typeOf(a.Name, head)
	if why != "" {
		return refused(why)
	}
	a.Type = t
	if t.Picture() {
		if err := a.picture(ctx, r); err != nil {
			return err
		}
	}
	return a.scan(ctx, r) // what is kept is what was looked at
}

// picture looks at a picture: its dimensions before its pixels. Its notes are taken out, and it is drawn small.
func (a *Arrived) picture(ctx context.Context, r *Room) error {
	config, _, err := image.DecodeConfig(a.reader())
	if err != nil || config.Width < 1 || config.Height < 1 {
		return refused("L’image " + french.Quote(a.Name) + " ne peut pas être lue. Rouvrez-la, puis enregistrez-la de nouveau.")
	}
	if tooMany(config) {
		return refused("L’image " + french.Quote(a.Name) + " est trop grande (" + french.Number(config.Width) + " × " + french.Number(config.Height) +
			"\u00a0pixels). Veuillez en ajouter une version plus petite.")
	}
	facts, err := a.withoutNotes()
	if err != nil {
		return err
	}
	a.Width, a.Height = config.Width, config.Height
	if onSide(facts.orientation) {
		a.Width, a.Height = a.Height, a.Width
	}
	if decoded(config, facts.progressive) <= mostDecoded {
		a.thumbnail, err = r.thumbnail(ctx, a.reader(), facts.orientation)
	}
	return err
}

// withoutNotes writes a picture again without where and when it was taken.
func (a *Arrived) withoutNotes() (jpegFacts, error) {
	facts := jpegFacts{orientation: 1}
	from := a.content
	var unread error // why the picture cannot be read to its end
	err := a.write(func(w io.Writer) error {
		switch a.Type {
		case JPEG:
			facts, unread = withoutNotes(w, io.NewSectionReader(from, 0, a.Size))
		case PNG:
			unread = pngWithoutNotes(w, io.NewSectionReader(from, 0, a.Size))
		case WebP:
			unread = webPWithoutNotes(w, from)
		default:
			_, err := io.Copy(w, io.NewSectionReader(from, 0, a.Size))
			return err
		}
		return unread
	})
	switch {
	case err != nil && unread != nil && !errors.Is(err, errDisk):
		a.content = from // which Close removes
		return facts, refused("L’image " + french.Quote(a.Name) + " est abîmée ou coupée. Rouvrez-la, puis enregistrez-la de nouveau.")
	case err != nil:
		a.content = from
		return facts, err
	}
	discard(from)
	return facts, nil
}

// reader reads the content from its beginning.
func (a *Arrived) reader() io.Reader { return io.NewSectionReader(a.content, 0, a.Size) }

// errDisk is that a temporary file could not be written.
var errDisk = errors.New("the temporary file cannot be written")

// write makes the content what from writes: it counts it and sums it on its way to a temporary file, which has no name
// any more once it is open, so that nothing is left of it however the program ends.
func (a *Arrived) write(from func(io.Writer) error) error {
	f, err := os.CreateTemp("", "parvis-recu-*") // for this account only
	if err != nil {
		return fault.New(fault.Unavailable, diskSentence, errors.Join(errDisk, err))
	}
	_ = os.Remove(f.Name()) // some systems refuse while it is open: discard removes it there
	sum, counted := sha256.New(), &diskWriter{to: f}
	if err := from(io.MultiWriter(counted, sum)); err != nil {
		discard(f)
		if counted.failed != nil {
			return fault.New(fault.Unavailable, diskSentence, errors.Join(errDisk, counted.failed))
		}
		return err
	}
	a.content, a.Size, a.SHA256 = f, counted.n, sum.Sum(nil)
	return nil
}

const diskSentence = "Parvis n’a plus la place de recevoir ce fichier pour le moment. Veuillez réessayer un peu plus tard."

func discard(f *os.File) {
	if f != nil {
		_ = f.Close()
		_ = os.Remove(f.Name())
	}
}

// diskWriter writes to a file, counts, and knows its own failures from those of what is read.
type diskWriter struct {
	to     io.Writer
	n      int64
	failed error
}

func (d *diskWriter) Write(p []byte) (int, error) {
	n, err := d.to.Write(p)
	d.n += int64(n)
	d.failed = err
	return n, err
}

// headWriter keeps the beginning of what is written.
type headWriter struct {
	data []byte
	most int
}

func (h *headWriter) Write(p []byte) (int, error) {
	h.data = append(h.data, p[:min(len(p), h.most-len(h.data))]...)
	return len(p), nil
}

// refused is the failure of a file that is not taken.
func refused(sentence string) error {
	return fault.Problems{{Field: FieldFiles, Sentence: sentence}}.Err()
}

// Sum is what two sendings of the same files have in common, and no others.
func Sum(list []*Arrived) string {
	all := sha256.New()
	for _, a := range list {
		fmt.Fprintf(all, "%q%x", a.Name, a.SHA256)
	}
	return hex.EncodeToString(all.Sum(nil))
}
