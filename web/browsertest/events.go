package browsertest

import "time"

// Answered tells how long the page took to answer what was done in it since the last call, from each key, click or
// input to the next picture of the page, the slowest of each kind; by the browser's own account, to 8 ms. What took
// less than 16 ms is not told. The first call begins.
func (p *Page) Answered() map[string]time.Duration {
	p.t.Helper()
	took := script[map[string]float64](p, "reading how soon the page answered", `(async () => {
		await new Promise((done) => requestAnimationFrame(() => setTimeout(done, 50)));
		if (!window.answered) window.answered = (() => {
			const slowest = {};
			const observer = new PerformanceObserver((list) => note(list.getEntries()));
			const note = (entries) => { for (const {name, duration} of entries) slowest[name] = Math.max(slowest[name] || 0, duration); };
			observer.observe({type: "event", durationThreshold: 16});
			return () => { note(observer.takeRecords()); const told = {...slowest}; for (const name in slowest) delete slowest[name]; return told; };
		})();
		return window.answered();
	})()`)
	slowest := make(map[string]time.Duration, len(took))
	for name, ms := range took {
		slowest[name] = time.Duration(ms * float64(time.Millisecond))
	}
	return slowest
}
