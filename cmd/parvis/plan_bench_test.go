package main

import (
	"fmt"
	"io"
	"strings"
	"testing"
)

// bigTable is a table of n tasks as a service might keep it, with everything that has to be
// understood cell by cell.
func bigTable(n int) string {
	var b strings.Builder
	b.WriteString("N°;Tâche;Qui;Durée;Dépend de;À faire pour;Pas avant;État;Remarques\n")
	durations := []string{"5", "3 j", "2 sem", "1,5", "10 jc"}
	states := []string{"à faire", "fait", "en cours", ""}
	for i := 1; i <= n; i++ {
		needs, due, notBefore := "", "", ""
		switch i % 4 {
		case 1:
			needs = fmt.Sprintf("%d, %d+2j", max(1, i-3), max(1, i-5))
			due = fmt.Sprintf("J-%d", 1+i%300)
		case 2:
			due = fmt.Sprintf("%02d/%02d/2025", 1+i%28, 1+i%6)
		case 3:
			needs = fmt.Sprint(i - 1)
			notBefore = fmt.Sprintf("%d/%d/25", 1+i%27, 1+i%5)
		}
		if i < 8 {
			needs = ""
		}
		fmt.Fprintf(&b, "%d;Tâche numéro %d à préparer;AB;%s;%s;%s;%s;%s;rien à dire %d\n", i, i, durations[i%5], needs, due, notBefore, states[i/4%4], i)
	}
	return b.String()
}

// BenchmarkPlanOfAHundredThousandTasks measures the whole command, from bytes to bytes.
func BenchmarkPlanOfAHundredThousandTasks(b *testing.B) {
	table := bigTable(100_000)
	for _, format := range []string{"table", "json"} {
		b.Run(format, func(b *testing.B) {
			for b.Loop() {
				cmd := newPlanCommand()
				cmd.SetIn(strings.NewReader(table))
				cmd.SetOut(io.Discard)
				cmd.SetErr(io.Discard)
				args := []string{"-", "--event", "2026-06-13", "--today", "2025-02-03"}
				if format == "json" {
					args = append(args, "--json")
				}
				cmd.SetArgs(args)
				if err := cmd.ExecuteContext(b.Context()); err != nil {
					b.Fatal(err)
				}
			}
		})
	}
}
