package form_test

import (
	"errors"
	"io"
	"net/http"
	"net/http/httptest"
	"strings"
	"testing"

	"parvis/internal/fault"
	"parvis/web/form"
)

const boundary = "--b\r\n"

// parts writes a form whose last field stands after its files.
func parts(list ...string) string {
	return boundary + strings.Join(list, "\r\n"+boundary) + "\r\n--b--\r\n"
}

func posted(body string, most int64) *http.Request {
	r := httptest.NewRequest(http.MethodPost, "/fichiers", strings.NewReader(body))
	r.Header.Set("Content-Type", "multipart/form-data; boundary=b")
	r.Body = http.MaxBytesReader(nil, r.Body, most)
	return r
}

func file(field, name, content string) string {
	return `Content-Disposition: form-data; name="` + field + `"; filename="` + name + "\"\r\nContent-Type: x/y\r\n\r\n" + content
}

func value(field, text string) string {
	return `Content-Disposition: form-data; name="` + field + "\"\r\n\r\n" + text
}

func TestAStreamGivesEachFileAndKeepsTheFields(t *testing.T) {
	t.Parallel()
	var came []string
	take := func(name string, content io.Reader) error {
		begin, err := io.ReadAll(io.LimitReader(content, 2)) // it need not be read to its end
		came = append(came, name+" "+string(begin))
		return err
	}
	r := posted(parts(value("cle", "K"), file("fichiers", "a.pdf", "abc"), file("autre", "b.pdf", "abc"), file("fichiers", "", ""), file("fichiers", "c.pdf", "cde"), value("retour", "/taches/1")), 1<<20)
	if err := form.Stream(r, "fichiers", "Trop.", take); err != nil {
		t.Fatal(err)
	}
	f, err := form.Read(r)
	if err != nil || strings.Join(came, ", ") != "a.pdf ab, c.pdf cd" || f.Text("retour") != "/taches/1" || f.Key() != "K" {
		t.Errorf("%q, %q, %v", came, f.Text("retour"), err)
	}
	one, other := f.Sending(), f.Beside("a").Sending()
	if one == other || other == f.Beside("b").Sending() {
		t.Error("two sendings with other files are alike")
	}
}

func TestAStreamThatBreaksOffIsNoForm(t *testing.T) {
	t.Parallel()
	all := func(_ string, content io.Reader) error {
		_, err := io.Copy(io.Discard, content)
		return err
	}
	whole := parts(file("fichiers", "a.pdf", strings.Repeat("x", 5000)))
	for name, c := range map[string]struct {
		body string
		most int64
		take func(string, io.Reader) error
		kind fault.Kind
	}{
		"cut":       {whole[:3000], 1 << 20, all, fault.Invalid},
		"too large": {whole, 4000, all, fault.TooLarge},
		"no disk":   {whole, 1 << 20, func(string, io.Reader) error { return fault.New(fault.Unavailable, "Plus de place.", nil) }, fault.Unavailable},
		"any other": {whole, 1 << 20, func(string, io.Reader) error { return errors.New("any") }, fault.Invalid},
		"no form":   {"cle=K", 1 << 20, all, fault.Invalid},
	} {
		if err := form.Stream(posted(c.body, c.most), "fichiers", "Trop.", c.take); !fault.Is(err, c.kind) {
			t.Errorf("%s: %v", name, err)
		}
	}
}
