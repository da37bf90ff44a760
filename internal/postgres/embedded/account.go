package embedded

import (
	"context"
	"errors"
	"fmt"
	"io/fs"
	"os"
	"os/exec"
	"os/user"
	"path/filepath"
	"strconv"
	"syscall"
)

// account is the Unix account that owns the cluster and runs PostgreSQL.
type account struct {
	name string
	uid  uint32
	gid  uint32
	drop bool // we are root and must become this account
}

// accountFor returns the account for a cluster at home: our own, or, as root
// (which PostgreSQL refuses), the owner of an existing cluster, else
// "postgres", else "nobody".
func accountFor(home string) (account, error) {
	if os.Geteuid() != 0 {
		name := strconv.Itoa(os.Geteuid())
		if u, err := user.Current(); err == nil {
			name = u.Username
		}
		return account{name: name, uid: uint32(os.Geteuid()), gid: uint32(os.Getegid())}, nil
	}
	if owner, ok := ownerOf(home); ok && owner.Uid != 0 {
		name := strconv.Itoa(int(owner.Uid))
		if u, err := user.LookupId(name); err == nil {
			name = u.Username
		}
		return account{name: name, uid: owner.Uid, gid: owner.Gid, drop: true}, nil
	}
	for _, name := range []string{"postgres", "nobody"} {
		u, err := user.Lookup(name)
		if err != nil {
			continue
		}
		uid, err1 := strconv.ParseUint(u.Uid, 10, 32)
		gid, err2 := strconv.ParseUint(u.Gid, 10, 32)
		if err := errors.Join(err1, err2); err != nil {
			return account{}, fmt.Errorf("account %s: %w", name, err)
		}
		return account{name: name, uid: uint32(uid), gid: uint32(gid), drop: true}, nil
	}
	return account{}, refuse(Place, nil,
		"PostgreSQL refuse de fonctionner sous le compte root, et cet ordinateur n’a ni compte « postgres » ni compte « nobody ». Lancez Parvis sous un compte ordinaire.")
}

func ownerOf(path string) (*syscall.Stat_t, bool) {
	info, err := os.Lstat(path)
	if err != nil {
		return nil, false
	}
	st, ok := info.Sys().(*syscall.Stat_t)
	return st, ok
}

// command prepares a program to run as the account, in its own session so
// that Ctrl-C in the terminal reaches Parvis alone.
func (a account) command(ctx context.Context, b binaries, name string, args ...string) *exec.Cmd {
	cmd := exec.CommandContext(ctx, filepath.Join(b.dir, name), args...)
	cmd.Dir = "/"
	cmd.Env = b.environ()
	cmd.SysProcAttr = &syscall.SysProcAttr{Setsid: true}
	if a.drop {
		cmd.SysProcAttr.Credential = &syscall.Credential{Uid: a.uid, Gid: a.gid, Groups: []uint32{a.gid}}
	}
	return cmd
}

// reaches tells whether the account can enter the deepest existing directory
// on the way to path. The account itself tries, so access lists count.
func (a account) reaches(ctx context.Context, path string) bool {
	if !a.drop {
		return true
	}
	for {
		info, err := os.Stat(path)
		if err == nil && info.IsDir() {
			break
		}
		if path == filepath.Dir(path) {
			return false
		}
		path = filepath.Dir(path)
	}
	cmd := a.command(ctx, binaries{dir: "/bin"}, "sh", "-c", `cd "$1"`, "sh", path)
	return cmd.Run() == nil
}

// makeHome creates the cluster's directory, closed to everybody else, and the
// directories above it, which stay open to the account whatever the umask.
func (a account) makeHome(home string) error {
	if err := a.makeParents(filepath.Dir(home)); err != nil {
		return err
	}
	return a.makePrivate(home)
}

func (a account) makeParents(dir string) error {
	if _, err := os.Stat(dir); err == nil {
		return nil
	}
	if err := a.makeParents(filepath.Dir(dir)); err != nil {
		return err
	}
	err := os.Mkdir(dir, 0o755)
	if errors.Is(err, fs.ErrExist) {
		return nil
	}
	if err != nil {
		return err
	}
	if a.drop {
		return os.Chmod(dir, 0o755)
	}
	return nil
}

// makePrivate creates dir for the account alone, or checks that it already is
// so: a directory another person prepared for us is not used.
func (a account) makePrivate(dir string) error {
	err := os.Mkdir(dir, 0o700)
	if err == nil && a.drop {
		return os.Lchown(dir, int(a.uid), int(a.gid))
	}
	if err == nil {
		return nil
	}
	if !errors.Is(err, fs.ErrExist) {
		return err
	}
	info, err := os.Lstat(dir)
	if err != nil {
		return err
	}
	st, ok := info.Sys().(*syscall.Stat_t)
	if !ok || !info.IsDir() {
		return refuse(Place, nil, "« %s » devrait être un dossier de Parvis et n’en est pas un.", dir)
	}
	if a.drop && st.Uid == 0 && isEmpty(dir) {
		return errors.Join(os.Lchown(dir, int(a.uid), int(a.gid)), os.Chmod(dir, 0o700))
	}
	if st.Uid != a.uid {
		return refuse(Place, nil,
			"Le dossier « %s » appartient à un autre compte (numéro %d) que « %s ». Lancez Parvis sous le compte qui l’a créé, ou indiquez un autre dossier.", dir, st.Uid, a.name)
	}
	if info.Mode().Perm()&0o077 != 0 {
		return os.Chmod(dir, 0o700)
	}
	return nil
}

func isEmpty(dir string) bool {
	entries, err := os.ReadDir(dir)
	return err == nil && len(entries) == 0
}
