// Package menu is what callers hear before a person: menus (programs with a draft and
// published versions) and prompts (uploaded sounds beside those shipped).
//
// A menu may only be published when core/flow's checker and this room's own look at prompts
// and lines find no error; the checker's messages name the node and the reason.
//
// Read in this order: menu.go (drafts, versions, the check), prompt.go (sounds), wav.go (limits
// of uploads, how they are heard), service.go (what can be done with them), service_check.go
// (what the checker is told; how texts and numbers are made), known.go (whom a menu knows);
// then what menus ask other programs: lookup.go (the question and its answer), guard.go (whom
// nobody may ask), ask.go (how it is asked), service_lookup.go; then extension.go and keypad.go
// (whom callers dial).
package menu
