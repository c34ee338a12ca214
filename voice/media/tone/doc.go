// Package tone makes the sounds of the telephone network itself: ringing, busy, congestion,
// beeps and the pairs of frequencies behind the keys.
package tone
