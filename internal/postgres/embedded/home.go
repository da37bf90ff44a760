package embedded

import (
	"context"
	"crypto/sha256"
	"encoding/hex"
	"errors"
	"fmt"
	"io/fs"
	"os"
	"path/filepath"
	"runtime"
	"strconv"
	"strings"
	"syscall"
	"time"
)

// The cluster's directory ("home") holds a marker that says it is ours, the
// data, the socket, the logs and two lock files.
const (
	markerName = "PARVIS"
	markerText = "Ce dossier contient les données de Parvis (PostgreSQL). Ne le modifiez pas à la main.\n"
	dataName   = "data"
	runName    = "run"
	logName    = "log"
	startLock  = "start.lock" // held exclusively while starting or stopping
	usersLock  = "users.lock" // held shared by every process that uses the cluster
)

// checkout returns the root of the source tree the process works in, or "".
func checkout() string {
	dir, err := os.Getwd()
	if err != nil {
		return ""
	}
	for {
		mod, err := os.ReadFile(filepath.Join(dir, "go.mod"))
		if err == nil && strings.HasPrefix(string(mod), "module parvis\n") {
			return dir
		}
		if dir == filepath.Dir(dir) {
			return ""
		}
		dir = filepath.Dir(dir)
	}
}

// varDir is where Parvis keeps its own files: var/ of a checkout, else the
// user's data directory; "" when nothing says where that is.
func varDir() string {
	if root := checkout(); root != "" {
		return filepath.Join(root, "var")
	}
	if os.Geteuid() == 0 {
		return "/var/lib/parvis"
	}
	if dir := os.Getenv("XDG_DATA_HOME"); filepath.IsAbs(dir) {
		return filepath.Join(dir, "parvis")
	}
	home, err := os.UserHomeDir()
	if err != nil {
		return "" // data that lasts has no place in a temporary directory
	}
	if runtime.GOOS == "darwin" {
		return filepath.Join(home, "Library", "Application Support", "parvis")
	}
	return filepath.Join(home, ".local", "share", "parvis")
}

// defaultHome is the place for the cluster when none was asked for. As root
// the account that runs PostgreSQL may not reach the checkout; the cluster
// then lives under /var/lib, in a directory named after the checkout.
func defaultHome(ctx context.Context) (home string, moved bool, err error) {
	if varDir() == "" {
		return "", false, refuse(Place, nil, "Parvis ne sait pas où garder ses données\u00a0: ni XDG_DATA_HOME ni HOME ne l’indiquent. Indiquez l’un des deux, ou une base dans DATABASE_URL.")
	}
	home = filepath.Join(varDir(), "postgres")
	a, err := accountFor(home)
	if err != nil {
		return "", false, err
	}
	if a.reaches(ctx, home) {
		return home, false, nil
	}
	return filepath.Join("/var/lib/parvis", shortHash(home)), true, nil
}

func shortHash(s string) string {
	sum := sha256.Sum256([]byte(s))
	return hex.EncodeToString(sum[:6])
}

// checkHome refuses a directory that holds something else than our cluster.
// It changes nothing.
func checkHome(home string) error {
	entries, err := os.ReadDir(home)
	if errors.Is(err, fs.ErrNotExist) {
		return nil
	}
	if err != nil {
		return refuse(Place, err, "Le dossier « %s » ne peut pas être lu.", home)
	}
	for _, e := range entries {
		switch e.Name() {
		case markerName:
			return nil
		case startLock: // another Parvis is just creating the cluster
		default:
			return refuse(Foreign, nil,
				"Le dossier « %s » contient déjà autre chose que les données de Parvis (par exemple « %s »). Rien n’a été modifié. Indiquez un dossier vide ou nouveau.", home, e.Name())
		}
	}
	return nil
}

// clusterMajor returns the major version that made the cluster, 0 for none.
func clusterMajor(home string) (int, error) {
	text, err := os.ReadFile(filepath.Join(home, dataName, "PG_VERSION"))
	if errors.Is(err, fs.ErrNotExist) {
		return 0, nil
	}
	if err != nil {
		return 0, refuse(Place, err, "Les données de « %s » ne peuvent pas être lues.", home)
	}
	major, err := strconv.Atoi(strings.TrimSpace(string(text)))
	if err != nil {
		return 0, refuse(Foreign, err, "Le dossier « %s » ne contient pas une base PostgreSQL lisible. Rien n’a été modifié.", home)
	}
	return major, nil
}

// socketDir returns a directory for the server's socket whose address fits
// into the kernel's limit, for the account alone. A comma in it would be read as the end of one address
// and the begin of another.
func socketDir(home string, a account) (string, error) {
	limit := 107
	if runtime.GOOS == "darwin" {
		limit = 103
	}
	dir := filepath.Join(home, runName)
	if len(filepath.Join(dir, socketName)) > limit || strings.Contains(dir, ",") {
		base := "/tmp"
		if run := os.Getenv("XDG_RUNTIME_DIR"); !a.drop && run != "" && len(run) < 60 && !strings.Contains(run, ",") {
			if st, ok := ownerOf(run); ok && st.Uid == a.uid {
				base = run
			}
		}
		dir = filepath.Join(base, fmt.Sprintf("parvis-%d-%s", a.uid, shortHash(home)))
	}
	return dir, a.makePrivate(dir)
}

// lockFile takes an advisory lock that the kernel gives back when the process
// ends, however it ends. how is syscall.LOCK_EX or LOCK_SH.
func lockFile(ctx context.Context, path string, how int) (*os.File, error) {
	f, err := os.OpenFile(path, os.O_CREATE|os.O_RDWR, 0o600)
	if err != nil {
		return nil, err
	}
	for {
		err = syscall.Flock(int(f.Fd()), how|syscall.LOCK_NB)
		if err == nil {
			return f, nil
		}
		if !errors.Is(err, syscall.EWOULDBLOCK) && !errors.Is(err, syscall.EINTR) {
			return nil, errors.Join(err, f.Close())
		}
		select {
		case <-ctx.Done():
			return nil, errors.Join(ctx.Err(), f.Close())
		case <-time.After(20 * time.Millisecond):
		}
	}
}
