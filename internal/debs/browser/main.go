// Command browser sees to it that the tests find Chromium and poppler's PDF
// tools: on the PATH, or, unpacked, in var/programs/browser/bin of the
// checkout, which `make test` puts on the PATH.
package main

import (
	"context"
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

var tools = []string{"pdfinfo", "pdffonts", "pdftotext", "pdftoppm"}

const folder = "var/programs/browser"

func main() {
	ctx, stop := signal.NotifyContext(context.Background(), os.Interrupt)
	defer stop()
	if err := ensure(ctx); err != nil {
		fmt.Fprintf(os.Stderr, "Les tests demandent le navigateur Chromium et les outils PDF de poppler, qui n’ont pas pu être installés. "+
			"Sous Debian, tapez\u00a0: sudo apt-get install --no-install-recommends chromium poppler-utils fonts-dejavu-core\n(%v)\n", err)
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
	err = debs.Get(ctx, debs.Wanted{
		Packages: []string{"chromium", "poppler-utils", "fonts-dejavu-core"},
		Folder:   root,
		Present:  func(ctx context.Context) bool { return missing(ctx) == nil },
		Keep:     keep.MatchString,
		Finish:   func(dir string) error { return wrap(dir, root) },
		Log:      slog.New(slog.NewTextHandler(os.Stderr, nil)),
	})
	if err != nil {
		return err
	}
	return missing(ctx)
}

// keep picks the programs, their libraries and what draws text.
var keep = regexp.MustCompile(`^(chromium|poppler|lib|font)`)

// missing says which program is not there or does not run.
func missing(ctx context.Context) error {
	for _, name := range append([]string{"chromium"}, tools...) {
		version := "-v"
		if name == "chromium" {
			version = "--version"
		}
		if err := exec.CommandContext(ctx, name, version).Run(); err != nil {
			return fmt.Errorf("%s: %w", name, err)
		}
	}
	return nil
}

// wrap puts into dir/bin small scripts that run the unpacked programs, which
// will be below root, with their own libraries and fonts.
func wrap(dir, root string) error {
	bin := filepath.Join(dir, "bin")
	if err := os.Mkdir(bin, 0o755); err != nil {
		return err
	}
	libraries := strings.ReplaceAll(debs.Libraries(dir), dir, root)
	scripts := map[string]string{
		// An unpacked browser has no sandbox of its own; it only shows our pages.
		"chromium": filepath.Join(root, "usr/lib/chromium/chromium") + " --no-sandbox",
	}
	for _, name := range tools {
		scripts[name] = filepath.Join(root, "usr/bin", name)
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
