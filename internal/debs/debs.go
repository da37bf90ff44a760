// Package debs gets programs that Parvis runs beside itself from Debian's or
// Ubuntu's own packages, through the machine's apt sources: installed, as root
// or with a sudo that asks no password; unpacked into a folder, as an ordinary
// user, when the programs can run from there.
package debs

import (
	"bytes"
	"context"
	"errors"
	"fmt"
	"log/slog"
	"os"
	"os/exec"
	"path/filepath"
	"regexp"
	"slices"
	"strings"
	"syscall"
)

// ErrNotDebian says that this machine has no apt-get.
var ErrNotDebian = errors.New("this machine has no apt-get")

// Wanted says what to get.
type Wanted struct {
	// Packages are the packages' names.
	Packages []string
	// Folder receives the packages' files when they cannot be installed. It
	// appears whole or not at all.
	Folder string
	// Present tells whether the programs are there and run.
	Present func(context.Context) bool
	// Keep picks the packages to unpack among the wanted ones and what they
	// depend on. What is installed on the machine already is never among them.
	Keep func(name string) bool
	// Unpack keeps the packages from being installed, whoever asks: they would start a service.
	Unpack bool
	// Finish, when not nil, completes the unpacked files in dir, which will
	// become Folder.
	Finish func(dir string) error
	// Log hears, in French, what goes on.
	Log *slog.Logger
}

// Get installs or unpacks the packages unless the programs are present. It may
// take a minute.
func Get(ctx context.Context, w Wanted) error {
	if w.Present(ctx) {
		return nil
	}
	if _, err := exec.LookPath("apt-get"); err != nil {
		return ErrNotDebian
	}
	if prefix, ok := mayInstall(ctx); ok && !w.Unpack {
		w.Log.Info("Installation en cours…", "paquets", strings.Join(w.Packages, " "))
		return w.install(ctx, prefix)
	}
	w.Log.Info("Téléchargement en cours…", "paquets", strings.Join(w.Packages, " "), "dossier", w.Folder)
	return w.unpack(ctx)
}

// mayInstall returns how to become root without being asked anything.
func mayInstall(ctx context.Context) (prefix []string, ok bool) {
	if os.Geteuid() == 0 {
		return nil, true
	}
	if exec.CommandContext(ctx, "sudo", "-n", "true").Run() == nil {
		return []string{"sudo", "-n"}, true
	}
	return nil, false
}

func (w Wanted) install(ctx context.Context, prefix []string) error {
	apt := append(slices.Clone(prefix), "env", "DEBIAN_FRONTEND=noninteractive", "apt-get", "-q", "-y", "-o", "DPkg::Lock::Timeout=120")
	// Old lists may still do.
	updateErr := run(ctx, "", append(slices.Clone(apt), "update")...)
	err := run(ctx, "", append(append(slices.Clone(apt), "install", "--no-install-recommends"), w.Packages...)...)
	if err != nil {
		return errors.Join(err, updateErr)
	}
	return nil
}

// unpack works in a folder beside the final one, with an apt state of its own:
// the machine's may be absent, old or closed.
func (w Wanted) unpack(ctx context.Context) error {
	if err := os.MkdirAll(filepath.Dir(w.Folder), 0o755); err != nil {
		return err
	}
	lock, err := os.OpenFile(w.Folder+".lock", os.O_CREATE|os.O_RDWR, 0o600)
	if err != nil {
		return err
	}
	defer lock.Close()
	if err := syscall.Flock(int(lock.Fd()), syscall.LOCK_EX); err != nil {
		return err
	}
	if w.Present(ctx) {
		return nil // another process was quicker
	}
	fresh, state := w.Folder+".new", w.Folder+".apt"
	for _, dir := range []string{fresh, state} {
		if err := os.RemoveAll(dir); err != nil {
			return err
		}
		defer os.RemoveAll(dir)
	}
	archives := filepath.Join(state, "cache", "archives")
	for _, dir := range []string{fresh, filepath.Join(state, "lists", "partial"), filepath.Join(archives, "partial")} {
		if err := os.MkdirAll(dir, 0o755); err != nil {
			return err
		}
	}
	apt := []string{"apt-get", "-q", "-o", "Dir::State=" + state, "-o", "Dir::Cache=" + filepath.Join(state, "cache"), "-o", "Debug::NoLocking=true"}
	if err := run(ctx, "", append(slices.Clone(apt), "update")...); err != nil {
		return err
	}
	names, err := w.choose(ctx, apt)
	if err != nil {
		return err
	}
	if err := run(ctx, archives, append(append(slices.Clone(apt), "download"), names...)...); err != nil {
		return err
	}
	files, err := filepath.Glob(filepath.Join(archives, "*.deb"))
	if err != nil {
		return err
	}
	for _, file := range files {
		if err := run(ctx, "", "dpkg", "-x", file, fresh); err != nil {
			return err
		}
	}
	if w.Finish != nil {
		if err := w.Finish(fresh); err != nil {
			return err
		}
	}
	// What is there does not run any more, after an upgrade of the system say.
	if err := os.RemoveAll(w.Folder); err != nil {
		return err
	}
	return os.Rename(fresh, w.Folder)
}

var instLine = regexp.MustCompile(`(?m)^Inst (\S+) `)

// choose lists what an installation would add and Keep keeps.
func (w Wanted) choose(ctx context.Context, apt []string) ([]string, error) {
	args := append(append(slices.Clone(apt), "--simulate", "install", "--no-install-recommends"), w.Packages...)
	out, err := command(ctx, "", args...).Output()
	if err != nil {
		return nil, fmt.Errorf("%s: %w", strings.Join(args, " "), err)
	}
	var names []string
	for _, m := range instLine.FindAllSubmatch(out, -1) {
		if name := string(m[1]); w.Keep(name) {
			names = append(names, name)
		}
	}
	if len(names) == 0 {
		return nil, fmt.Errorf("apt-get has nothing to add for %s", strings.Join(w.Packages, " "))
	}
	return names, nil
}

// Libraries returns the folders of shared libraries below an unpacked folder,
// for LD_LIBRARY_PATH.
func Libraries(folder string) string {
	var dirs []string
	for _, pattern := range []string{"usr/lib/*-linux-*", "lib/*-linux-*", "usr/lib/*-linux-*/nss", "usr/lib/*-linux-*/pulseaudio"} {
		matches, _ := filepath.Glob(filepath.Join(folder, pattern)) // constant patterns
		dirs = append(dirs, matches...)
	}
	return strings.Join(dirs, ":")
}

func command(ctx context.Context, dir string, args ...string) *exec.Cmd {
	cmd := exec.CommandContext(ctx, args[0], args[1:]...)
	cmd.Dir = dir
	cmd.Env = append(os.Environ(), "LC_ALL=C")
	return cmd
}

// run runs a program and returns the end of what it said when it fails.
func run(ctx context.Context, dir string, args ...string) error {
	cmd := command(ctx, dir, args...)
	var out bytes.Buffer
	cmd.Stdout, cmd.Stderr = &out, &out
	if err := cmd.Run(); err != nil {
		lines := strings.Split(strings.TrimSpace(out.String()), "\n")
		return fmt.Errorf("%s: %w: %s", strings.Join(args, " "), err, strings.Join(lines[max(0, len(lines)-3):], " / "))
	}
	return nil
}
