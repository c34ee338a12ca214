//go:build linux

package rtpx

import (
	"fmt"
	"os"
	"strconv"
	"strings"
)

// CPUms returns utime+stime of a process in milliseconds (clock tick 10 ms) and its RSS in KiB.
func CPUms(pid int) (ms float64, rssKB int64, threads int) {
	b, err := os.ReadFile(fmt.Sprintf("/proc/%d/stat", pid))
	if err != nil {
		return 0, 0, 0
	}
	s := string(b)
	f := strings.Fields(s[strings.LastIndexByte(s, ')')+2:])
	u, _ := strconv.ParseFloat(f[11], 64)
	k, _ := strconv.ParseFloat(f[12], 64)
	threads, _ = strconv.Atoi(f[17])
	b, _ = os.ReadFile(fmt.Sprintf("/proc/%d/status", pid))
	for _, l := range strings.Split(string(b), "\n") {
		if strings.HasPrefix(l, "VmRSS:") {
			rssKB, _ = strconv.ParseInt(strings.Fields(l)[1], 10, 64)
		}
	}
	return (u + k) * 10, rssKB, threads
}

// HostBusy returns busy and total jiffies of the whole machine (all cores).
func HostBusy() (busy, total float64) {
	b, _ := os.ReadFile("/proc/stat")
	f := strings.Fields(strings.SplitN(string(b), "\n", 2)[0])[1:]
	for i, s := range f[:8] {
		v, _ := strconv.ParseFloat(s, 64)
		total += v
		if i != 3 && i != 4 {
			busy += v
		}
	}
	return
}
