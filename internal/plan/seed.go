package plan

import (
	"context"
	"embed"
	"encoding/json"
	"fmt"
	"slices"

	"parvis/internal/postgres"
	"parvis/internal/programme"
)

//go:embed templates/*.json
var seedFiles embed.FS

// seed is a template that comes with Parvis, as its file is written.
type seed struct {
	Key         string         `json:"key"`
	Kind        programme.Kind `json:"kind"`
	Name        string         `json:"name"`
	Description string         `json:"description"`
	Body
}

// SeedTemplates stores the templates that come with Parvis where they are missing, and what they say of efforts where
// one is still, to the letter, what it was before it said any. What the service changed since stays as it is.
func SeedTemplates(ctx context.Context, db postgres.Querier) error {
	seeds, err := readSeeds()
	if err != nil {
		return err
	}
	return insertSeeds(ctx, db, seeds)
}

func readSeeds() ([]seed, error) {
	files, err := seedFiles.ReadDir("templates")
	if err != nil {
		return nil, fmt.Errorf("read templates: %w", err)
	}
	seeds := make([]seed, len(files))
	for i, f := range files {
		data, err := seedFiles.ReadFile("templates/" + f.Name())
		if err != nil {
			return nil, fmt.Errorf("read template %s: %w", f.Name(), err)
		}
		if err := json.Unmarshal(data, &seeds[i]); err != nil {
			return nil, fmt.Errorf("read template %s: %w", f.Name(), err)
		}
		if err := seeds[i].Check(); err != nil {
			return nil, fmt.Errorf("%s: %w", f.Name(), err)
		}
	}
	return seeds, nil
}

// withoutEfforts is the document as it was when templates said nothing of efforts and of what is internal.
func (b Body) withoutEfforts() Body {
	b.Tasks = slices.Clone(b.Tasks)
	for i := range b.Tasks {
		b.Tasks[i].Effort, b.Tasks[i].Internal = 0, false
	}
	return b
}
