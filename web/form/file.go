package form

import (
	"errors"
	"io"
	"mime/multipart"
	"net/http"
	"net/url"
	"strings"
	"unicode"

	"parvis/internal/fault"
	"parvis/internal/french"
)

// MostSent is how much is read of what is sent with a file, in bytes: more than any file may have, so
// that whoever sends too large a one gets a page that says so and not a broken connection.
const MostSent = 32 << 20

const (
	mostParts = 1000 // fields of such a form
	mostName  = 200  // characters of a file's name
)

// File reads a form that holds a file (multipart/form-data), and gives the file of a field, of most
// bytes at most, and its name, for showing only. Read then gives the form's other fields. The route
// says serve.Taking. Nothing is written to disk.
//
// No file chosen is a problem of its field. One that is too large is TooLarge.
func File(r *http.Request, name string, most int64) (data []byte, filename string, err error) {
	parts, err := r.MultipartReader()
	if err != nil {
		return nil, "", unreadable(err)
	}
	f := upload{name: name, most: most, values: url.Values{}}
	for n := 0; ; n++ {
		part, err := parts.NextPart()
		if errors.Is(err, io.EOF) {
			break
		}
		if err == nil && n == mostParts {
			err = errors.New("too many fields")
		}
		if err == nil {
			err = f.read(part)
		}
		if err != nil {
			return nil, "", f.refuse(err)
		}
	}
	r.PostForm, r.Form = f.values, f.values
	switch {
	case f.large:
		return nil, "", f.refuse(&http.MaxBytesError{Limit: most})
	case f.typed > Most:
		return nil, "", tooLong(nil)
	case f.files == 0:
		return nil, "", fault.Problems{{Field: name, Sentence: "Choisissez le fichier à importer."}}.Err()
	case f.files > 1:
		return nil, "", fault.Problems{{Field: name, Sentence: "Choisissez un seul fichier."}}.Err()
	}
	return f.data, f.filename, nil
}

// upload is a form with a file that is being read.
type upload struct {
	name     string
	most     int64
	values   url.Values
	typed    int // bytes of the other fields
	files    int
	data     []byte
	filename string
	large    bool
}

// read reads a field. What is too large is read to its end and not kept.
func (f *upload) read(part *multipart.Part) error {
	file := part.FileName()
	switch {
	case file == "" && part.Header.Get("Content-Type") != "":
		return nil // the field of a file that was not chosen
	case file == "":
		value, err := io.ReadAll(io.LimitReader(part, Most+1))
		if f.typed += len(value); f.typed <= Most {
			f.values.Add(part.FormName(), string(value))
		}
		return err
	case part.FormName() != f.name:
		return nil
	}
	f.files++
	data, err := io.ReadAll(io.LimitReader(part, f.most+1))
	if err != nil {
		return err
	}
	if f.large = f.large || int64(len(data)) > f.most; !f.large {
		f.data, f.filename = data, shownName(file)
	}
	return nil
}

// refuse says why the form cannot be read.
func (f *upload) refuse(err error) error {
	if _, ok := errors.AsType[*http.MaxBytesError](err); ok {
		return fault.New(fault.TooLarge, "Votre fichier dépasse "+french.Size(f.most)+". Retirez-en ce qui n’est pas utile, "+
			"puis recommencez\u00a0: rien n’a été enregistré.", err)
	}
	return unreadable(err)
}

// shownName gives a file's name as it may be shown: without the folders that some browsers send.
func shownName(name string) string {
	name = strings.ToValidUTF8(name[strings.LastIndexAny(name, `/\`)+1:], "")
	name = strings.Map(func(r rune) rune {
		if unicode.IsPrint(r) {
			return r
		}
		return ' '
	}, name)
	runes := []rune(french.OneLine(name))
	return string(runes[:min(len(runes), mostName)])
}
