package debs

import (
	"context"
	"errors"
	"fmt"
	"io/fs"
	"log/slog"
	"os"
	"path/filepath"
	"regexp"
	"slices"
	"strings"
	"sync/atomic"
	"testing"
)

// The tests run against an apt-get and a dpkg of their own, which know four
// packages. apt-get writes down what it is asked about each package in a file of
// that package's name: a test reads what was asked about its own, and no other's.
const fakeApt = `#!/bin/sh
for last in "$@"; do :; done
echo "$@" >> "$TEST_DEBS_ASKED/$last"
case " $* " in
*" update "*) ;;
*" --simulate "*) printf 'Reading lists\nInst libpq5 (15 here)\nInst perl (5 here)\nInst %s (1 here [amd64])\nConf %s (1 here)\n' "$last" "$last" ;;
*" download "*broken*) echo "E: Failed to fetch broken" >&2; exit 100 ;;
*" download "*) seen=; for p; do [ -n "$seen" ] && echo "$p" > "$p.deb"; [ "$p" = download ] && seen=1; done; true ;;
*" install "*broken*) echo "E: Unable to locate package broken" >&2; exit 100 ;;
esac
`

const fakeDpkg = `#!/bin/sh
mkdir -p "$3/usr/bin" && cp "$2" "$3/usr/bin/$(cat "$2")"
`

// askedFolder holds what apt-get was asked.
var askedFolder string

func TestMain(m *testing.M) {
	dir, err := os.MkdirTemp("", "parvis-debs-")
	askedFolder = filepath.Join(dir, "asked")
	if err == nil {
		err = errors.Join(
			os.Mkdir(askedFolder, 0o755),
			os.WriteFile(filepath.Join(dir, "apt-get"), []byte(fakeApt), 0o755),
			os.WriteFile(filepath.Join(dir, "dpkg"), []byte(fakeDpkg), 0o755),
			os.Setenv("PATH", dir+":"+os.Getenv("PATH")),
			os.Setenv("TEST_DEBS_ASKED", askedFolder),
		)
	}
	if err != nil {
		fmt.Println(err)
		os.Exit(1)
	}
	code := m.Run()
	_ = os.RemoveAll(dir)
	os.Exit(code)
}

func wanted(t *testing.T, name string) Wanted {
	folder := filepath.Join(t.TempDir(), "programs", "some")
	return Wanted{
		Packages: []string{name},
		Folder:   folder,
		Present: func(context.Context) bool {
			_, err := os.Stat(filepath.Join(folder, "usr/bin", name))
			return err == nil
		},
		Keep: regexp.MustCompile(`^(lib|hello|broken)`).MatchString,
		Log:  slog.New(slog.DiscardHandler),
	}
}

func TestUnpackTakesOnlyWhatIsKept(t *testing.T) {
	t.Parallel()
	w := wanted(t, "hello")
	if err := w.unpack(t.Context()); err != nil {
		t.Fatal(err)
	}
	if got, want := names(t, filepath.Join(w.Folder, "usr/bin")), []string{"hello", "libpq5"}; !slices.Equal(got, want) {
		t.Errorf("unpacked %v, want %v", got, want)
	}
	if got, want := names(t, filepath.Dir(w.Folder)), []string{"some", "some.lock"}; !slices.Equal(got, want) {
		t.Errorf("left %v, want %v", got, want)
	}
}

func TestFailedDownloadLeavesNoFolder(t *testing.T) {
	t.Parallel()
	w := wanted(t, "broken")
	err := w.unpack(t.Context())
	if err == nil || !strings.Contains(err.Error(), "Failed to fetch") {
		t.Errorf("got %v, want apt-get's own words", err)
	}
	if got, want := names(t, filepath.Dir(w.Folder)), []string{"some.lock"}; !slices.Equal(got, want) {
		t.Errorf("left %v, want %v", got, want)
	}
}

func TestFailureToFinishLeavesNoFolder(t *testing.T) {
	t.Parallel()
	w := wanted(t, "hello")
	cause := errors.New("no room")
	w.Finish = func(string) error { return cause }
	if err := w.unpack(t.Context()); !errors.Is(err, cause) {
		t.Errorf("got %v, want %v", err, cause)
	}
	if _, err := os.Stat(w.Folder); err == nil {
		t.Error("an unfinished folder was put in place")
	}
}

func TestUnpackReplacesWhatDoesNotRunAnyMore(t *testing.T) {
	t.Parallel()
	w := wanted(t, "hello")
	old := filepath.Join(w.Folder, "usr/bin/old")
	if err := errors.Join(os.MkdirAll(filepath.Dir(old), 0o755), os.WriteFile(old, nil, 0o755)); err != nil {
		t.Fatal(err)
	}
	if err := w.unpack(t.Context()); err != nil {
		t.Fatal(err)
	}
	if got, want := names(t, filepath.Join(w.Folder, "usr/bin")), []string{"hello", "libpq5"}; !slices.Equal(got, want) {
		t.Errorf("unpacked %v, want %v", got, want)
	}
}

func TestSimultaneousUnpackingsDownloadOnce(t *testing.T) {
	t.Parallel()
	name := unique("hello-once")
	w := wanted(t, name)
	failed := make(chan error)
	for range 4 {
		go func() { failed <- w.unpack(t.Context()) }()
	}
	for range 4 {
		if err := <-failed; err != nil {
			t.Error(err)
		}
	}
	if n := asked(t, name, "download libpq5 "); n != 1 {
		t.Errorf("downloaded %d times", n)
	}
}

func TestPresentProgramsAreLeftAlone(t *testing.T) {
	t.Parallel()
	name := unique("hello-present")
	w := wanted(t, name)
	w.Present = func(context.Context) bool { return true }
	if err := Get(t.Context(), w); err != nil {
		t.Fatal(err)
	}
	if n := asked(t, name, ""); n != 0 {
		t.Errorf("apt-get was asked %d times", n)
	}
}

func TestInstallationRunsWithoutRecommendedPackages(t *testing.T) {
	t.Parallel()
	name := unique("hello-install")
	w := wanted(t, name)
	if err := w.install(t.Context(), nil); err != nil {
		t.Fatal(err)
	}
	if n := asked(t, name, "install --no-install-recommends "); n != 1 {
		t.Errorf("installed %d times", n)
	}
	err := wanted(t, "broken").install(t.Context(), nil)
	if err == nil || !strings.Contains(err.Error(), "Unable to locate") {
		t.Errorf("got %v, want apt-get's own words", err)
	}
}

var calls atomic.Int64

// unique is a package that no other test, and no repetition, asks for.
func unique(name string) string { return fmt.Sprintf("%s-%d", name, calls.Add(1)) }

// asked counts how often apt-get was asked about a package, with these words before its name.
func asked(t *testing.T, name, words string) int {
	t.Helper()
	text, err := os.ReadFile(filepath.Join(askedFolder, name))
	if err != nil && !errors.Is(err, fs.ErrNotExist) { // never asked: no file
		t.Fatal(err)
	}
	return strings.Count(string(text), words+name)
}

func names(t *testing.T, dir string) (list []string) {
	t.Helper()
	entries, err := os.ReadDir(dir)
	if err != nil {
		t.Fatal(err)
	}
	for _, e := range entries {
		list = append(list, e.Name())
	}
	return list
}
