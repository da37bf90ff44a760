package pgtest

import (
	"context"
	"errors"
	"fmt"
	"os"
	"os/exec"
	"path/filepath"
	"strconv"
	"syscall"
	"time"

	"parvis/internal/postgres/embedded"
)

// The cluster outlives each test process, since the packages of a run share
// it, and no test process knows that it is the last. So each holds a shared
// lock, which the kernel gives back however the process ends, and one
// watchdog — this very test binary, started again — waits until nobody has
// held it for a while, then stops the cluster and removes it.
const (
	watchdogVariable = "PARVIS_PGTEST_WATCHDOG"
	idle             = 15 * time.Second
	tests            = "tests.lock"
	watchdog         = "watchdog.lock"
)

func init() {
	base := os.Getenv(watchdogVariable)
	if base == "" {
		return
	}
	if err := watch(base); err != nil {
		os.Exit(1)
	}
	os.Exit(0)
}

func clusterDir(base string) string { return filepath.Join(base, "cluster") }

// basePlace returns the account's directory for the cluster and its locks: in
// memory where there is room for a few hundred test databases.
func basePlace() (string, error) {
	name := "parvis-pgtest-" + strconv.Itoa(os.Geteuid())
	base := filepath.Join(os.TempDir(), name)
	if inMemory := filepath.Join("/dev/shm", name); exists(clusterDir(inMemory)) || freeBytes("/dev/shm") > 1<<30 {
		base = inMemory
	}
	mode := os.FileMode(0o700)
	if os.Geteuid() == 0 {
		mode = 0o711 // PostgreSQL runs as another account below
	}
	if err := os.Mkdir(base, mode); err != nil && !errors.Is(err, os.ErrExist) {
		return "", err
	}
	info, err := os.Lstat(base)
	if err != nil {
		return "", err
	}
	if st, ok := info.Sys().(*syscall.Stat_t); !ok || !info.IsDir() || int(st.Uid) != os.Geteuid() {
		return "", fmt.Errorf("%s belongs to somebody else", base)
	}
	return base, os.Chmod(base, mode)
}

func exists(path string) bool {
	_, err := os.Stat(path)
	return err == nil
}

func freeBytes(path string) uint64 {
	var st syscall.Statfs_t
	if err := syscall.Statfs(path, &st); err != nil {
		return 0
	}
	return st.Bavail * uint64(st.Bsize)
}

// join marks this process as a user of the cluster until it ends, by a shared
// lock which it returns, and sees to it that a watchdog is there.
func join(ctx context.Context, base string) (lock int, err error) {
	// A bare descriptor: nothing but the end of the process closes it.
	lock, err = syscall.Open(filepath.Join(base, tests), syscall.O_CREAT|syscall.O_RDWR|syscall.O_CLOEXEC, 0o600)
	if err != nil {
		return 0, err
	}
	for {
		ok, err := tryLock(lock, syscall.LOCK_SH)
		if err != nil {
			return 0, err
		}
		if ok {
			break
		}
		if ctx.Err() != nil {
			return 0, ctx.Err()
		}
		time.Sleep(20 * time.Millisecond)
	}
	if watched(base) {
		return lock, nil
	}
	self, err := os.Executable()
	if err != nil {
		return 0, err
	}
	cmd := exec.Command(self)
	cmd.Env = append(os.Environ(), watchdogVariable+"="+base)
	cmd.SysProcAttr = &syscall.SysProcAttr{Setsid: true}
	if err := cmd.Start(); err != nil {
		return 0, err
	}
	return lock, cmd.Process.Release()
}

func watched(base string) bool {
	f, err := os.OpenFile(filepath.Join(base, watchdog), os.O_CREATE|os.O_RDWR, 0o600)
	if err != nil {
		return false
	}
	defer f.Close()
	free, err := tryLock(int(f.Fd()), syscall.LOCK_EX)
	return err == nil && !free
}

func tryLock(fd, how int) (bool, error) {
	err := syscall.Flock(fd, how|syscall.LOCK_NB)
	if errors.Is(err, syscall.EWOULDBLOCK) || errors.Is(err, syscall.EINTR) {
		return false, nil
	}
	return err == nil, err
}

// watch is the watchdog's life. It returns at once when there is another.
func watch(base string) error {
	post, err := os.OpenFile(filepath.Join(base, watchdog), os.O_CREATE|os.O_RDWR, 0o600)
	if err != nil {
		return err
	}
	if ok, err := tryLock(int(post.Fd()), syscall.LOCK_EX); !ok {
		return err
	}
	users, err := os.OpenFile(filepath.Join(base, tests), os.O_CREATE|os.O_RDWR, 0o600)
	if err != nil {
		return err
	}
	since := time.Now()
	for {
		time.Sleep(500 * time.Millisecond)
		alone, err := tryLock(int(users.Fd()), syscall.LOCK_EX)
		if err != nil {
			return err
		}
		if !alone {
			since = time.Now()
			continue
		}
		if time.Since(since) >= idle {
			// The lock on the tests is still held: a newcomer waits for the end.
			return errors.Join(dismantle(base), post.Close())
		}
		if err := syscall.Flock(int(users.Fd()), syscall.LOCK_UN); err != nil {
			return err
		}
	}
}

// dismantle stops the cluster and removes it.
func dismantle(base string) error {
	ctx, cancel := context.WithTimeout(context.Background(), 2*time.Minute)
	defer cancel()
	dir := clusterDir(base)
	if !exists(dir) {
		return nil
	}
	// Joining a cluster makes us its last user, and the last one stops it.
	cluster, err := embedded.Start(ctx, embedded.Options{DataDir: dir, Settings: volatile})
	if err != nil {
		return err
	}
	if err := cluster.Stop(ctx); err != nil {
		return err
	}
	return os.RemoveAll(dir)
}
