package main

import (
	"errors"
	"os"
	"os/exec"
	"path/filepath"

	"github.com/spf13/cobra"

	"parvis/internal/app"
	"parvis/internal/postgres"
	"parvis/internal/postgres/embedded"
)

// newPostgresCommand runs PostgreSQL's own programs on the configured database, whichever it is: backups are
// made and restored in one way.
func newPostgresCommand() *cobra.Command {
	cmd := &cobra.Command{
		Use:   "postgres PROGRAMME [ARGUMENT…]",
		Short: "Lance pg_dump, pg_restore ou psql sur la base de Parvis",
		Long: "Lance un programme de PostgreSQL (pg_dump, pg_restore, psql) sur la base de Parvis,\n" +
			"celle de DATABASE_URL ou sa base privée, sans avoir à écrire son adresse.\n\n" +
			"La base privée est ouverte le temps qu’il faut, que Parvis fonctionne ou non.\n" +
			"État de sortie\u00a0: celui du programme.",
		Example: "  parvis postgres pg_dump --format=custom --file=parvis.dump",
		Args:    cobra.MinimumNArgs(1),
		RunE: func(cmd *cobra.Command, args []string) error {
			config, err := configuration()
			if err != nil {
				return err
			}
			url, stop, err := app.Database(cmd.Context(), config)
			if err != nil {
				return err
			}
			defer stop()
			env, err := postgres.ClientEnvironment(url)
			if err != nil {
				return err
			}
			program, err := clientProgram(cmd, args)
			if err != nil {
				return err
			}
			program.Env = append(program.Env, env...)
			program.Stdin, program.Stdout, program.Stderr = cmd.InOrStdin(), cmd.OutOrStdout(), cmd.ErrOrStderr()
			err = program.Run()
			if ended, ok := errors.AsType[*exec.ExitError](err); ok {
				return &exitError{code: max(1, ended.ExitCode())} // the program said why
			}
			return err
		},
	}
	cmd.Flags().SetInterspersed(false) // what follows the program's name is for it
	return cmd
}

// clientProgram finds a program of PostgreSQL: of the newest version here, else on the PATH.
func clientProgram(cmd *cobra.Command, args []string) (*exec.Cmd, error) {
	name := args[0]
	if name != filepath.Base(name) {
		return nil, misuse("«\u00a0%s\u00a0» n’est pas le nom d’un programme.", name)
	}
	program, err := embedded.Program(cmd.Context(), name, args[1:]...)
	if err == nil {
		if _, err = os.Stat(program.Path); err == nil {
			return program, nil
		}
	}
	path, err := exec.LookPath(name)
	if err != nil {
		return nil, misuse("Le programme «\u00a0%s\u00a0» est introuvable\u00a0: installez celui de PostgreSQL (postgresql-client).", name)
	}
	program = exec.CommandContext(cmd.Context(), path, args[1:]...)
	program.Env = os.Environ()
	return program, nil
}
