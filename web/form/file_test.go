package form_test

import (
	"bytes"
	"io"
	"mime/multipart"
	"net/http"
	"net/http/httptest"
	"strings"
	"testing"

	"parvis/internal/fault"
	"parvis/internal/french"
	"parvis/web/form"
)

// sent is a field of a form with a file: a value, or a file if it has a name.
type sent struct{ field, filename, data string }

// upload posts fields as a browser does, to a route that reads so many bytes.
func upload(t *testing.T, most int64, fields ...sent) *http.Request {
	t.Helper()
	var body bytes.Buffer
	w := multipart.NewWriter(&body)
	for _, f := range fields {
		part, err := w.CreateFormField(f.field)
		if f.filename != "" {
			part, err = w.CreateFormFile(f.field, strings.TrimSuffix(f.filename, "-")) // "-" is none chosen
		}
		if err == nil {
			_, err = part.Write([]byte(f.data))
		}
		if err != nil {
			t.Fatal(err)
		}
	}
	if err := w.Close(); err != nil {
		t.Fatal(err)
	}
	r := httptest.NewRequest(http.MethodPost, "/", &body)
	r.Header.Set("Content-Type", w.FormDataContentType())
	r.Body = http.MaxBytesReader(httptest.NewRecorder(), r.Body, most)
	return r
}

func TestAFileComesWithTheFieldsOfItsForm(t *testing.T) {
	t.Parallel()
	r := upload(t, form.MostSent, sent{"cle", "", " abc\r\n"}, sent{"fichier", "Espaces.xlsx", "PK\x00\xff"}, sent{"remplacer", "", "oui"}, sent{"autre", "x.csv", "y"})
	data, name, err := form.File(r, "fichier", 1<<20)
	if string(data) != "PK\x00\xff" || name != "Espaces.xlsx" || err != nil {
		t.Fatalf("%q, %q, %v", data, name, err)
	}
	f, err := form.Read(r)
	if err != nil || f.Key() != "abc" || !f.Flag("remplacer") || f.Text("fichier") != "" || f.Text("autre") != "" {
		t.Errorf("%q, %v", f.Key(), err)
	}
	data, _, err = form.File(upload(t, form.MostSent, sent{"fichier", "vide.csv", ""}), "fichier", 1<<20)
	if len(data) != 0 || err != nil {
		t.Errorf("an empty file: %q, %v", data, err)
	}
}

func TestNamesOfFilesAreFitToBeShown(t *testing.T) {
	t.Parallel()
	for given, want := range map[string]string{
		`C:\Users\musee\Espaces.xlsx`: "Espaces.xlsx", "../../etc/passwd": "passwd", "Été – « 2 ».csv": "Été – « 2 ».csv", "a\u202ebc d.csv": "a bc d.csv",
		strings.Repeat("é", 500): strings.Repeat("é", 200),
	} {
		if _, name, err := form.File(upload(t, form.MostSent, sent{"fichier", given, "x"}), "fichier", 1<<20); name != want || err != nil {
			t.Errorf("%q: %q, %v; want %q", given, name, err, want)
		}
	}
}

func TestAFileThatIsNotThereOrTooLargeIsRefused(t *testing.T) {
	t.Parallel()
	const megabyte = 1 << 20
	large := strings.Repeat("x", 2*megabyte+1)
	for name, c := range map[string]struct {
		r    *http.Request
		kind fault.Kind
		says string
	}{
		"none":              {upload(t, form.MostSent, sent{"cle", "", "abc"}), fault.Invalid, "Choisissez le fichier à importer."},
		"none chosen":       {upload(t, form.MostSent, sent{"fichier", "-", ""}), fault.Invalid, "Choisissez le fichier à importer."},
		"another field's":   {upload(t, form.MostSent, sent{"autre", "a.csv", "x"}), fault.Invalid, "Choisissez le fichier à importer."},
		"two":               {upload(t, form.MostSent, sent{"fichier", "a.csv", "x"}, sent{"fichier", "b.csv", "x"}), fault.Invalid, "Choisissez un seul fichier."},
		"too large":         {upload(t, form.MostSent, sent{"fichier", "a.csv", large}, sent{"cle", "", "abc"}), fault.TooLarge, "Votre fichier dépasse 2 Mo. Retirez-en ce qui n’est pas utile, puis recommencez : rien n’a été enregistré."},
		"far too large":     {upload(t, 3*megabyte, sent{"fichier", "a.csv", large + large}), fault.TooLarge, "Votre fichier dépasse 2 Mo."},
		"another too large": {upload(t, 3*megabyte, sent{"autre", "a.csv", large + large}), fault.TooLarge, "Votre fichier dépasse 2 Mo."},
		"a long text":       {upload(t, form.MostSent, sent{"notes", "", large}, sent{"fichier", "a.csv", "x"}), fault.TooLarge, "Votre envoi dépasse 1 Mo."},
		"long texts":        {upload(t, form.MostSent, sent{"notes", "", large[:form.Most]}, sent{"plus", "", "x"}, sent{"fichier", "a.csv", "x"}), fault.TooLarge, "Votre envoi dépasse 1 Mo."},
		"many fields":       {upload(t, form.MostSent, make([]sent, 1001)...), fault.Invalid, "illisible"},
		"another form":      {post("fichier=x", form.Most), fault.Invalid, "illisible"},
		"cut short":         {cut(upload(t, form.MostSent, sent{"fichier", "a.csv", "xxxx"})), fault.Invalid, "illisible"},
	} {
		data, _, err := form.File(c.r, "fichier", 2*megabyte)
		sentence := fault.SentenceOf(err)
		if problems, ok := fault.ProblemsOf(err); ok && problems.Any() {
			sentence = problems.For("fichier")
		}
		if data != nil || !fault.Is(err, c.kind) || !strings.Contains(french.PlainSpaces(sentence), c.says) {
			t.Errorf("%s: %d bytes, %v; want %q", name, len(data), err, c.says)
		}
	}
}

// cut ends a body before its last boundary.
func cut(r *http.Request) *http.Request {
	r.Body = io.NopCloser(io.LimitReader(r.Body, 150))
	return r
}
