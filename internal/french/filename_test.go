package french_test

import (
	"strings"
	"testing"
	"unicode/utf8"

	"parvis/internal/french"
)

func TestFileNamesHoldWhatCanBeSeen(t *testing.T) {
	t.Parallel()
	for sent, want := range map[string]string{
		"Devis 2025.pdf":                   "Devis 2025.pdf",
		`C:\Users\claire\plan.docx`:        "plan.docx",
		"../../etc/passwd":                 "passwd",
		"..":                               "",
		".htaccess":                        "htaccess",
		"photo\u202egnp.exe":               "photognp.exe",
		"a\x00b\r\nc\x1b.txt":              "ab c .txt",
		"Été\u00a0: l’affiche.png":         "Été\u00a0 l’affiche.png",
		"\xff\xfe.pdf":                     "pdf",
		" \u200b ":                         "",
		strings.Repeat("é", 300) + ".jpeg": strings.Repeat("é", 144) + "….jpeg",
		"long" + strings.Repeat(".x", 200): "",
		`a<b>"c"|d?e*f:g.txt`:              "a b c d e f g.txt",
	} {
		got := french.FileName(sent)
		if strings.HasPrefix(sent, "long") {
			if n := utf8.RuneCountInString(got); n > french.MaxFileName {
				t.Errorf("%d characters", n)
			}
			continue
		}
		if got != want {
			t.Errorf("%q: %q, want %q", sent, got, want)
		}
	}
}

func FuzzFileName(f *testing.F) {
	f.Add("../a\u202eb.pdf")
	f.Fuzz(func(t *testing.T, sent string) {
		name := french.FileName(sent)
		if !utf8.ValidString(name) || utf8.RuneCountInString(name) > french.MaxFileName || strings.ContainsAny(name, "/\\\x00\r\n\"<>") ||
			strings.HasPrefix(name, ".") || french.Visible(name) != name {
			t.Fatalf("%q gives %q", sent, name)
		}
	})
}

func TestFileSizesAreInFrench(t *testing.T) {
	t.Parallel()
	for bytes, want := range map[int64]string{1: "1\u00a0octet", 840: "840\u00a0octets", 2048: "2\u00a0Ko", 319_000: "312\u00a0Ko", 1 << 20: "1\u00a0Mo", 2_516_582: "2,4\u00a0Mo", 50 << 20: "50\u00a0Mo"} {
		if got := french.FileSize(bytes); got != want {
			t.Errorf("%d: %q, want %q", bytes, got, want)
		}
	}
}
