package form

import (
	"bytes"
	"errors"
	"io"
	"mime"
	"mime/multipart"
	"net/http"
	"net/url"

	"parvis/internal/fault"
)

// Stream reads a form that holds large files (multipart/form-data) as it comes, and keeps none of it: each file of a
// field is given to take, with its name as the browser sent it, which reads it as far as it likes. Read then gives the
// form's other fields, those after the files too. The route says serve.Taking, with its bound in bytes.
//
// A failure of take ends the reading; so does a body that breaks off or is longer than most, which TooLarge names.
func Stream(r *http.Request, name string, tooLarge string, take func(filename string, content io.Reader) error) error {
	parts, err := r.MultipartReader()
	if err != nil {
		return unreadable(err)
	}
	s := stream{name: name, values: url.Values{}, take: take}
	for n := 0; ; n++ {
		part, err := parts.NextPart()
		if err == io.EOF { // itself: where a body breaks off between two fields, it is wrapped
			break
		}
		if err == nil && n == mostParts {
			err = errors.New("too many fields")
		}
		if err == nil {
			err = s.read(part)
		}
		if _, large := errors.AsType[*http.MaxBytesError](err); large {
			return fault.New(fault.TooLarge, tooLarge, err)
		}
		if err != nil && fault.KindOf(err) != fault.Internal {
			return err
		}
		if err != nil {
			return unreadable(err)
		}
	}
	if s.typed > Most {
		return tooLong(nil)
	}
	r.PostForm, r.Form = s.values, s.values
	return nil
}

// stream is a form that is being read as it comes.
type stream struct {
	name   string
	values url.Values
	typed  int // bytes of the fields that are no file
	take   func(string, io.Reader) error
}

func (s *stream) read(part *multipart.Part) error {
	switch file := part.FileName(); {
	case file == "" && part.Header.Get("Content-Type") != "": // the field of a file that was not chosen
	case file == "":
		value, err := io.ReadAll(io.LimitReader(part, Most+1))
		if s.typed += len(value); s.typed <= Most {
			s.values.Add(part.FormName(), string(value))
		}
		return err
	case part.FormName() == s.name:
		return s.take(file, part)
	}
	return nil
}

// Streams tells whether a request holds a form that Stream reads.
func Streams(r *http.Request) bool {
	media, _, err := mime.ParseMediaType(r.Header.Get("Content-Type"))
	return err == nil && media == "multipart/form-data"
}

// Before gives the fields of a form with files (its Content-Type and how it begins) that stand before the place where it was cut:
// what somebody typed, where the files after it are too large to be kept.
func Before(contentType string, begin []byte) url.Values {
	values := url.Values{}
	_, how, err := mime.ParseMediaType(contentType)
	if err != nil || how["boundary"] == "" {
		return values
	}
	parts := multipart.NewReader(bytes.NewReader(begin), how["boundary"])
	for range mostParts {
		part, err := parts.NextPart()
		if err != nil {
			break
		}
		if part.FileName() != "" || part.Header.Get("Content-Type") != "" {
			continue
		}
		value, err := io.ReadAll(io.LimitReader(part, Most))
		if err != nil {
			break
		}
		values.Add(part.FormName(), string(value))
	}
	return values
}
