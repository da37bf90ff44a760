package embedded

import (
	"bytes"
	"context"
	"fmt"
	"os"
	"path/filepath"
	"strings"
)

// initialise creates the cluster if there is none. initdb works in a
// directory beside the final one, which is put in place by a rename: a cluster
// is there whole or not at all. The start lock must be held.
func (c *cluster) initialise(ctx context.Context, durable bool) error {
	data := filepath.Join(c.home, dataName)
	if _, err := os.Stat(data); err == nil {
		return nil
	}
	// What an interrupted initdb left behind; the lock says nobody is at it.
	leftovers, _ := filepath.Glob(filepath.Join(c.home, dataName+".new-*"))
	for _, dir := range leftovers {
		if err := os.RemoveAll(dir); err != nil {
			return fmt.Errorf("clear an interrupted initdb: %w", err)
		}
	}
	fresh := fmt.Sprintf("%s.new-%d", data, os.Getpid())
	var failure error
	// Sorting is ICU's; the C library's locale only classifies characters for
	// the few functions that still ask it. Not every system has C.UTF-8.
	for _, locale := range []string{"C.UTF-8", "C"} {
		if failure = c.initdb(ctx, fresh, locale, durable); failure == nil {
			break
		}
		if err := os.RemoveAll(fresh); err != nil {
			return fmt.Errorf("clear a failed initdb: %w", err)
		}
	}
	if failure != nil {
		return refuse(Broken, failure, "PostgreSQL n’a pas pu créer sa base dans « %s ».", c.home)
	}
	if err := os.Rename(fresh, data); err != nil {
		return fmt.Errorf("put the new cluster in place: %w", err)
	}
	c.log.Info("Base de données créée", "dossier", c.home, "postgresql", c.bin.major)
	return syncDir(c.home)
}

func (c *cluster) initdb(ctx context.Context, dir, locale string, durable bool) error {
	args := []string{
		"--pgdata=" + dir,
		"--username=" + superuser,
		"--encoding=UTF8",
		"--locale=" + locale,
		"--locale-provider=icu",
		"--icu-locale=fr-FR",
		// The socket's directory is closed to every other account.
		"--auth-local=trust",
		"--auth-host=reject",
	}
	if durable {
		args = append(args, "--data-checksums")
	} else {
		args = append(args, "--no-sync")
	}
	cmd := c.account.command(ctx, c.bin, "initdb", args...)
	var out bytes.Buffer
	cmd.Stdout, cmd.Stderr = &out, &out
	if err := cmd.Run(); err != nil {
		lines := strings.Split(strings.TrimSpace(out.String()), "\n")
		return fmt.Errorf("initdb: %w: %s", err, strings.Join(lines[max(0, len(lines)-5):], " / "))
	}
	return nil
}

// syncDir makes a rename survive a power cut.
func syncDir(dir string) error {
	d, err := os.Open(dir)
	if err != nil {
		return err
	}
	defer d.Close()
	return d.Sync()
}
