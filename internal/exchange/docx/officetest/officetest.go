// Package officetest has a real LibreOffice Writer read the documents that Parvis makes, for tests.
package officetest

import (
	"bytes"
	"context"
	"fmt"
	"log/slog"
	"os"
	"os/exec"
	"path/filepath"
	"regexp"
	"runtime"
	"strings"
	"sync"
	"syscall"
	"testing"

	"parvis/internal/debs"
)

// Convert gives a document as LibreOffice saves it in another format: "txt" in UTF-8, "pdf", "png" of its first page, or "docx", which
// is then the file of another word processor.
// It is an independent reader: what it cannot open fails the test.
func Convert(t testing.TB, data []byte, format string) []byte {
	t.Helper()
	o, err := unpacked()
	if err != nil {
		t.Fatal(err)
	}
	busy <- struct{}{}
	defer func() { <-busy }()
	dir := t.TempDir()
	from := filepath.Join(dir, "document.docx")
	if err := os.WriteFile(from, data, 0o600); err != nil {
		t.Fatal(err)
	}
	filter := format
	if format == "txt" {
		filter = "txt:Text (encoded):UTF8"
	}
	to := filepath.Join(dir, "converted")
	said, err := o.run(t.Context(), filepath.Join(dir, "profile"), "--convert-to", filter, "--outdir", to, from)
	if err != nil {
		t.Fatalf("officetest: LibreOffice: %v: %s", err, said)
	}
	out, err := os.ReadFile(filepath.Join(to, "document."+format)) // it ends well, and writes nothing, where it cannot read
	if err != nil {
		t.Fatalf("officetest: LibreOffice does not open this document: %s", said)
	}
	return bytes.TrimPrefix(out, []byte("\ufeff"))
}

// Pages gives the text of each page of a document as LibreOffice draws it, headers, footers and text boxes too, with one space for any run of
// blanks.
func Pages(t testing.TB, data []byte) []string {
	t.Helper()
	pdf := filepath.Join(t.TempDir(), "document.pdf")
	if err := os.WriteFile(pdf, Convert(t, data, "pdf"), 0o600); err != nil {
		t.Fatal(err)
	}
	o, err := unpacked()
	if err != nil {
		t.Fatal(err)
	}
	out, err := o.command(t.Context(), o.reader, "-layout", "-enc", "UTF-8", pdf, "-").Output()
	if err != nil {
		t.Fatalf("officetest: pdftotext: %v", err)
	}
	pages := strings.Split(strings.TrimSuffix(string(out), "\f"), "\f")
	for i, page := range pages {
		pages[i] = strings.Join(strings.Fields(page), " ")
	}
	return pages
}

// busy lets two of them run at once: each takes some 200 MB.
var busy = make(chan struct{}, 2)

// office is a LibreOffice that runs, and pdftotext, which reads what it draws.
type office struct{ program, reader, library, fonts string }

// command is one of the programs with the libraries and letters that it needs.
func (o office) command(ctx context.Context, program string, args ...string) *exec.Cmd {
	command := exec.CommandContext(ctx, program, args...) // #nosec: a program of ours
	command.Env = append(os.Environ(), "LC_ALL=C.UTF-8")
	if o.library != "" {
		command.Env = append(command.Env, "LD_LIBRARY_PATH="+o.library, "FONTCONFIG_FILE="+o.fonts)
	}
	command.SysProcAttr = &syscall.SysProcAttr{Pdeathsig: syscall.SIGKILL}
	return command
}

// run runs it with a profile of its own: two of one profile are one program. The first start with a new profile may end
// with 81, which asks for another.
func (o office) run(ctx context.Context, profile string, args ...string) (said []byte, err error) {
	for range 2 {
		command := o.command(ctx, o.program, append([]string{"-env:UserInstallation=file://" + profile, "--headless", "--norestore", "--nologo"}, args...)...)
		said, err = command.CombinedOutput()
		if command.ProcessState == nil || command.ProcessState.ExitCode() != 81 {
			return said, err
		}
	}
	return said, err
}

// version tells that they run.
func (o office) version(ctx context.Context) bool {
	dir, err := os.MkdirTemp("", "parvis-office")
	if err != nil {
		return false
	}
	defer func() { _ = os.RemoveAll(dir) }()
	said, err := o.run(ctx, dir, "--version")
	return err == nil && strings.Contains(string(said), "LibreOffice") && o.command(ctx, o.reader, "-v").Run() == nil
}

// unpacked finds LibreOffice: the machine's own, or Debian's, unpacked below var/.
var unpacked = sync.OnceValues(func() (found office, err error) {
	folder := filepath.Join(root(), "var", "programs", "office")
	present := func(ctx context.Context) bool {
		for _, base := range []string{"/", folder} {
			found = office{program: filepath.Join(base, program), reader: filepath.Join(base, "usr/bin/pdftotext")}
			if base == folder {
				found.library = filepath.Join(folder, filepath.Dir(program)) + ":" + debs.Libraries(folder) // its own first: they look beside themselves
				found.fonts = filepath.Join(folder, fontsFile)
				if _, err := os.Stat(found.reader); err != nil { // what the machine has is not unpacked
					found.reader = filepath.Join("/", "usr/bin/pdftotext")
				}
			}
			if _, err := os.Stat(found.program); err == nil && found.version(ctx) {
				return true
			}
		}
		return false
	}
	ctx := context.Background()
	err = debs.Get(ctx, debs.Wanted{Packages: []string{"libreoffice-writer-nogui", "poppler-utils", "fonts-liberation"}, Folder: folder, Present: present, Unpack: true, Keep: keep.MatchString,
		Finish: func(dir string) error { return settle(dir, folder) }, Log: slog.New(slog.NewTextHandler(os.Stderr, nil))})
	if err == nil && !present(ctx) {
		err = fmt.Errorf("LibreOffice is in %s and does not run", folder)
	}
	if err != nil {
		err = fmt.Errorf("the tests want LibreOffice Writer, which could not be had. Under Debian: sudo apt-get install --no-install-recommends libreoffice-writer-nogui poppler-utils fonts-liberation (%w)", err)
	}
	return found, err
})

// program is where Debian's packages put it, below the root.
const program = "usr/lib/libreoffice/program/soffice.bin"

// keep picks LibreOffice, its libraries and the letters it draws with; the others of what it depends on are for desktops.
var keep = regexp.MustCompile(`^(libreoffice|lib|uno-libs|ure|poppler-utils|fonts-)`)

// settle does what installing would have done: the settings, which name files by their whole paths, name those below folder, where dir
// will be, and the registry is the one that the packages bring.
func settle(dir, folder string) error {
	names, err := filepath.Glob(filepath.Join(dir, filepath.Dir(program), "*rc"))
	if err != nil {
		return err
	}
	for _, name := range names {
		text, err := os.ReadFile(name)
		if err != nil {
			return err
		}
		moved := strings.NewReplacer(
			"file:///etc/libreoffice/registry", "file://"+folder+"/usr/lib/libreoffice/share/.registry",
			"file:///usr/", "file://"+folder+"/usr/",
			"file:///etc/", "file://"+folder+"/etc/",
		).Replace(string(text))
		if err := os.WriteFile(name, []byte(moved), 0o600); err != nil {
			return err
		}
	}
	return writeFonts(dir, folder)
}

const fontsFile = "fonts.conf"

// writeFonts has the unpacked fonts found in folder, where dir will be.
func writeFonts(dir, folder string) error {
	text := fmt.Sprintf(`<?xml version="1.0"?>
<!DOCTYPE fontconfig SYSTEM "fonts.dtd">
<fontconfig>
  <dir>%s</dir>
  <dir>/usr/share/fonts</dir>
  <cachedir>%s</cachedir>
  <alias binding="same"><family>Arial</family><accept><family>Liberation Sans</family></accept></alias>
</fontconfig>
`, filepath.Join(folder, "usr/share/fonts"), filepath.Join(folder, "fontcache"))
	return os.WriteFile(filepath.Join(dir, fontsFile), []byte(text), 0o600)
}

// root is the directory of the source tree.
func root() string {
	_, file, _, _ := runtime.Caller(0)
	return filepath.Join(filepath.Dir(file), "..", "..", "..", "..")
}
