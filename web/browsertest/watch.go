package browsertest

import (
	"fmt"
	"slices"
	"strings"
	"sync"

	"github.com/chromedp/cdproto/cdp"
	"github.com/chromedp/cdproto/log"
	"github.com/chromedp/cdproto/network"
	"github.com/chromedp/cdproto/runtime"
)

// watch collects what the browser complains about, and remembers which answer
// the current document came from.
type watch struct {
	frame cdp.FrameID // set before the first event

	mu       sync.Mutex
	problems []string
	allowed  []string
	urls     map[network.RequestID]string
	document document
}

// document is the answer the current page was made from.
type document struct {
	request network.RequestID
	status  int
	number  int // how many came before it, and itself
}

func (w *watch) current() document {
	w.mu.Lock()
	defer w.mu.Unlock()
	return w.document
}

// Problems are the complaints of the browser so far: console errors, uncaught
// exceptions, Content-Security-Policy violations, requests that failed, answers
// in 500, and files (styles, scripts, images, fonts) answered in 400 or 500. A
// page or fragment answered in 400 is no problem: a form with mistakes is one.
func (p *Page) Problems() []string {
	p.watch.mu.Lock()
	defer p.watch.mu.Unlock()
	var kept []string
	for _, problem := range p.watch.problems {
		if !slices.ContainsFunc(p.watch.allowed, func(part string) bool { return strings.Contains(problem, part) }) {
			kept = append(kept, problem)
		}
	}
	return kept
}

// Allow says that problems that contain this text are expected in this test.
func (p *Page) Allow(part string) {
	p.watch.mu.Lock()
	defer p.watch.mu.Unlock()
	p.watch.allowed = append(p.watch.allowed, part)
}

func (w *watch) event(event any) {
	w.mu.Lock()
	defer w.mu.Unlock()
	switch e := event.(type) {
	case *runtime.EventExceptionThrown:
		w.add("uncaught exception: %s", exceptionText(e.ExceptionDetails))
	case *runtime.EventConsoleAPICalled:
		if e.Type == runtime.ConsoleAPICalledTypeError || e.Type == runtime.ConsoleAPICalledTypeAssert {
			w.add("console.%s: %s", e.Type, argumentsText(e.Args))
		}
	case *log.EventEntryAdded:
		// Failed requests are told by the network events, with more detail.
		if e.Entry.Level == log.EntryLevelError && e.Entry.Source != log.EntrySourceNetwork {
			w.add("%s: %s %s", e.Entry.Source, e.Entry.Text, e.Entry.URL)
		}
	case *network.EventRequestWillBeSent:
		if w.urls == nil {
			w.urls = map[network.RequestID]string{}
		}
		w.urls[e.RequestID] = e.Request.Method + " " + e.Request.URL
	case *network.EventResponseReceived:
		w.response(e)
	case *network.EventLoadingFailed:
		if !e.Canceled && e.ErrorText != "net::ERR_ABORTED" {
			w.add("request failed: %s: %s %s", w.urls[e.RequestID], e.ErrorText, e.BlockedReason)
		}
	}
}

func (w *watch) response(e *network.EventResponseReceived) {
	status := int(e.Response.Status)
	if e.Type == network.ResourceTypeDocument && e.FrameID == w.frame {
		w.document = document{request: e.RequestID, status: status, number: w.document.number + 1}
	}
	bad := 400
	switch e.Type {
	case network.ResourceTypeDocument, network.ResourceTypeXHR, network.ResourceTypeFetch:
		bad = 500
	}
	if status >= bad {
		w.add("answer %d: %s", status, w.urls[e.RequestID])
	}
}

func (w *watch) add(format string, args ...any) {
	w.problems = append(w.problems, strings.TrimSpace(fmt.Sprintf(format, args...)))
}

func exceptionText(e *runtime.ExceptionDetails) string {
	text := e.Text
	if e.Exception != nil && e.Exception.Description != "" {
		text += " " + e.Exception.Description
	}
	return fmt.Sprintf("%s (%s:%d)", text, e.URL, e.LineNumber+1)
}

func argumentsText(args []*runtime.RemoteObject) string {
	texts := make([]string, 0, len(args))
	for _, a := range args {
		if a.Description != "" {
			texts = append(texts, a.Description)
		} else {
			texts = append(texts, string(a.Value))
		}
	}
	return strings.Join(texts, " ")
}
