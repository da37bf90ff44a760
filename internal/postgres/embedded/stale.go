package embedded

import (
	"bytes"
	"fmt"
	"os"
	"path/filepath"
	"strconv"
	"strings"
)

// ignoreStalePID returns the environment variable by which PostgreSQL itself is
// told to overlook the process number in postmaster.pid, when that number
// belongs to no server of this cluster: to a zombie nobody buries (common in
// containers), or, after a restart of the machine, to some other program.
// PostgreSQL would otherwise refuse to start for ever. It goes on checking
// that nobody uses the cluster's shared memory, so a mistake here cannot lead
// to two servers on the same data; the file stays PostgreSQL's to remove.
// Where /proc does not tell, nothing is ignored.
func ignoreStalePID(data string) []string {
	text, err := os.ReadFile(filepath.Join(data, "postmaster.pid"))
	if err != nil {
		return nil
	}
	first, _, _ := strings.Cut(string(text), "\n")
	pid, err := strconv.Atoi(strings.TrimSpace(first))
	if err != nil || !isForeign(pid, data) {
		return nil
	}
	// pg_ctl's own way to say: this process is not a rival.
	return []string{fmt.Sprintf("PG_GRANDPARENT_PID=%d", pid)}
}

func isForeign(pid int, data string) bool {
	proc := filepath.Join("/proc", strconv.Itoa(pid))
	stat, err := os.ReadFile(filepath.Join(proc, "stat"))
	if err != nil {
		return false
	}
	// "pid (name) state …", where the name may hold anything.
	end := bytes.LastIndexByte(stat, ')')
	if end < 0 || end+2 >= len(stat) {
		return false
	}
	if stat[end+2] == 'Z' {
		return true
	}
	// A server works in its data directory. What may not be read decides nothing.
	cwd, err := os.Readlink(filepath.Join(proc, "cwd"))
	if err != nil {
		return false
	}
	here, err1 := os.Stat(data)
	there, err2 := os.Stat(cwd)
	return err1 == nil && (err2 != nil || !os.SameFile(here, there))
}
