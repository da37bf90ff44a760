// Package edition prepares the next edition of a project: its plan, its activities, its slots and what these need are copied onto new dates, without
// people, headcounts or states. It says before where everything goes, and what cannot be kept. It sets an edition beside the one before.
//
//	Plan(ctx, by, project, choice) (Preview, error)               where everything would go; nothing is written
//	Prepare(ctx, by, key, project, choice) (id, Outcome, error)   does it, as one act
//	Compare(ctx, by, project) (Comparison, error)                 this edition beside the last one, activity by activity
package edition
