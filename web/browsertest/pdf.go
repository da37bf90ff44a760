package browsertest

import (
	"bytes"
	"fmt"
	"os"
	"os/exec"
	"path/filepath"
	"strconv"
	"strings"
	"testing"

	"github.com/chromedp/chromedp"
)

// PDF is what poppler reads in a printed document.
type PDF struct {
	Path  string
	Pages []PDFPage
	Fonts []PDFFont

	t testing.TB
}

// PDFPage is one sheet.
type PDFPage struct {
	Width, Height float64 // in millimetres
	Text          string  // laid out as on the sheet
}

// PDFFont is a font the document uses.
type PDFFont struct {
	Name     string // "ABCDEF+Atkinson…" when only a part is embedded
	Type     string
	Embedded bool
}

// PDF prints the page as the browser's own print command does, on the sheet
// its style asks for (@page) and without backgrounds, and reads the result.
func (p *Page) PDF(path string) *PDF {
	p.t.Helper()
	printed := get(p, "printing", chromedp.PrintToPDF(
		chromedp.PDFPaper(chromedp.PaperA4), // where the style says nothing
		chromedp.PDFPreferCSSPageSize()))
	p.check("printing", os.WriteFile(path, printed, 0o644))
	return ReadPDF(p.t, path)
}

// ReadPDF reads a PDF file with poppler's tools; the test fails where they are
// missing or refuse the file.
func ReadPDF(t testing.TB, path string) *PDF {
	t.Helper()
	pdf := &PDF{Path: path, t: t}
	count, err := pageCount(string(poppler(t, "pdfinfo", path)))
	if err != nil {
		t.Fatalf("pdfinfo %s: %v", path, err)
	}
	sizes := string(poppler(t, "pdfinfo", "-f", "1", "-l", strconv.Itoa(count), path))
	// pdftotext ends each page with a form feed.
	texts := strings.Split(string(poppler(t, "pdftotext", "-layout", "-enc", "UTF-8", path, "-")), "\f")
	for n := 1; n <= count; n++ {
		width, height, err := pageSize(sizes, n)
		if err != nil {
			t.Fatalf("pdfinfo %s: %v", path, err)
		}
		page := PDFPage{Width: width, Height: height}
		if n <= len(texts) {
			page.Text = texts[n-1]
		}
		pdf.Pages = append(pdf.Pages, page)
	}
	pdf.Fonts = fonts(string(poppler(t, "pdffonts", path)))
	return pdf
}

// Draw writes one sheet (from 1) as a grey PNG of this resolution and returns
// the file's path: what a photocopier makes of it.
func (pdf *PDF) Draw(page, dotsPerInch int) string {
	pdf.t.Helper()
	n := strconv.Itoa(page)
	base := strings.TrimSuffix(pdf.Path, filepath.Ext(pdf.Path)) + "-" + n
	poppler(pdf.t, "pdftoppm", "-gray", "-png", "-singlefile", "-r", strconv.Itoa(dotsPerInch),
		"-f", n, "-l", n, pdf.Path, base)
	return base + ".png"
}

// poppler runs one of poppler's tools and returns what it prints.
func poppler(t testing.TB, name string, args ...string) []byte {
	t.Helper()
	tool, err := findPoppler(name)
	if err != nil {
		t.Fatal(err)
	}
	var out, complaint bytes.Buffer
	cmd := exec.CommandContext(t.Context(), tool.path, args...)
	cmd.Env = append(append(os.Environ(), "LC_ALL=C"), tool.env...)
	cmd.Stdout, cmd.Stderr = &out, &complaint
	if err := cmd.Run(); err != nil {
		t.Fatalf("%s %s: %v: %s", name, strings.Join(args, " "), err, &complaint)
	}
	return out.Bytes()
}

func pageCount(info string) (int, error) {
	for line := range strings.Lines(info) {
		if value, ok := strings.CutPrefix(line, "Pages:"); ok {
			return strconv.Atoi(strings.TrimSpace(value))
		}
	}
	return 0, fmt.Errorf("no page count in %q", info)
}

const millimetresPerPoint = 25.4 / 72

// pageSize reads the line "Page    2 size:  595.92 x 842.88 pts (A4)".
func pageSize(info string, page int) (width, height float64, err error) {
	for line := range strings.Lines(info) {
		words := strings.Fields(line)
		if len(words) < 6 || words[0] != "Page" || words[1] != strconv.Itoa(page) || words[2] != "size:" {
			continue
		}
		if width, err = strconv.ParseFloat(words[3], 64); err != nil {
			return 0, 0, err
		}
		if height, err = strconv.ParseFloat(words[5], 64); err != nil {
			return 0, 0, err
		}
		return width * millimetresPerPoint, height * millimetresPerPoint, nil
	}
	return 0, 0, fmt.Errorf("no size for page %d in %q", page, info)
}

// fonts reads pdffonts' table. Its columns, from the right, are always two
// numbers, three yes or no (embedded, subset, Unicode) and the encoding; the
// type may be two words, the name is one.
func fonts(table string) []PDFFont {
	var all []PDFFont
	lines := strings.Split(strings.TrimSpace(table), "\n")
	for _, line := range lines[min(2, len(lines)):] {
		words := strings.Fields(line)
		n := len(words)
		if n < 8 {
			continue
		}
		all = append(all, PDFFont{Name: words[0], Type: strings.Join(words[1:n-6], " "), Embedded: words[n-5] == "yes"})
	}
	return all
}

// AsksToPrint clicks an element and tells whether the page then asks the browser to print, as
// Ctrl+P does. Nothing is printed.
func (p *Page) AsksToPrint(selector string) bool {
	p.t.Helper()
	p.WaitFor(selector)
	return script[bool](p, "printing with "+selector, `new Promise((answer) => {
		addEventListener("beforeprint", () => answer(true));
		setTimeout(() => answer(false), 2000);
		document.querySelector(`+quoted(selector)+`).click();
	})`)
}
