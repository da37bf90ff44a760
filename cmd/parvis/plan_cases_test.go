package main

import (
	"encoding/csv"
	"encoding/json"
	"os"
	"path/filepath"
	"slices"
	"strings"
	"testing"
)

// readLines gives the lines of a file of a case; none when the case does not have it.
func readLines(t *testing.T, path string) []string {
	t.Helper()
	text, err := os.ReadFile(path)
	if os.IsNotExist(err) {
		return nil
	}
	if err != nil {
		t.Fatal(err)
	}
	return strings.Split(strings.TrimSpace(string(text)), "\n")
}

func TestTablesAsPeopleKeepThem(t *testing.T) {
	t.Parallel()
	folders, err := filepath.Glob("testdata/plan/*/command.txt")
	if err != nil || len(folders) < 30 {
		t.Fatalf("only %d cases, %v", len(folders), err)
	}
	for _, command := range folders {
		dir := filepath.Dir(command)
		t.Run(filepath.Base(dir), func(t *testing.T) {
			t.Parallel()
			args := append([]string{filepath.Join(dir, "input.csv")}, strings.Fields(readLines(t, command)[0])...)
			says := readLines(t, filepath.Join(dir, "says.txt"))
			if len(says) > 0 && says[0] == "exit 2" {
				checkRefusal(t, args, says[1:])
				return
			}
			checkPlan(t, args, readLines(t, filepath.Join(dir, "expected.csv")), says)
		})
	}
}

// checkRefusal holds that the table is refused for these reasons and no other.
func checkRefusal(t *testing.T, args, says []string) {
	out, notes, said, code := runPlan(t, "", args...)
	lines := strings.Split(said, "\n")
	if code != 2 || out != "" || notes != "" || len(lines) != len(says) {
		t.Fatalf("exit %d, %d problems instead of %d, printed %q%s\n%s", code, len(lines), len(says), out, notes, said)
	}
	for i, want := range says {
		if !strings.HasPrefix(lines[i], want) {
			t.Errorf("says %q, want %q", lines[i], want)
		}
	}
}

// checkPlan holds the dates by id, and that what must be said is said in the JSON, in the table and
// beside them.
func checkPlan(t *testing.T, args, expected, says []string) {
	out, notes, said, code := runPlan(t, "", append(args, "--json")...)
	var plan struct {
		Tasks    []map[string]any
		Warnings []string
	}
	if err := json.Unmarshal([]byte(out), &plan); err != nil || code != 0 {
		t.Fatalf("exit %d: %s, %v", code, said, err)
	}
	tasks := map[string]map[string]any{}
	for _, task := range plan.Tasks {
		tasks[task["id"].(string)] = task
	}
	rows, err := csv.NewReader(strings.NewReader(strings.Join(expected, "\n"))).ReadAll()
	if err != nil || len(rows) < 2 {
		t.Fatalf("nothing is expected: %v", err)
	}
	for _, row := range rows[1:] {
		task, ok := tasks[row[0]]
		if !ok {
			t.Errorf("no task %s", row[0])
			continue
		}
		for k, name := range rows[0][1:] {
			got, _ := task[name].(string)
			if want := row[k+1]; want != "" && got != want && (want != "-" || task[name] != nil) {
				t.Errorf("%s of %s is %v, want %s", name, row[0], task[name], want)
			}
		}
	}
	table, besides, _, _ := runPlan(t, "", args...)
	if printed := strings.Join(append(plan.Warnings, ""), "\n"); notes != printed || besides != printed {
		t.Errorf("the JSON warns %q, stderr says %q and %q", printed, notes, besides)
	}
	for _, want := range says {
		if !slices.ContainsFunc(plan.Warnings, func(w string) bool { return strings.HasPrefix(w, want) }) || !strings.Contains(table, "\n- "+want) {
			t.Errorf("nobody says %q: %q", want, plan.Warnings)
		}
	}
	if len(says) == 0 && (len(plan.Warnings) > 0 || strings.Contains(table, "Lu ainsi")) {
		t.Errorf("says %q of a plain table", plan.Warnings)
	}
}
