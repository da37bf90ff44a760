package embedded

import (
	"context"
	"os"
	"os/exec"
	"path/filepath"
	"regexp"
	"runtime"
	"slices"
	"strconv"
	"strings"

	"parvis/internal/debs"
)

// OldestMajor is the oldest PostgreSQL that Parvis runs on: the first whose
// databases may sort by ICU.
const OldestMajor = 15

// binaries is one installed PostgreSQL.
type binaries struct {
	dir   string // holds initdb and postgres
	major int
	// root is the folder packages were unpacked into, empty for a real
	// installation. Its shared libraries are then found by environment, and
	// its just-in-time compiler is left out.
	root string
}

// FindBinaries returns the directory of the newest PostgreSQL programs on
// this machine, 15 or newer. The error is an *Error of kind Missing.
func FindBinaries() (string, error) {
	found := installed()
	if len(found) == 0 {
		return "", missing(nil)
	}
	return found[0].dir, nil
}

// Program prepares one of PostgreSQL's own programs (pg_dump, pg_restore, psql) of the newest version on this
// machine. The error is an *Error of kind Missing.
func Program(ctx context.Context, name string, args ...string) (*exec.Cmd, error) {
	found := installed()
	if len(found) == 0 {
		return nil, missing(nil)
	}
	cmd := exec.CommandContext(ctx, filepath.Join(found[0].dir, name), args...)
	cmd.Env = os.Environ()
	if found[0].root != "" {
		cmd.Env = append(cmd.Env, "LD_LIBRARY_PATH="+debs.Libraries(found[0].root))
	}
	return cmd, nil
}

func missing(cause error) error {
	return refuse(Missing, cause, "PostgreSQL (version %d ou plus récente) est introuvable. Pour l’installer, tapez : %s", OldestMajor, installCommand())
}

func installCommand() string {
	if runtime.GOOS == "darwin" {
		return "brew install postgresql@17"
	}
	for _, known := range [][2]string{
		{"apt-get", "sudo apt-get install --no-install-recommends postgresql"},
		{"dnf", "sudo dnf install postgresql-server"},
		{"zypper", "sudo zypper install postgresql-server"},
		{"pacman", "sudo pacman -S postgresql"},
		{"apk", "sudo apk add postgresql"},
	} {
		if _, err := exec.LookPath(known[0]); err == nil {
			return known[1]
		}
	}
	return "sudo apt-get install --no-install-recommends postgresql"
}

// installed lists every usable PostgreSQL, newest first.
func installed() []binaries {
	var dirs []string
	patterns := []string{
		"/usr/lib/postgresql/*/bin",
		"/usr/pgsql-*/bin",
		"/opt/homebrew/opt/postgresql@*/bin",
		"/usr/local/opt/postgresql@*/bin",
		"/usr/libexec/postgresql*",
	}
	if dir := unpackDir(); dir != "" {
		patterns = append(patterns, filepath.Join(dir, "usr/lib/postgresql/*/bin"))
	}
	for _, pattern := range patterns {
		matches, _ := filepath.Glob(pattern) // the patterns are constant and well formed
		dirs = append(dirs, matches...)
	}
	if out, err := exec.Command("pg_config", "--bindir").Output(); err == nil {
		dirs = append(dirs, strings.TrimSpace(string(out)))
	}
	if path, err := exec.LookPath("postgres"); err == nil {
		if path, err = filepath.EvalSymlinks(path); err == nil {
			dirs = append(dirs, filepath.Dir(path))
		}
	}
	var found []binaries
	for _, dir := range dirs {
		b, err := inspect(dir)
		known := slices.ContainsFunc(found, func(o binaries) bool { return o.dir == b.dir })
		if err == nil && b.major >= OldestMajor && !known {
			found = append(found, b)
		}
	}
	slices.SortStableFunc(found, func(a, b binaries) int { return b.major - a.major })
	return found
}

var versionPattern = regexp.MustCompile(`\(PostgreSQL\) (\d+)`)

// inspect runs the server and initdb of dir for their version, which also
// proves that their shared libraries are there.
func inspect(dir string) (binaries, error) {
	b := binaries{dir: dir}
	if root, _, ok := strings.Cut(dir, "/usr/lib/postgresql/"); ok {
		b.root = root
	}
	for _, name := range []string{"initdb", "postgres"} {
		cmd := exec.Command(filepath.Join(dir, name), "--version")
		cmd.Env = b.environ()
		out, err := cmd.Output()
		if err != nil {
			return b, refuse(Missing, err, "Le dossier « %s » ne contient pas les programmes de PostgreSQL.", dir)
		}
		m := versionPattern.FindSubmatch(out)
		if m == nil {
			return b, refuse(Missing, nil, "Le programme « %s » du dossier « %s » n’est pas celui de PostgreSQL.", name, dir)
		}
		b.major, err = strconv.Atoi(string(m[1]))
		if err != nil {
			return b, err
		}
	}
	return b, nil
}

// environ is the environment for PostgreSQL's programs: ours without what
// would lead them elsewhere.
func (b binaries) environ() []string {
	env := slices.DeleteFunc(os.Environ(), func(kv string) bool {
		return strings.HasPrefix(kv, "PG") || strings.HasPrefix(kv, "LC_") ||
			strings.HasPrefix(kv, "LANG") || strings.HasPrefix(kv, "TZ=")
	})
	if b.root != "" {
		env = append(env, "LD_LIBRARY_PATH="+debs.Libraries(b.root))
	}
	return append(env, "LC_ALL=C")
}

// choose returns the programs for a cluster at home: those named by bin, else
// those of the cluster's own major version, else the newest.
func choose(ctx context.Context, bin, home string, a account) (binaries, error) {
	candidates := installed()
	if bin != "" {
		b, err := inspect(bin)
		if err != nil {
			return b, err
		}
		candidates = []binaries{b}
	}
	candidates = slices.DeleteFunc(candidates, func(b binaries) bool {
		return a.command(ctx, b, "postgres", "--version").Run() != nil
	})
	if len(candidates) == 0 {
		return binaries{}, missing(nil)
	}
	major, err := clusterMajor(home)
	if err != nil || major == 0 {
		return candidates[0], err
	}
	for _, b := range candidates {
		if b.major == major {
			return b, nil
		}
	}
	return binaries{}, refuse(Version, nil,
		"Les données de « %s » ont été créées par PostgreSQL %d ; seule la version %d est installée ici. Rien n’a été modifié. Installez PostgreSQL %d pour les relire, ou indiquez un autre dossier.",
		home, major, candidates[0].major, major)
}
