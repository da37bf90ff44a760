package main

import (
	"bytes"
	"strings"
	"testing"

	"github.com/spf13/cobra"
)

func TestEveryCommandExplainsItselfInFrench(t *testing.T) {
	t.Parallel()
	var walk func(path []string, c *cobra.Command)
	walk = func(path []string, c *cobra.Command) {
		root := newRoot()
		var out bytes.Buffer
		root.SetOut(&out)
		root.SetErr(&out)
		root.SetArgs(append(append([]string{}, path...), "--help"))
		if err := root.Execute(); err != nil {
			t.Errorf("%v --help: %v", path, err)
		}
		for _, english := range []string{"Usage:", "Flags:", "Available Commands", "help for", "[flags]", "(default", "Use \""} {
			if strings.Contains(out.String(), english) {
				t.Errorf("parvis %s --help says %q:\n%s", strings.Join(path, " "), english, out.String())
			}
		}
		if c.Short == "" || !strings.Contains(out.String(), "Usage\u00a0:") {
			t.Errorf("parvis %s does not explain itself:\n%s", strings.Join(path, " "), out.String())
		}
		for _, sub := range c.Commands() {
			if sub.Name() != "help" && sub.Name() != "completion" {
				walk(append(append([]string{}, path...), sub.Name()), sub)
			}
		}
	}
	walk(nil, newRoot())
}

func TestUnknownCommandIsRefused(t *testing.T) {
	t.Parallel()
	root := newRoot()
	root.SetOut(&bytes.Buffer{})
	root.SetErr(&bytes.Buffer{})
	root.SetArgs([]string{"danser"})
	if err := root.Execute(); err == nil {
		t.Error("parvis danser succeeds")
	}
}
