package files

import (
	"archive/zip"
	"bytes"
	"io"
	"strings"
	"testing"
	"time"
)

// document writes an office document with these parts, of which the last is as long as n.
func document(t *testing.T, n int64, parts ...string) []byte {
	t.Helper()
	var b bytes.Buffer
	z := zip.NewWriter(&b)
	for i, name := range parts {
		method := zip.Deflate
		if name == "mimetype" {
			method = zip.Store
		}
		w, err := z.CreateHeader(&zip.FileHeader{Name: name, Method: method})
		if err != nil {
			t.Fatal(err)
		}
		switch {
		case name == "mimetype":
			_, _ = io.WriteString(w, "application/vnd.oasis.opendocument.text")
		case i == len(parts)-1:
			_, _ = io.CopyN(w, zeros{}, n)
		default:
			_, _ = io.WriteString(w, "<x/>")
		}
	}
	if err := z.Close(); err != nil {
		t.Fatal(err)
	}
	return b.Bytes()
}

type zeros struct{}

func (zeros) Read(p []byte) (int, error) {
	clear(p)
	return len(p), nil
}

func TestATypeIsItsContents(t *testing.T) {
	t.Parallel()
	docx := document(t, 100, "[Content_Types].xml", "_rels/.rels", "word/document.xml")
	for _, c := range []struct {
		name    string
		content []byte
		want    Type
	}{
		{"a.pdf", []byte("%PDF-1.4\n"), PDF},
		{"a.docx", docx, DOCX},
		{"a.xlsx", document(t, 100, "[Content_Types].xml", "_rels/.rels", "xl/workbook.xml"), XLSX},
		{"a.pptx", document(t, 100, "[Content_Types].xml", "_rels/.rels", "ppt/presentation.xml"), PPTX},
		{"a.odt", document(t, 100, "mimetype", "content.xml"), ODT},
		{"a.xlsx", docx, ""},
		{"a.pdf", docx, ""},
		{"a.docm", docx, ""},
		{"a.docx", document(t, 100, "a.txt"), ""},
		{"liste.csv", []byte("nom;ville\nClaire;Lyon\n"), CSV},
		{"liste.csv", []byte("nom;r\xe9gion\nClaire;Rh\xf4ne\n"), CSV},
		{"note.txt", []byte("Bonjour,\nà demain."), Txt},
		{"fête.ICS", []byte("BEGIN:VCALENDAR\r\nVERSION:2.0\r\n"), ICS},
		{"claire.vcf", []byte("BEGIN:VCARD\r\nVERSION:3.0\r\n"), VCF},
		{"claire.vcf", []byte("Bonjour"), ""},
		{"a.gif", []byte("GIF89a\x01\x00\x01\x00"), GIF},
		{"a.jpg", []byte("GIF89a\x01\x00\x01\x00"), ""},
		{"a.webp", []byte("RIFF\x1a\x00\x00\x00WEBPVP8 "), WebP},
		{"pdf", []byte("%PDF-1.4\n"), ""},
		{"a.pdf.exe", []byte("MZ"), ""},
		{"a.txt", []byte("MZ\x90\x00\x03\x00"), ""},
		{"a.txt", []byte("  <!-- --><html>"), ""},
		{"a.csv", []byte("<svg xmlns='http://www.w3.org/2000/svg'>"), ""},
	} {
		got, refused := typeOf(c.name, c.content)
		if got != c.want || (refused == "") != (c.want != "") {
			t.Errorf("%s: %q, want %q: %s", c.name, got, c.want, refused)
		}
		if refused != "" && !strings.HasSuffix(refused, ".") {
			t.Errorf("%s: %s", c.name, refused)
		}
	}
}

// A document that would unfold to gigabytes is looked at and kept as it was sent: nothing unfolds it.
func TestADocumentIsNotUnfolded(t *testing.T) {
	t.Parallel()
	bomb := document(t, 1<<28, "[Content_Types].xml", "_rels/.rels", "word/document.xml")
	begin := time.Now()
	a, err := New(nil, Options{}).Receive(t.Context(), "bombe.docx", bytes.NewReader(bomb))
	if err != nil {
		t.Fatal(err)
	}
	defer a.Close()
	if a.Type != DOCX || a.Size != int64(len(bomb)) || time.Since(begin) > 5*time.Second {
		t.Errorf("%s of %d bytes, in %s", a.Type, a.Size, time.Since(begin))
	}
}
