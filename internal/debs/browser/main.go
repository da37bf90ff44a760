// Command browser sees to it that the tests find Chromium and poppler's PDF
// tools: on the PATH, or, unpacked, in var/programs/browser/bin of the
// checkout, which `make test` puts on the PATH. It prefers Chromium's headless
// shell, which is the same engine without the windows of a browser: drawing
// those takes several times what the pages of the tests take. Where the shell
// cannot be had, a whole Chromium does.
package main

import (
	"context"
	"errors"
	"fmt"
	"log/slog"
	"os"
	"os/exec"
	"os/signal"
	"path/filepath"
	"regexp"
	"strings"

	"parvis/internal/debs"
)

// The programs of the packages of the same names.
const (
	shell = "chromium-headless-shell"
	whole = "chromium"
)

var tools = []string{"pdfinfo", "pdffonts", "pdftotext", "pdftoppm"}

const folder = "var/programs/browser"

func main() {
	ctx, stop := signal.NotifyContext(context.Background(), os.Interrupt)
	defer stop()
	if err := ensure(ctx); err != nil {
		fmt.Fprintf(os.Stderr, "Les tests demandent le navigateur Chromium et les outils PDF de poppler, qui n’ont pas pu être installés. "+
			"Sous Debian, tapez\u00a0: sudo apt-get install --no-install-recommends chromium-headless-shell poppler-utils fonts-dejavu-core\n(%v)\n", err)
		os.Exit(1)
	}
}

func ensure(ctx context.Context) error {
	root, err := filepath.Abs(folder)
	if err != nil {
		return err
	}
	if err := os.Setenv("PATH", filepath.Join(root, "bin")+":"+os.Getenv("PATH")); err != nil {
		return err
	}
	log := slog.New(slog.NewTextHandler(os.Stderr, nil))
	shellErr := get(ctx, shell, root, log)
	if shellErr == nil {
		return nil
	}
	if missing(ctx, whole) == nil {
		log.Warn("Les tests se passent de "+shell+", qui n’a pas pu être installé, et prennent Chromium, plus lent.", "erreur", shellErr)
		return nil
	}
	return errors.Join(shellErr, get(ctx, whole, root, log))
}

// get sees to it that this browser and the tools are there.
func get(ctx context.Context, browser, root string, log *slog.Logger) error {
	err := debs.Get(ctx, debs.Wanted{
		Packages: []string{browser, "poppler-utils", "fonts-dejavu-core"},
		Folder:   root,
		Present:  func(ctx context.Context) bool { return missing(ctx, browser) == nil },
		Keep:     keep.MatchString,
		Finish:   func(dir string) error { return wrap(dir, root) },
		Log:      log,
	})
	if err != nil {
		return err
	}
	return missing(ctx, browser)
}

// keep picks the programs, their libraries and what draws text.
var keep = regexp.MustCompile(`^(chromium|poppler|lib|font)`)

// missing says which program is not there or does not run.
func missing(ctx context.Context, browser string) error {
	// A browser that tells its version may still lack its data files: it shows a page.
	if err := exec.CommandContext(ctx, browser, "--headless", "--no-sandbox", "--disable-gpu", "--dump-dom", "about:blank").Run(); err != nil {
		return fmt.Errorf("%s: %w", browser, err)
	}
	for _, name := range tools {
		if err := exec.CommandContext(ctx, name, "-v").Run(); err != nil {
			return fmt.Errorf("%s: %w", name, err)
		}
	}
	return nil
}

// installed is where Debian's packages put Chromium.
const installed = "/usr/lib/chromium"

// shared are the data files that both browsers read beside themselves.
var shared = []string{"icudtl.dat", "snapshot_blob.bin", "v8_context_snapshot.bin"}

// borrow gives an unpacked browser the data files of the installed one: what is installed is not unpacked again.
func borrow(dir string) error {
	for _, name := range shared {
		from, to := filepath.Join(installed, name), filepath.Join(dir, installed, name)
		if exists(to) || !exists(from) || !exists(filepath.Dir(to)) {
			continue
		}
		if err := os.Symlink(from, to); err != nil {
			return err
		}
	}
	return nil
}

func exists(path string) bool {
	_, err := os.Stat(path)
	return err == nil
}

// wrap puts into dir/bin small scripts that run the unpacked programs, which
// will be below root, with their own libraries and fonts.
func wrap(dir, root string) error {
	bin := filepath.Join(dir, "bin")
	if err := os.Mkdir(bin, 0o755); err != nil {
		return err
	}
	if err := borrow(dir); err != nil {
		return err
	}
	libraries := strings.ReplaceAll(debs.Libraries(dir), dir, root)
	scripts := map[string]string{}
	for _, browser := range []string{shell, whole} {
		if exists(filepath.Join(dir, installed, browser)) {
			// An unpacked browser has no sandbox of its own; it only shows our pages.
			scripts[browser] = filepath.Join(root, installed, browser) + " --no-sandbox"
		}
	}
	for _, name := range tools {
		if exists(filepath.Join(dir, "usr/bin", name)) { // the others are installed
			scripts[name] = filepath.Join(root, "usr/bin", name)
		}
	}
	for name, program := range scripts {
		program, options, _ := strings.Cut(program, " ")
		text := fmt.Sprintf("#!/bin/sh\nexport LD_LIBRARY_PATH=%s FONTCONFIG_FILE=%s\nexec %s %s \"$@\"\n",
			quote(libraries), quote(filepath.Join(root, "fonts.conf")), quote(program), options)
		if err := os.WriteFile(filepath.Join(bin, name), []byte(text), 0o755); err != nil {
			return err
		}
	}
	fonts := fmt.Sprintf(`<?xml version="1.0"?>
<!DOCTYPE fontconfig SYSTEM "fonts.dtd">
<fontconfig>
  <dir>%s</dir>
  <dir>/usr/share/fonts</dir>
  <cachedir>%s</cachedir>
</fontconfig>
`, filepath.Join(root, "usr/share/fonts"), filepath.Join(root, "fontcache"))
	return os.WriteFile(filepath.Join(dir, "fonts.conf"), []byte(fonts), 0o644)
}

func quote(s string) string { return "'" + strings.ReplaceAll(s, "'", `'\''`) + "'" }
