package browsertest

import (
	"errors"
	"fmt"
	"os"
	"os/exec"
	"path/filepath"
	"strings"
)

// ErrNoChromium says that no browser was found, and what to do.
var ErrNoChromium = errors.New("browsertest: no Chromium on this machine: run `make test`, which gets one, " +
	"or install it (Debian: apt-get install chromium-headless-shell), or give its path in PARVIS_CHROMIUM")

// program is an executable and the environment it needs beside our own.
type program struct {
	path string
	env  []string
}

// shells are the names of Chromium's headless shell: the same engine, which draws no windows around the pages and
// spends a quarter of the time on a test.
var shells = []string{"chromium-headless-shell", "chrome-headless-shell"}

// debianScript and debianShell are Debian's script that starts the shell, and the shell: the script waits for it, so that who
// stops the script leaves the shell running.
const debianScript, debianShell = "/usr/bin/chromium-headless-shell", "/usr/lib/chromium/chromium-headless-shell"

// browsers are the names of whole browsers, which do where there is no shell.
var browsers = []string{
	"chromium", "chromium-browser", "google-chrome", "google-chrome-stable",
	"/Applications/Chromium.app/Contents/MacOS/Chromium",
	"/Applications/Google Chrome.app/Contents/MacOS/Google Chrome",
}

// findChromium looks at PARVIS_CHROMIUM, then for a headless shell, then for a whole browser, each of these on the PATH,
// at its usual places, and in packages unpacked under the checkout's var/.
func findChromium() (program, error) {
	if path := os.Getenv("PARVIS_CHROMIUM"); path != "" {
		if _, err := exec.LookPath(path); err != nil {
			return program{}, fmt.Errorf("browsertest: PARVIS_CHROMIUM names no program: %w", err)
		}
		return program{path: path, env: unpackedEnv(path)}, nil
	}
	for _, kind := range []struct {
		names    []string
		unpacked string
	}{{shells, "usr/lib/chromium/chromium-headless-shell"}, {browsers, "usr/lib/chromium/chromium"}} {
		for _, name := range kind.names {
			path, err := exec.LookPath(name)
			if err != nil {
				continue
			}
			if path == debianScript {
				path = debianShell
			}
			return program{path: path}, nil
		}
		if p, ok := findUnpacked(kind.unpacked); ok {
			return p, nil
		}
	}
	return program{}, ErrNoChromium
}

// findPoppler finds one tool of poppler-utils, on the PATH or unpacked.
func findPoppler(name string) (program, error) {
	if path, err := exec.LookPath(name); err == nil {
		return program{path: path}, nil
	}
	if p, ok := findUnpacked("usr/bin/" + name); ok {
		return p, nil
	}
	return program{}, fmt.Errorf("browsertest: no %s on this machine: run `make test`, which gets it, "+
		"or install poppler-utils (Debian: apt-get install poppler-utils)", name)
}

// findUnpacked looks for a program in .deb packages unpacked (dpkg -x) into
// the checkout's var/ or a folder of it.
func findUnpacked(name string) (program, bool) {
	root, ok := checkout()
	if !ok {
		return program{}, false
	}
	for _, pattern := range []string{"var", "var/*", "var/*/*"} {
		found, _ := filepath.Glob(filepath.Join(root, pattern, name)) // the pattern is a constant
		for _, path := range found {
			if _, err := exec.LookPath(path); err == nil {
				return program{path: path, env: unpackedEnv(path)}, true
			}
		}
	}
	return program{}, false
}

// unpackedEnv tells a program of an unpacked package where the libraries
// unpacked beside it are. It is empty for an installed program.
func unpackedEnv(path string) []string {
	prefix, _, found := strings.Cut(path, "/usr/")
	if !found || prefix == "" {
		return nil
	}
	libraries, _ := filepath.Glob(prefix + "/usr/lib/*-linux-gnu*") // the pattern is a constant
	more, _ := filepath.Glob(prefix + "/usr/lib/*-linux-gnu*/pulseaudio")
	libraries = append(libraries, more...)
	if len(libraries) == 0 {
		return nil
	}
	env := []string{"LD_LIBRARY_PATH=" + strings.Join(libraries, ":")}
	if fonts := prefix + "/etc/fonts"; isDir(fonts) && !isDir("/etc/fonts") {
		env = append(env, "FONTCONFIG_PATH="+fonts, "FONTCONFIG_SYSROOT="+prefix)
	}
	return env
}

func isDir(path string) bool {
	info, err := os.Stat(path)
	return err == nil && info.IsDir()
}

// checkout is the folder of go.mod above the working directory of the test.
func checkout() (string, bool) {
	dir, err := os.Getwd()
	if err != nil {
		return "", false
	}
	for {
		if _, err := os.Stat(filepath.Join(dir, "go.mod")); err == nil {
			return dir, true
		}
		parent := filepath.Dir(dir)
		if parent == dir {
			return "", false
		}
		dir = parent
	}
}
