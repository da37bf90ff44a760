package fault

import "context"

type trialKey struct{}

// Trial marks what is done in ctx as a trial: no transaction begins, each is refused with this failure.
// A form that must be seen again before it is kept is read so.
func Trial(ctx context.Context, refusal *Error) context.Context {
	return context.WithValue(ctx, trialKey{}, refusal)
}

// TrialOf gives the failure that ends what is only tried in ctx, nil where things are done.
func TrialOf(ctx context.Context) *Error {
	refusal, _ := ctx.Value(trialKey{}).(*Error)
	return refusal
}
